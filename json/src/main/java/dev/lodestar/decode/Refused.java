package dev.lodestar.decode;

/// What a client is told when the application's code refuses a value.
final class Refused {
  private static final String GENERIC = "The value was refused.";

  private Refused() {}

  /// Returns the message of an `IllegalArgumentException` that the application wrote itself.
  /// Messages of the platform name classes and methods, which are no client's business.
  static String reason(RuntimeException refusal) {
    var message = refusal.getMessage();
    if (message == null || !(refusal instanceof IllegalArgumentException)) {
      return GENERIC;
    }
    var cause = refusal.getCause();
    boolean copied = cause != null && message.equals(cause.toString());
    return copied || isPlatform(thrower(refusal)) ? GENERIC : message;
  }

  private static String thrower(RuntimeException refusal) {
    var trace = refusal.getStackTrace();
    return trace.length > 0 ? trace[0].getClassName() : refusal.getClass().getName();
  }

  private static boolean isPlatform(String name) {
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.");
  }
}
