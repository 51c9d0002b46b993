package dev.lodestar.result;

/// Throws what the code of an application threw, as it is.
final class Failure {
  private Failure() {}

  /// Throws a failure, checked or not.
  ///
  /// @return never; so that callers can write `throw Failure.of(…)`
  static RuntimeException of(Throwable failure) {
    return Failure.<RuntimeException>thrown(failure);
  }

  @SuppressWarnings("unchecked") // erased, so whatever it is gets thrown
  private static <X extends Throwable> RuntimeException thrown(Throwable failure) throws X {
    throw (X) failure;
  }
}
