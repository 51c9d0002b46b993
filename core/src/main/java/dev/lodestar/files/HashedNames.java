package dev.lodestar.files;

/// Recognises the names that build tools make of the content of a file: `app-BX3kq9Lm.js`,
/// `main.3f2a9c1b.css`. What is taken for one is never asked about again for a year, so everything
/// that could be a word, a number, a date or a version is none.
final class HashedNames {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 64;

  private HashedNames() {}

  /// Tells whether the last part of the name before its extension, behind `-` or `.`, is a hash.
  static boolean matches(String name) {
    var end = name.lastIndexOf('.');
    if (name.endsWith(".map")) { // app-BX3kq9Lm.js.map
      end = name.lastIndexOf('.', end - 1);
    }
    if (end <= 0) {
      return false;
    }
    var start = Math.max(name.lastIndexOf('-', end - 1), name.lastIndexOf('.', end - 1)) + 1;
    return start > 1
        && end - start >= SHORTEST
        && end - start <= LONGEST
        && isHash(name, start, end)
        && !endsInUuid(name, end);
  }

  /// A hexadecimal hash, or one in base 32, changes between letters and digits at least twice, as
  /// no word with a number behind it does; one of small and capital letters at least three times,
  /// where a capital at the beginning of a word is no change.
  private static boolean isHash(String name, int start, int end) {
    var digits = 0;
    var small = 0;
    var capital = 0;
    var hexadecimal = true;
    var base32 = true;
    var changes = 0;
    var previous = ' ';
    for (var i = start; i < end; i++) {
      var c = name.charAt(i);
      var kind = kindOf(c);
      switch (kind) {
        case 'd' -> digits++;
        case 'a' -> small++;
        case 'A' -> capital++;
        case '_' -> {
          // may stand anywhere
        }
        default -> {
          return false;
        }
      }
      hexadecimal &= Character.digit(c, 16) >= 0;
      base32 &= kind == 'A' || (c >= '2' && c <= '7');
      if (i > start && kind != previous && !(previous == 'A' && kind == 'a')) {
        changes++;
      }
      previous = kind;
    }
    if (digits == 0 || small + capital == 0) {
      return false;
    }
    if (small > 0 && capital > 0) {
      return changes >= 3;
    }
    return changes >= 2 && (hexadecimal || base32) && small + capital >= 2;
  }

  private static char kindOf(char c) {
    if (c >= '0' && c <= '9') {
      return 'd';
    }
    if (c >= 'a' && c <= 'z') {
      return 'a';
    }
    if (c >= 'A' && c <= 'Z') {
      return 'A';
    }
    return c == '_' ? '_' : ' ';
  }

  /// A UUID names a thing and not its content.
  private static boolean endsInUuid(String name, int end) {
    var start = end - 36;
    if (start < 0) {
      return false;
    }
    for (var i = 0; i < 36; i++) {
      var dash = i == 8 || i == 13 || i == 18 || i == 23;
      var c = name.charAt(start + i);
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
