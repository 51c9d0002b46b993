package dev.lodestar.constraint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a client is told when the application's code refuses a value.
final class Refusal {
  private static final String KEY = "dev.lodestar.constraint.refused.message";

  private Refusal() {}

  static Violation violation(Throwable refusal) {
    var own = ownMessage(refusal);
    return own == null
        ? new Violation("", "invalid", new Generic())
        : Violation.of("", "invalid", own);
  }

  private record Generic() implements Message {
    @Override
    public String text() {
      return text(Locale.ENGLISH);
    }

    @Override
    public String text(Locale locale) {
      var text = StandardMessages.find(KEY, locale);
      return text == null ? KEY : text;
    }
  }

  private static @Nullable String ownMessage(Throwable refusal) {
    var message = refusal.getMessage();
    if (message == null || !(refusal instanceof IllegalArgumentException)) {
      return null;
    }
    var cause = refusal.getCause();
    boolean copied = cause != null && message.equals(cause.toString());
    return copied || isPlatform(thrower(refusal)) ? null : message;
  }

  private static String thrower(Throwable refusal) {
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
