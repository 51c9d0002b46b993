package dev.lodestar.openapi.mock;

import dev.lodestar.http.Headers;
import java.util.Locale;
import java.util.Optional;

/// What the header `Prefer` (RFC 7240) asks for; what is not understood is ignored, as it says.
///
/// @param code a status
/// @param example the name of an example
record Preference(Optional<String> code, Optional<String> example) {

  static Preference of(Headers headers) {
    Optional<String> code = Optional.empty();
    Optional<String> example = Optional.empty();
    for (var line : headers.all("Prefer")) {
      for (var preference : line.split("[,;]", -1)) {
        var parts = preference.strip().split("=", 2);
        if (parts.length == 2) {
          var value = unquoted(parts[1].strip());
          switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
            case "code" -> code = Optional.of(value);
            case "example" -> example = Optional.of(value);
            default -> {}
          }
        }
      }
    }
    return new Preference(code, example);
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
