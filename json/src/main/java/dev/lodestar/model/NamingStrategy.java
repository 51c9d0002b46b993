package dev.lodestar.model;

/// How the Java name of a field becomes its name outside of Java. A [Name] annotation takes
/// precedence.
public enum NamingStrategy {
  /// The Java name unchanged: `unitPrice`. This is the default.
  AS_DECLARED,
  /// Words in lower case, joined by `_`: `unit_price`.
  SNAKE_CASE,
  /// Words in lower case, joined by `-`: `unit-price`.
  KEBAB_CASE,
  /// First letter in upper case: `UnitPrice`.
  PASCAL_CASE;

  /// Turns a Java name into the outside name. A word starts at an upper-case letter that follows a
  /// lower-case letter or digit, and at the last letter of a run of upper-case letters when a
  /// lower-case letter follows it: `userID` is `user_id`, `httpURLPath` is `http_url_path`.
  ///
  /// @param javaName the name of a record component, property or field
  /// @return the name outside of Java
  public String apply(String javaName) {
    return switch (this) {
      case AS_DECLARED -> javaName;
      case SNAKE_CASE -> words(javaName, '_');
      case KEBAB_CASE -> words(javaName, '-');
      case PASCAL_CASE ->
          javaName.isEmpty()
              ? javaName
              : Character.toUpperCase(javaName.charAt(0)) + javaName.substring(1);
    };
  }

  private static String words(String name, char separator) {
    var result = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        boolean afterUpper = Character.isUpperCase(name.charAt(i - 1));
        boolean beforeLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        if (name.charAt(i - 1) != '_' && (!afterUpper || beforeLower)) {
          result.append(separator);
        }
      }
      result.append(Character.toLowerCase(c));
    }
    return result.toString();
  }
}
