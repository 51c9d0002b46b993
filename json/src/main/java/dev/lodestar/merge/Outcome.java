package dev.lodestar.merge;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What becomes of a value: it is there at once, or later, when objects may be changed in place.
/// That is when nothing is left that could be found wrong before. Null where something is wrong.
final class Outcome {
  private final @Nullable Object value;
  private final @Nullable Supplier<@Nullable Object> later;

  private Outcome(@Nullable Object value, @Nullable Supplier<@Nullable Object> later) {
    this.value = value;
    this.later = later;
  }

  static Outcome now(@Nullable Object value) {
    return new Outcome(value, null);
  }

  static Outcome later(Supplier<@Nullable Object> maker) {
    return new Outcome(null, maker);
  }

  boolean isLater() {
    return later != null;
  }

  /// Makes the value, if it is one of later. To be called once.
  @Nullable Object get() {
    return later == null ? value : later.get();
  }

  /// What becomes of the value by one more step, unless something was wrong before.
  Outcome then(Function<Object, @Nullable Object> step) {
    return later == null
        ? now(value == null ? null : step.apply(value))
        : later(() -> {
          var made = later.get();
          return made == null ? null : step.apply(made);
        });
  }
}
