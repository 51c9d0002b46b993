package dev.lodestar.debug;

/// Texts of any length, made to fit.
final class Texts {
  private Texts() {}

  /// The text, cut at a number of characters, which shows.
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
  }
}
