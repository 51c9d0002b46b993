package dev.lodestar.decode;

import dev.lodestar.format.Input;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads optional values: null is the empty one.
///
/// @param empty the empty value, which tells the class
record OptionalDecoder(Object empty, Slot value, String expected) implements Decoder {

  static OptionalDecoder of(Class<?> type, Slot value, String expected) {
    Object empty =
        switch (type.getSimpleName()) {
          case "OptionalInt" -> OptionalInt.empty();
          case "OptionalLong" -> OptionalLong.empty();
          case "OptionalDouble" -> OptionalDouble.empty();
          default -> Optional.empty();
        };
    return new OptionalDecoder(empty, value, expected);
  }

  @Override
  public boolean readsNull() {
    return true;
  }

  @Override
  public @Nullable Object read(Input in) {
    if (in.isNull()) {
      in.readNull();
      return empty;
    }
    var content = value.read(in);
    if (content == null) {
      return null;
    }
    if (empty instanceof Optional) {
      return Optional.of(content);
    }
    return switch (empty) {
      case OptionalInt _ -> OptionalInt.of((Integer) content);
      case OptionalLong _ -> OptionalLong.of((Long) content);
      default -> OptionalDouble.of((Double) content);
    };
  }
}
