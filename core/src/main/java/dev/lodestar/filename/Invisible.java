package dev.lodestar.filename;

/// Characters that show nothing and change how the text around them is read.
public final class Invisible {
  private Invisible() {}

  /// Tells whether a character is a control character, half of a surrogate pair, no character at
  /// all, or a mark that changes the direction of text or shows nothing else.
  public static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
