package shop;

/// Constraints that are checked by hand.
final class Checks {
  private Checks() {}

  static boolean isText(String text, int longest) {
    return text != null && text.length() <= longest && !text.isBlank();
  }

  /// A name, an `@`, and labels with a dot between them; no spaces.
  static boolean isEmail(String text) {
    if (text == null || text.length() > 254 || text.indexOf(' ') >= 0) {
      return false;
    }
    var at = text.indexOf('@');
    var dot = text.lastIndexOf('.');
    return at > 0
        && at == text.lastIndexOf('@')
        && dot > at + 1
        && dot < text.length() - 1
        && text.indexOf("..", at) < 0;
  }
}
