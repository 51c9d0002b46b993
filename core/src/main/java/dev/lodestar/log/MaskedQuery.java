package dev.lodestar.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.input.SecretNames;
import java.net.URLDecoder;

/// Queries without the values of parameters whose names sound like secrets.
final class MaskedQuery {
  private static final String MASK = "***";

  private MaskedQuery() {}

  /// @param question where the `?` stands
  static String of(String target, int question) {
    var shown = new StringBuilder(target.length());
    shown.append(target, 0, question + 1);
    for (var from = question + 1; from <= target.length(); ) {
      var and = target.indexOf('&', from);
      var end = and < 0 ? target.length() : and;
      var equals = target.indexOf('=', from);
      if (equals >= 0 && equals < end && isSecret(target.substring(from, equals))) {
        shown.append(target, from, equals + 1).append(MASK);
      } else {
        shown.append(target, from, end);
      }
      if (and >= 0) {
        shown.append('&');
      }
      from = end + 1;
    }
    return shown.toString();
  }

  /// A name may be written in percent-encoding; what is malformed is not trusted.
  private static boolean isSecret(String name) {
    if (name.indexOf('%') < 0) {
      return SecretNames.isSecret(name);
    }
    try {
      return SecretNames.isSecret(URLDecoder.decode(name, UTF_8));
    } catch (IllegalArgumentException malformed) {
      return true;
    }
  }
}
