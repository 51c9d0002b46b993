package dev.lodestar.input;

import java.util.List;
import java.util.Locale;

/// Which names of headers, parameters and fields sound like secrets, whose values are not shown.
public final class SecretNames {
  /// A name that contains one of these sounds like a secret.
  private static final List<String> PARTS =
      List.of(
          "auth",
          "cookie",
          "token",
          "secret",
          "passw",
          "pwd",
          "api-key",
          "apikey",
          "api_key",
          "session",
          "credential",
          "signature",
          "csrf",
          "xsrf");

  /// And so does one of these.
  private static final List<String> WHOLE = List.of("key", "sig", "code", "pass");

  private SecretNames() {}

  /// Tells whether a name sounds like a secret.
  public static boolean isSecret(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    // An author is no authorization.
    var looked = lower.contains("authori") ? lower : lower.replace("author", "");
    for (var part : PARTS) {
      if (looked.contains(part)) {
        return true;
      }
    }
    return WHOLE.contains(lower);
  }
}
