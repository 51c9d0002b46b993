package dev.lodestar.constraint;

import dev.lodestar.constraint.Check.Test;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

/// Tests of texts, and of the size of texts, collections, maps and arrays.
final class TextTests {
  private TextTests() {}

  static Test size(String code, int min, int max, Class<?> type) {
    requireSized(code, type);
    if (min < 0 || max < min) {
      throw new Unfit(
          "@Size has the bounds " + min + " and " + max + ".",
          "The least size is 0, and min is not greater than max.");
    }
    return value -> {
      if (value == null) {
        return true;
      }
      int size = sizeOf(value);
      return size >= min && size <= max;
    };
  }

  static Test notEmpty(Class<?> type) {
    requireSized("NotEmpty", type);
    return value -> value != null && sizeOf(value) > 0;
  }

  static Test notBlank(Class<?> type) {
    requireText("NotBlank", type);
    return value -> value != null && !isBlank((CharSequence) value);
  }

  static Test email(Class<?> type) {
    requireText("Email", type);
    return value -> value == null || EmailAddress.isWellFormed(value.toString());
  }

  private static boolean isBlank(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int sizeOf(Object value) {
    // No pattern switch: its first use would take longer than many requests.
    if (value instanceof CharSequence text) {
      return text.length();
    }
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : Array.getLength(value);
  }

  private static void requireSized(String code, Class<?> type) {
    boolean sized =
        CharSequence.class.isAssignableFrom(type)
            || Collection.class.isAssignableFrom(type)
            || Map.class.isAssignableFrom(type)
            || type.isArray();
    if (!sized) {
      throw Unfit.type(code, type, "a text, collection, map or array");
    }
  }

  static void requireText(String code, Class<?> type) {
    if (!CharSequence.class.isAssignableFrom(type)) {
      throw Unfit.type(code, type, "a text");
    }
  }
}
