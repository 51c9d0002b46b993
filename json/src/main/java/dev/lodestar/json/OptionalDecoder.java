package dev.lodestar.json;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads optional values: null is the empty one.
final class OptionalDecoder implements Decoder {
  private final Object empty;
  private final Slot value;
  private final String expected;

  OptionalDecoder(Class<?> type, Slot value, String expected) {
    this.empty =
        switch (type.getSimpleName()) {
          case "OptionalInt" -> OptionalInt.empty();
          case "OptionalLong" -> OptionalLong.empty();
          case "OptionalDouble" -> OptionalDouble.empty();
          default -> Optional.empty();
        };
    this.value = value;
    this.expected = expected;
  }

  Object empty() {
    return empty;
  }

  @Override
  public boolean readsNull() {
    return true;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public @Nullable Object read(Reader in) {
    if (in.peek() == 'n') {
      in.literal("null");
      return empty;
    }
    var content = value.read(in);
    return content == null ? null : present(content);
  }

  private Object present(Object content) {
    return switch (empty) {
      case OptionalInt _ -> OptionalInt.of((Integer) content);
      case OptionalLong _ -> OptionalLong.of((Long) content);
      case OptionalDouble _ -> OptionalDouble.of((Double) content);
      default -> Optional.of(content);
    };
  }
}
