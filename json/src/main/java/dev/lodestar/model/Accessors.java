package dev.lodestar.model;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Member;
import org.jspecify.annotations.Nullable;

/// The two ways to a field of an instance, each as the member that was found and as a handle to
/// call it by.
///
/// @param creatorTakesIt whether the constructor or factory takes the value, so that it needs no
///   setter
record Accessors(
    boolean creatorTakesIt,
    @Nullable Member getter,
    @Nullable MethodHandle read,
    @Nullable Member setter,
    @Nullable MethodHandle write) {

  static Accessors readOnly(Member getter, MethodHandle read) {
    return new Accessors(false, getter, read, null, null);
  }

  Accessors taken() {
    return new Accessors(true, getter, read, setter, write);
  }
}
