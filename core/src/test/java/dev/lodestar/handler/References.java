package dev.lodestar.handler;

import dev.lodestar.MethodReference;
import dev.lodestar.MethodReference.Returning0;
import dev.lodestar.MethodReference.Returning1;
import dev.lodestar.MethodReference.Returning2;
import dev.lodestar.MethodReference.Returning3;
import dev.lodestar.MethodReference.Void0;
import dev.lodestar.MethodReference.Void1;
import dev.lodestar.MethodReference.Void2;
import dev.lodestar.MethodReference.Void3;
import org.jspecify.annotations.Nullable;

/// Overloads as the public API has them: what compiles here compiles for applications.
@SuppressWarnings("overloads")
final class References {

  private References() {}

  static <R extends @Nullable Object> MethodReference of(Returning0<R> reference) {
    return reference;
  }

  static <A extends @Nullable Object, R extends @Nullable Object> MethodReference of(
      Returning1<A, R> reference) {
    return reference;
  }

  static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      MethodReference of(Returning2<A, B, R> reference) {
    return reference;
  }

  static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          R extends @Nullable Object>
      MethodReference of(Returning3<A, B, C, R> reference) {
    return reference;
  }

  static MethodReference of(Void0 reference) {
    return reference;
  }

  static <A extends @Nullable Object> MethodReference of(Void1<A> reference) {
    return reference;
  }

  static <A extends @Nullable Object, B extends @Nullable Object> MethodReference of(
      Void2<A, B> reference) {
    return reference;
  }

  static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      MethodReference of(Void3<A, B, C> reference) {
    return reference;
  }
}
