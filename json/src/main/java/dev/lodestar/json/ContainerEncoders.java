package dev.lodestar.json;

import dev.lodestar.convert.Converter;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/// The encoders of lists, arrays and maps.
final class ContainerEncoders {
  private ContainerEncoders() {}

  static Encoder list(Encoder element) {
    return (out, value) -> {
      out.enter();
      out.write((byte) '[');
      switch (value) {
        case List<?> list when list instanceof RandomAccess -> random(out, list, element);
        case Iterable<?> elements -> sequential(out, elements, element);
        case Object[] array -> random(out, Arrays.asList(array), element);
        default -> primitives(out, value, element);
      }
      out.write((byte) ']');
      out.leave();
    };
  }

  private static void random(JsonBuffer out, List<?> list, Encoder element) {
    int i = 0;
    try {
      for (int size = list.size(); i < size; i++) {
        if (i > 0) {
          out.write((byte) ',');
        }
        element.writeNullable(out, list.get(i));
      }
    } catch (EncodeException failure) {
      throw failure.in(Integer.toString(i));
    }
  }

  private static void sequential(JsonBuffer out, Iterable<?> elements, Encoder element) {
    int i = 0;
    try {
      for (var each : elements) {
        if (i > 0) {
          out.write((byte) ',');
        }
        element.writeNullable(out, each);
        i++;
      }
    } catch (EncodeException failure) {
      throw failure.in(Integer.toString(i));
    }
  }

  private static void primitives(JsonBuffer out, Object array, Encoder element) {
    int i = 0;
    try {
      for (int length = Array.getLength(array); i < length; i++) {
        if (i > 0) {
          out.write((byte) ',');
        }
        element.write(out, Array.get(array, i));
      }
    } catch (EncodeException failure) {
      throw failure.in(Integer.toString(i));
    }
  }

  /// Gives the text of a map key.
  interface KeyText {
    String of(Object key);
  }

  static KeyText keys(Converter<?> keyConverter) {
    @SuppressWarnings("unchecked") // the converter belongs to the class of the keys
    var converter = (Converter<Object>) keyConverter;
    return key -> key instanceof String text ? text : SimpleEncoders.format(converter, key);
  }

  static Encoder map(KeyText keys, Encoder value) {
    return (out, map) -> {
      out.enter();
      out.write((byte) '{');
      boolean first = true;
      for (var entry : ((Map<?, ?>) map).entrySet()) {
        if (entry.getKey() == null) {
          throw new EncodeException("A map has the key null.");
        }
        if (!first) {
          out.write((byte) ',');
        }
        first = false;
        var key = keys.of(entry.getKey());
        try {
          Texts.write(out, key);
          out.write((byte) ':');
          value.writeNullable(out, entry.getValue());
        } catch (EncodeException failure) {
          throw failure.in(key);
        }
      }
      out.write((byte) '}');
      out.leave();
    };
  }
}
