package dev.lodestar.bind;

/// How Java names become names of headers.
final class HeaderNames {
  private HeaderNames() {}

  /// `ifModifiedSince` becomes `If-Modified-Since`.
  static String of(String javaName) {
    var header = new StringBuilder(javaName.length() + 4);
    for (var i = 0; i < javaName.length(); i++) {
      var c = javaName.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        header.append('-');
      }
      header.append(i == 0 ? Character.toUpperCase(c) : c == '_' ? '-' : c);
    }
    return header.toString();
  }
}
