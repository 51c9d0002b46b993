package dev.lodestar.http;

import java.util.Random;

/// Random text for property tests.
final class Garbage {

  private Garbage() {}

  /// Text of up to a number of characters, most of them from the given ones.
  static String of(Random random, String characters, int limit) {
    var text = new StringBuilder();
    for (var i = random.nextInt(limit + 1); i > 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  /// As [#of(Random, String, int)], with any character of Unicode's first plane now and then.
  static String wild(Random random, String characters, int limit) {
    var text = new StringBuilder(of(random, characters, limit));
    for (var i = 0; i < text.length(); i++) {
      if (random.nextInt(8) == 0) {
        text.setCharAt(i, (char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
      }
    }
    return text.toString();
  }
}
