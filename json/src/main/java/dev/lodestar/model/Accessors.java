package dev.lodestar.model;

import java.lang.reflect.Member;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The two ways to a field of an instance, each as the member that was found and as a handle to
/// call it by.
///
/// @param creatorTakesIt whether the constructor or factory takes the value, so that it needs no
///   setter
/// @param computation what computes the value in place of a getter
record Accessors(
    boolean creatorTakesIt,
    @Nullable Member getter,
    @Nullable Handle read,
    @Nullable Member setter,
    @Nullable Handle write,
    @Nullable Function<Object, @Nullable Object> computation) {

  Accessors(
      boolean creatorTakesIt,
      @Nullable Member getter,
      @Nullable Handle read,
      @Nullable Member setter,
      @Nullable Handle write) {
    this(creatorTakesIt, getter, read, setter, write, null);
  }

  static Accessors readOnly(Member getter, Handle read) {
    return new Accessors(false, getter, read, null, null);
  }

  static Accessors computed(Function<Object, @Nullable Object> computation) {
    return new Accessors(false, null, Access.function(computation), null, null, computation);
  }

  Accessors taken() {
    return new Accessors(true, getter, read, setter, write, computation);
  }
}
