package dev.lodestar.http;

/// The weights of what a client accepts (RFC 9110, section 12.4.2), in thousandths.
final class Weights {
  /// How much is wanted what has no weight.
  static final int MOST = 1000;

  static final int MALFORMED = -1;

  private Weights() {}

  /// Reads the parameter `q=…`.
  ///
  /// @return the weight; [#MALFORMED] also for another parameter
  static int ofParameter(String parameter) {
    return parameter.length() > 2
            && Character.toLowerCase(parameter.charAt(0)) == 'q'
            && parameter.charAt(1) == '='
        ? of(parameter.substring(2))
        : MALFORMED;
  }

  /// Reads a weight: `0`, `1`, and up to three digits after a point; the zero before the point may
  /// be missing.
  ///
  /// @return the weight, or [#MALFORMED]
  static int of(String weight) {
    var point = weight.indexOf('.');
    var whole = point < 0 ? weight : weight.substring(0, point);
    var result =
        switch (whole) {
          case "0" -> 0;
          case "1" -> MOST;
          case "" -> point < 0 ? MALFORMED : 0;
          default -> MALFORMED;
        };
    if (result == MALFORMED || weight.length() - whole.length() > 4) {
      return MALFORMED;
    }
    var unit = 100;
    for (var i = whole.length() + 1; i < weight.length(); i++) {
      var c = weight.charAt(i);
      if (c < '0' || c > '9') {
        return MALFORMED;
      }
      result += (c - '0') * unit;
      unit /= 10;
    }
    return result > MOST ? MALFORMED : result;
  }
}
