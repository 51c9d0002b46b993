package dev.lodestar.route;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The rule for what a decoded segment may be. Templates, requests and reverse URLs share it, so
/// that whatever a reverse URL accepts can be requested, and no value of a path parameter ever
/// climbs to a parent folder when it is used as a file name.
final class SegmentText {
  private SegmentText() {}

  /// Returns what is wrong with a segment, as the rest of a sentence, or null if nothing is.
  static @Nullable String fault(String segment) {
    if (segment.isEmpty()) {
      return "is empty";
    }
    var partStart = 0;
    for (var i = 0; i < segment.length(); i++) {
      var c = segment.charAt(i);
      if (Character.isISOControl(c)) {
        return "contains the control character " + codePoint(c);
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == segment.length()
            || !Character.isLowSurrogate(segment.charAt(i + 1))) {
          return "contains the unpaired surrogate " + codePoint(c);
        }
        i++;
      }
      if (c == '/' || c == '\\') {
        if (isDots(segment, partStart, i)) {
          return dots(segment, partStart, i);
        }
        partStart = i + 1;
      }
    }
    return isDots(segment, partStart, segment.length())
        ? dots(segment, partStart, segment.length())
        : null;
  }

  private static boolean isDots(String text, int from, int to) {
    return switch (to - from) {
      case 1 -> text.charAt(from) == '.';
      case 2 -> text.charAt(from) == '.' && text.charAt(from + 1) == '.';
      default -> false;
    };
  }

  private static String dots(String segment, int from, int to) {
    return (to - from == segment.length() ? "is \"" : "contains \"")
        + segment.substring(from, to)
        + "\", which stands for another folder";
  }

  static String codePoint(char c) {
    var hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "U+" + "0".repeat(4 - hex.length()) + hex;
  }
}
