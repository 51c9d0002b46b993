package dev.lodestar.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trees of plain values, as a parser of JSON gives them. While a schema is being made, a
/// [Reference] may stand where the text of a reference will be.
final class Trees {
  private static final int MAX_ZEROS = 1000;

  private Trees() {}

  /// What becomes a text once names are known.
  interface Reference {
    String text(String prefix);
  }

  /// A component that somebody named.
  record Named(String name) implements Reference {
    @Override
    public String text(String prefix) {
      return prefix + name;
    }
  }

  /// An unmodifiable copy. Numbers are those that a parser would give.
  static @Nullable Object copy(@Nullable Object value) {
    // No pattern switch: its first use takes longer than many schemas.
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Reference) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Schema schema) {
      return schema.keywords();
    }
    if (value instanceof Map<?, ?> map) {
      return copyOf(map);
    }
    if (value instanceof Collection<?> list) {
      return list(list);
    }
    if (value instanceof Object[] array) {
      return list(Arrays.asList(array));
    }
    throw new IllegalArgumentException(
        "A schema is made of maps, lists, texts, numbers, booleans, null and other schemas,"
            + " not of a "
            + value.getClass().getName()
            + ".");
  }

  static Map<String, @Nullable Object> copyOf(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    for (var entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            "The names in a schema are texts, not " + entry.getKey() + ".");
      }
      copy.put(name, copy(entry.getValue()));
    }
    return Collections.unmodifiableMap(copy);
  }

  /// A copy whose keywords may be changed.
  static Map<String, @Nullable Object> changeable(Map<String, @Nullable Object> keywords) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    copy.putAll(keywords);
    return copy;
  }

  private static List<@Nullable Object> list(Collection<?> elements) {
    var copy = new ArrayList<@Nullable Object>(elements.size());
    for (var element : elements) {
      copy.add(copy(element));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Number number(Number number) {
    if (number instanceof Long) {
      return number;
    }
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof BigInteger integer) {
      return narrowed(integer);
    }
    BigDecimal decimal;
    try {
      decimal = new BigDecimal(number.toString());
    } catch (NumberFormatException notFinite) {
      throw new IllegalArgumentException("JSON has no number " + number + ".", notFinite);
    }
    var plain = decimal.stripTrailingZeros();
    return plain.scale() <= 0 && plain.scale() >= -MAX_ZEROS
        ? narrowed(plain.toBigIntegerExact())
        : decimal;
  }

  private static Number narrowed(BigInteger integer) {
    return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
  }

  /// A copy without references, whose maps and lists may be changed.
  static @Nullable Object plain(@Nullable Object value, String prefix) {
    if (value instanceof Map<?, ?> map) {
      return plainMap(map, prefix);
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>(list.size());
      for (var element : list) {
        copy.add(plain(element, prefix));
      }
      return copy;
    }
    return value instanceof Reference reference ? reference.text(prefix) : value;
  }

  static Map<String, @Nullable Object> plainMap(Map<?, ?> map, String prefix) {
    var copy = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(map.size());
    for (var entry : map.entrySet()) {
      copy.put((String) entry.getKey(), plain(entry.getValue(), prefix));
    }
    return copy;
  }
}
