package dev.lodestar.jsonpatch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as documents have them: maps, lists, texts, numbers, booleans and nulls.
public final class Trees {
  private Trees() {}

  /// A copy that may be changed.
  static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      var copy = new LinkedHashMap<String, @Nullable Object>();
      for (var member : members.entrySet()) {
        copy.put((String) member.getKey(), copy(member.getValue()));
      }
      return copy;
    }
    if (value instanceof List<?> elements) {
      var copy = new ArrayList<@Nullable Object>(elements.size());
      for (var element : elements) {
        copy.add(copy(element));
      }
      return copy;
    }
    return value;
  }

  /// How much there is to copy: every value, every character of names and texts.
  static long weightOf(@Nullable Object value) {
    var weight = 1L;
    if (value instanceof Map<?, ?> members) {
      for (var member : members.entrySet()) {
        weight += ((String) member.getKey()).length() + weightOf(member.getValue());
      }
    } else if (value instanceof List<?> elements) {
      for (var element : elements) {
        weight += weightOf(element);
      }
    } else if (value instanceof String text) {
      weight += text.length();
    }
    return weight;
  }

  /// How many objects and arrays are nested in each other, the value itself included.
  static int depthOf(@Nullable Object value) {
    var deepest = 0;
    if (value instanceof Map<?, ?> members) {
      for (var member : members.values()) {
        deepest = Math.max(deepest, depthOf(member));
      }
      return deepest + 1;
    }
    if (value instanceof List<?> elements) {
      for (var element : elements) {
        deepest = Math.max(deepest, depthOf(element));
      }
      return deepest + 1;
    }
    return 0;
  }

  /// Whether two values are equal as RFC 6902 says: numbers by their value, objects whatever the
  /// order of their members.
  public static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one == other) {
      return true;
    }
    if (one instanceof Map<?, ?> members && other instanceof Map<?, ?> others) {
      return equalMembers(members, others);
    }
    if (one instanceof List<?> elements && other instanceof List<?> others) {
      return equalElements(elements, others);
    }
    if (one instanceof Number number && other instanceof Number another) {
      return decimal(number).compareTo(decimal(another)) == 0;
    }
    return one != null && one.equals(other);
  }

  private static boolean equalMembers(Map<?, ?> members, Map<?, ?> others) {
    if (members.size() != others.size()) {
      return false;
    }
    for (var member : members.entrySet()) {
      if (!others.containsKey(member.getKey())
          || !equal(member.getValue(), others.get(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalElements(List<?> elements, List<?> others) {
    if (elements.size() != others.size()) {
      return false;
    }
    for (var i = 0; i < elements.size(); i++) {
      if (!equal(elements.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static BigDecimal decimal(Number number) {
    return switch (number) {
      case BigDecimal decimal -> decimal;
      case BigInteger integer -> new BigDecimal(integer);
      case Long integer -> BigDecimal.valueOf(integer);
      default -> new BigDecimal(number.toString());
    };
  }
}
