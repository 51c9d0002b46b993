package dev.lodestar.constraint;

import dev.lodestar.constraint.Check.Test;
import jakarta.validation.constraints.Pattern.Flag;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

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

  static Test pattern(String regexp, Flag[] flags, Class<?> type) {
    requireText("Pattern", type);
    var pattern = compiled(regexp, flags);
    return value -> value == null || matches(pattern, (CharSequence) value);
  }

  static Test email(String regexp, Flag[] flags, Class<?> type) {
    requireText("Email", type);
    var pattern = regexp.equals(".*") ? null : compiled(regexp, flags);
    return value ->
        value == null
            || (EmailAddress.isWellFormed(value.toString()) && matches(pattern, value.toString()));
  }

  private static boolean matches(@Nullable Pattern pattern, CharSequence text) {
    try {
      return pattern == null || pattern.matcher(text).matches();
    } catch (StackOverflowError tooLong) {
      // Repeated groups are matched recursively: a client must not end a request by a long text.
      return false;
    }
  }

  private static Pattern compiled(String regexp, Flag[] flags) {
    int bits = 0;
    for (var flag : flags) {
      bits |= flag.getValue();
    }
    try {
      return Pattern.compile(regexp, bits);
    } catch (PatternSyntaxException wrong) {
      throw new Unfit(
          "The regular expression \"" + regexp + "\" is wrong: " + wrong.getDescription() + ".",
          "Correct it.");
    }
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
    return switch (value) {
      case CharSequence text -> text.length();
      case Collection<?> collection -> collection.size();
      case Map<?, ?> map -> map.size();
      case Object[] array -> array.length;
      default -> Array.getLength(value);
    };
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

  private static void requireText(String code, Class<?> type) {
    if (!CharSequence.class.isAssignableFrom(type)) {
      throw Unfit.type(code, type, "a text");
    }
  }
}
