package dev.lodestar.model;

/// How the Java name of a field becomes its name outside of Java. A [Name] annotation takes
/// precedence, and then the strategy that a type has from [Naming].
public enum NamingStrategy {
  /// The Java name unchanged: `unitPrice`. This is the default.
  AS_DECLARED,
  /// First letter in lower case, and no `_` between words: `unitPrice`, also for `unit_price`.
  CAMEL_CASE,
  /// Words in lower case, joined by `_`: `unit_price`.
  SNAKE_CASE,
  /// Words in lower case, joined by `-`: `unit-price`.
  KEBAB_CASE,
  /// First letter in upper case, and no `_` between words: `UnitPrice`.
  PASCAL_CASE;

  /// Turns a Java name into the outside name. A word starts at an upper-case letter that follows a
  /// lower-case letter or digit, at the last letter of a run of upper-case letters when a
  /// lower-case letter follows it, and after a `_`: `userID` is `user_id`, `httpURLPath` is
  /// `http_url_path`. A `_` at the start or end of a name stays.
  ///
  /// @param javaName the name of a record component, property or field
  /// @return the name outside of Java
  public String apply(String javaName) {
    return switch (this) {
      case AS_DECLARED -> javaName;
      case CAMEL_CASE -> joined(javaName, false);
      case SNAKE_CASE -> words(javaName, '_');
      case KEBAB_CASE -> words(javaName, '-');
      case PASCAL_CASE -> joined(javaName, true);
    };
  }

  private static String joined(String name, boolean upperFirst) {
    var result = new StringBuilder(name.length());
    boolean first = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isSeparator(name, i)) {
        continue;
      }
      if (first && c != '_') {
        result.append(upperFirst ? Character.toUpperCase(c) : Character.toLowerCase(c));
        first = false;
      } else {
        result.append(i > 0 && isSeparator(name, i - 1) ? Character.toUpperCase(c) : c);
      }
    }
    return result.toString();
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
      result.append(isSeparator(name, i) ? separator : Character.toLowerCase(c));
    }
    return result.toString();
  }

  /// Whether there is a `_` with something else before and after it.
  private static boolean isSeparator(String name, int i) {
    return name.charAt(i) == '_'
        && i > 0
        && i + 1 < name.length()
        && name.charAt(i - 1) != '_'
        && name.charAt(i + 1) != '_';
  }
}
