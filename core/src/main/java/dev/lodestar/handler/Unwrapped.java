package dev.lodestar.handler;

/// Throws what the code of an application threw as it is, where no checked exception may be
/// declared.
public final class Unwrapped {
  private Unwrapped() {}

  /// Throws.
  ///
  /// @return nothing, so that a caller may write `throw`
  public static RuntimeException of(Throwable failure) {
    return Unwrapped.<RuntimeException>thrown(failure);
  }

  @SuppressWarnings("unchecked") // the type argument is only what the compiler believes
  private static <X extends Throwable> RuntimeException thrown(Throwable failure) throws X {
    throw (X) failure;
  }
}
