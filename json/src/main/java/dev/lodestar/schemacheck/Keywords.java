package dev.lodestar.schemacheck;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keywords of a schema with the types that they should have. What has another type counts as
/// not said, since schemas may come from anywhere.
///
/// @param tree the schema
public record Keywords(Map<?, ?> tree) {
  /// Whether a keyword is said.
  public boolean has(String keyword) {
    return tree.containsKey(keyword);
  }

  /// The value of a keyword; null also if it is not said.
  public @Nullable Object get(String keyword) {
    return tree.get(keyword);
  }

  /// The value of a keyword that is a text.
  public Optional<String> text(String keyword) {
    return tree.get(keyword) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// The value of a keyword that is a number.
  public Optional<BigDecimal> number(String keyword) {
    return tree.get(keyword) instanceof Number number ? exact(number) : Optional.empty();
  }

  /// A count, such as `minLength`.
  public Optional<Integer> count(String keyword) {
    return number(keyword)
        .filter(number -> number.signum() >= 0)
        .map(number -> number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue());
  }

  /// Whether a keyword is `true`.
  public boolean isTrue(String keyword) {
    return Boolean.TRUE.equals(tree.get(keyword));
  }

  /// Whether a keyword is `false`.
  public boolean isFalse(String keyword) {
    return Boolean.FALSE.equals(tree.get(keyword));
  }

  /// The value of a keyword that is an object; an empty one otherwise.
  public Map<?, ?> map(String keyword) {
    return tree.get(keyword) instanceof Map<?, ?> map ? map : Map.of();
  }

  /// The value of a keyword that is an array; an empty one otherwise.
  public List<?> list(String keyword) {
    return tree.get(keyword) instanceof List<?> list ? list : List.of();
  }

  /// The value of a number; empty for what JSON cannot say.
  public static Optional<BigDecimal> exact(Number number) {
    return switch (number) {
      case BigDecimal decimal -> Optional.of(decimal);
      case BigInteger integer -> Optional.of(new BigDecimal(integer));
      case Double real ->
          Double.isFinite(real) ? Optional.of(BigDecimal.valueOf(real)) : Optional.empty();
      case Float real ->
          Float.isFinite(real) ? Optional.of(new BigDecimal(real.toString())) : Optional.empty();
      default -> Optional.of(BigDecimal.valueOf(number.longValue()));
    };
  }
}
