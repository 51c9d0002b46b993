package dev.lodestar.decode;

import dev.lodestar.convert.AsciiConverter;
import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import dev.lodestar.format.FieldNames;
import dev.lodestar.format.Input;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The decoders of values without inner structure.
final class SimpleDecoders {
  private SimpleDecoders() {}

  /// @param wholeDecimals whether a number like 1.0 is an integer
  static Decoder of(SimpleModel model, boolean wholeDecimals) {
    var converter = model.converter();
    var expected = converter.expected();
    return switch (model.kind()) {
      case TEXT ->
          converter instanceof AsciiConverter<?> ascii
              ? new AsciiDecoder(ascii)
              : model.isPlainText() ? new TextDecoder() : new ConvertedDecoder(converter);
      case BOOLEAN -> new BooleanDecoder(expected);
      case INTEGER, DECIMAL -> number(model, wholeDecimals, expected);
    };
  }

  private static Decoder number(SimpleModel model, boolean wholes, String expected) {
    return switch (model.rawClass().getSimpleName()) {
      case "byte", "Byte" -> new IntegerDecoder(IntegerDecoder.Width.BYTE, wholes, expected);
      case "short", "Short" -> new IntegerDecoder(IntegerDecoder.Width.SHORT, wholes, expected);
      case "int", "Integer" -> new IntegerDecoder(IntegerDecoder.Width.INT, wholes, expected);
      case "long", "Long" -> new IntegerDecoder(IntegerDecoder.Width.LONG, wholes, expected);
      case "float", "Float" -> new FloatDecoder(expected);
      case "double", "Double" -> new DoubleDecoder(expected);
      case "BigInteger" -> wholes ? new WholeBigDecoder(expected) : big(true, model.converter());
      default -> big(false, model.converter());
    };
  }

  private static Decoder big(boolean integer, Converter<?> converter) {
    return converter instanceof AsciiConverter<?> ascii
        ? new AsciiBigDecoder(integer, ascii)
        : new BigDecoder(integer, converter);
  }

  /// @param wholeDecimals whether a number like 1.0 is an integer
  static Decoder constants(EnumModel model, boolean wholeDecimals) {
    if (model.isNumeric()) {
      return NumberedDecoder.of(model, wholeDecimals);
    }
    @SuppressWarnings("unchecked") // the converter belongs to the class of the constants
    var converter = (Converter<Object>) model.converter();
    if (!Converters.standard().uses(model.rawClass(), converter)) {
      return new ConvertedDecoder(converter);
    }
    var names = new ArrayList<String>();
    for (var constant : model.constants()) {
      names.add(converter.format(constant));
    }
    var constants = model.constants().toArray(new Object[0]);
    return new WordDecoder(FieldNames.ofWords(names), constants, converter.expected());
  }

  /// Reads a text as it is.
  record TextDecoder() implements Decoder {
    static final String EXPECTED = "a text";

    @Override
    public String expected() {
      return EXPECTED;
    }

    @Override
    public @Nullable Object read(Input in) {
      return in.readText(EXPECTED);
    }
  }

  /// Reads `true` and `false`.
  record BooleanDecoder(String expected) implements Decoder {
    @Override
    public Object read(Input in) {
      return in.readBoolean(expected);
    }
  }

  /// Reads a number of double precision.
  record DoubleDecoder(String expected) implements Decoder {
    @Override
    public Object read(Input in) {
      return in.readDouble(expected);
    }
  }

  /// Reads a number of single precision.
  record FloatDecoder(String expected) implements Decoder {
    @Override
    public Object read(Input in) {
      return in.readFloat(expected);
    }
  }

  /// Reads a number of any size with a converter that knows bytes.
  record AsciiBigDecoder(boolean integer, AsciiConverter<?> converter) implements Decoder {
    @Override
    public String expected() {
      return converter.expected();
    }

    @Override
    public @Nullable Object read(Input in) {
      return in.readNumber(integer, converter);
    }
  }

  /// Reads a number of any size.
  record BigDecoder(boolean integer, Converter<?> converter) implements Decoder {
    @Override
    public String expected() {
      return converter.expected();
    }

    @Override
    public @Nullable Object read(Input in) {
      int where = in.valueStart();
      var digits = in.readNumber(integer, expected());
      return digits == null ? null : parsed(in, where, digits, "range", converter);
    }
  }

  /// Reads an integer of any size that may have a fraction of zeros or an exponent.
  record WholeBigDecoder(String expected) implements Decoder {
    @Override
    public @Nullable Object read(Input in) {
      return in.readWhole(expected);
    }
  }

  /// Reads one of several words.
  record WordDecoder(FieldNames words, Object[] values, String expected) implements Decoder {
    @Override
    public @Nullable Object read(Input in) {
      int index = in.readWord(words, expected);
      return index < 0 ? null : values[index];
    }
  }

  /// Reads a text with a converter that knows bytes.
  record AsciiDecoder(AsciiConverter<?> converter) implements Decoder {
    @Override
    public String expected() {
      return converter.expected();
    }

    @Override
    public @Nullable Object read(Input in) {
      return in.readAscii(converter);
    }
  }

  /// Reads a text with a converter.
  record ConvertedDecoder(Converter<?> converter) implements Decoder {
    @Override
    public String expected() {
      return converter.expected();
    }

    @Override
    public @Nullable Object read(Input in) {
      int where = in.valueStart();
      var text = in.readText(expected());
      return text == null ? null : parsed(in, where, text, "format", converter);
    }
  }

  /// Reads bytes.
  record BinaryDecoder(String expected) implements Decoder {
    @Override
    public byte @Nullable [] read(Input in) {
      return in.readBinary(expected);
    }
  }

  private static @Nullable Object parsed(
      Input in, int where, String text, String code, Converter<?> converter) {
    Object value = null;
    try {
      value = converter.parse(text);
    } catch (RuntimeException refused) {
      // Said below.
    }
    if (value == null) {
      in.mismatch(where, code, converter.expected());
    }
    return value;
  }
}
