package dev.lodestar.format;

/// Texts that have no bytes in UTF-8: those with half of a surrogate pair.
public final class Surrogates {
  private Surrogates() {}

  /// The index of the first surrogate that is no part of a pair; negative if there is none.
  public static int unpaired(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        i++;
      } else if (Character.charCount(text.codePointAt(i)) == 2) {
        i += 2;
      } else {
        return i;
      }
    }
    return -1;
  }
}
