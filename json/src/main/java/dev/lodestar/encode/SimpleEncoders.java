package dev.lodestar.encode;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.convert.AsciiConverter;
import dev.lodestar.convert.Converter;
import dev.lodestar.format.Format;
import dev.lodestar.format.Output;
import dev.lodestar.format.Word;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The encoders of values without inner structure.
final class SimpleEncoders {
  private SimpleEncoders() {}

  static Encoder of(SimpleModel model) {
    return switch (model.kind()) {
      case TEXT -> text(model);
      case BOOLEAN -> new BooleanEncoder();
      case INTEGER, DECIMAL -> number(model.rawClass());
    };
  }

  private static Encoder text(SimpleModel model) {
    if (model.isPlainText()) {
      return new TextEncoder();
    }
    // The text of a converter of the application may need escapes: only ours are known to be plain.
    return model.isStandard() && model.converter() instanceof AsciiConverter<?> ascii
        ? new AsciiEncoder(cast(ascii))
        : new ConvertedEncoder(cast(model.converter()));
  }

  @SuppressWarnings("unchecked") // the converter belongs to the class of the values
  private static AsciiConverter<Object> cast(AsciiConverter<?> converter) {
    return (AsciiConverter<Object>) converter;
  }

  @SuppressWarnings("unchecked") // the converter belongs to the class of the values
  private static Converter<Object> cast(Converter<?> converter) {
    return (Converter<Object>) converter;
  }

  static String format(Converter<Object> converter, Object value) {
    try {
      @Nullable String text = converter.format(value);
      if (text == null) {
        throw new EncodeException(
            "The converter of " + value.getClass().getName() + " gives no text.");
      }
      return text;
    } catch (IllegalArgumentException refused) {
      throw new EncodeException(String.valueOf(refused.getMessage()), refused);
    }
  }

  private static Encoder number(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "double", "Double" -> new DoubleEncoder();
      case "float", "Float" -> new FloatEncoder();
      case "BigInteger" -> new BigIntegerEncoder();
      case "BigDecimal" -> new BigDecimalEncoder();
      default -> new IntegerEncoder();
    };
  }

  static Encoder constants(EnumModel model, Format format) {
    var converter = cast(model.converter());
    int most = 0;
    for (var constant : model.constants()) {
      most = Math.max(most, constant.ordinal());
    }
    if (model.isNumeric()) {
      var given = model.numbers();
      long[] numbers = new long[most + 1];
      for (int i = 0; i < given.size(); i++) {
        numbers[model.constants().get(i).ordinal()] = given.get(i);
      }
      return new NumberedEncoder(numbers);
    }
    var words = new Word[most + 1];
    Arrays.fill(words, Word.of("", format));
    for (var constant : model.constants()) {
      words[constant.ordinal()] = Word.of(format(converter, constant), format);
    }
    return new WordEncoder(words);
  }

  record TextEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.text((String) value);
    }
  }

  record BooleanEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.bool((Boolean) value);
    }
  }

  record IntegerEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.number(((Number) value).longValue());
    }
  }

  record DoubleEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.number((double) (Double) value);
    }
  }

  record FloatEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.number((float) (Float) value);
    }
  }

  record BigIntegerEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.number((BigInteger) value);
    }
  }

  record BigDecimalEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.number((BigDecimal) value);
    }
  }

  /// Writes the constants of an enum.
  ///
  /// @param words the text of each ordinal
  record WordEncoder(Word[] words) implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.word(words[((Enum<?>) value).ordinal()]);
    }
  }

  /// Writes the constants of an enum that are integers, by their ordinal number.
  record NumberedEncoder(long[] numbers) implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.number(numbers[((Enum<?>) value).ordinal()]);
    }
  }

  record AsciiEncoder(AsciiConverter<Object> converter) implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.ascii(converter, value);
    }
  }

  record ConvertedEncoder(Converter<Object> converter) implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.text(format(converter, value));
    }
  }

  record BinaryEncoder() implements Encoder {
    @Override
    public void write(Output out, Object value) {
      out.binary((byte[]) value);
    }
  }
}
