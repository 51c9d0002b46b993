package dev.lodestar.json;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// The encoders of values without inner structure.
final class SimpleEncoders {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private SimpleEncoders() {}

  static Encoder of(SimpleModel model) {
    return switch (model.kind()) {
      case TEXT -> text(model);
      case BOOLEAN -> (out, value) -> out.write((Boolean) value ? TRUE : FALSE);
      case INTEGER, DECIMAL -> number(model.rawClass());
    };
  }

  private static Encoder text(SimpleModel model) {
    if (isPlainText(model)) {
      return (out, value) -> Texts.write(out, (String) value);
    }
    @SuppressWarnings("unchecked") // the converter belongs to the class of the values
    var converter = (Converter<Object>) model.converter();
    return (out, value) -> Texts.write(out, format(converter, value));
  }

  /// Whether the type is `String`, read and written as it is.
  static boolean isPlainText(SimpleModel model) {
    return model.rawClass() == String.class
        && model.converter() == Converters.standard().find(String.class).orElse(null);
  }

  static String format(Converter<Object> converter, Object value) {
    try {
      return converter.format(value);
    } catch (IllegalArgumentException refused) {
      throw new EncodeException(String.valueOf(refused.getMessage()), refused);
    }
  }

  private static Encoder number(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "double", "Double" -> (out, value) -> Numbers.write(out, (double) (Double) value);
      case "float", "Float" -> (out, value) -> Numbers.write(out, (float) (Float) value);
      case "BigInteger", "BigDecimal" -> (out, value) -> out.writeAscii(value.toString());
      default -> (out, value) -> Numbers.write(out, ((Number) value).longValue());
    };
  }

  static Encoder constants(EnumModel model) {
    @SuppressWarnings("unchecked") // the converter belongs to the class of the values
    var converter = (Converter<Object>) model.converter();
    Map<Object, byte[]> texts = new HashMap<>();
    for (var constant : model.constants()) {
      var text = new JsonBuffer(32);
      Texts.write(text, format(converter, constant));
      texts.put(constant, text.toByteArray());
    }
    return (out, value) -> {
      var text = texts.get(value);
      if (text == null) {
        throw new EncodeException(value + " is not a constant of the type.");
      }
      out.write(text);
    };
  }

  static Encoder binary() {
    return (out, value) -> {
      var text = Base64.getEncoder().encode((byte[]) value);
      out.write((byte) '"');
      out.write(text);
      out.write((byte) '"');
    };
  }
}
