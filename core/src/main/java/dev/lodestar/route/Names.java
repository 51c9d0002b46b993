package dev.lodestar.route;

/// What a parameter or a slot type may be called.
final class Names {
  private Names() {}

  static boolean isIdentifier(String text) {
    if (text.isEmpty() || !Character.isJavaIdentifierStart(text.codePointAt(0))) {
      return false;
    }
    for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isPart(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// Java counts some invisible control characters as parts of identifiers; nobody means them.
  private static boolean isPart(int codePoint) {
    return Character.isJavaIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
  }

  /// Makes the identifier that comes closest to a text: `order-id` becomes `orderId`.
  static String identifierLike(String text) {
    var name = new StringBuilder();
    var upper = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var fits = name.isEmpty() ? Character.isJavaIdentifierStart(c) : isPart(c);
      if (fits && !Character.isSurrogate(c)) {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      } else {
        upper = !name.isEmpty();
      }
    }
    return name.isEmpty() ? "name" : name.toString();
  }
}
