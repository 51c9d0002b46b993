package dev.lodestar.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads `#( language-range [ weight ] )` (RFC 9110, section 12.5.4). An element that is malformed
/// is left out; no text makes this throw.
final class LanguageRanges {
  /// The most elements that are read; those after them are ignored.
  static final int MAX_RANGES = 32;

  /// The longest tag that is read, in characters.
  static final int MAX_TAG_LENGTH = 64;

  private static final int MAX_SUBTAG_LENGTH = 8;

  private record Wanted(Locale locale, int quality) {}

  private LanguageRanges() {}

  /// The languages that the fields `Accept-Language` name, the most wanted first.
  static List<Locale> localesOf(Headers headers) {
    var lines = headers.all("Accept-Language");
    if (lines.isEmpty()) {
      return List.of();
    }
    var wanted = new ArrayList<Wanted>(4);
    var read = 0;
    for (var line : lines) {
      for (var from = 0; from <= line.length() && read < MAX_RANGES; read++) {
        var comma = line.indexOf(',', from);
        var end = comma < 0 ? line.length() : comma;
        add(line.substring(from, end).strip(), wanted);
        from = end + 1;
      }
    }
    var locales = new ArrayList<Locale>(wanted.size());
    for (var each : wanted) {
      if (!locales.contains(each.locale())) {
        locales.add(each.locale());
      }
    }
    return List.copyOf(locales);
  }

  private static void add(String element, List<Wanted> wanted) {
    var semicolon = element.indexOf(';');
    var tag = semicolon < 0 ? element : element.substring(0, semicolon).stripTrailing();
    var quality =
        semicolon < 0
            ? Weights.MOST
            : Weights.ofParameter(element.substring(semicolon + 1).strip());
    if (quality > 0 && isTag(tag)) {
      var locale = Locale.forLanguageTag(tag);
      if (!locale.getLanguage().isEmpty()) {
        insert(new Wanted(locale, quality), wanted);
      }
    }
  }

  /// Behind all that are wanted as much, or more.
  private static void insert(Wanted more, List<Wanted> wanted) {
    var at = wanted.size();
    while (at > 0 && wanted.get(at - 1).quality() < more.quality()) {
      at--;
    }
    wanted.add(at, more);
  }

  /// `*` stands for whatever the server likes, and is no tag.
  private static boolean isTag(String text) {
    if (text.length() > MAX_TAG_LENGTH) {
      return false;
    }
    var length = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '-' && length > 0) {
        length = 0;
      } else if (!isLetterOrDigit(c) || ++length > MAX_SUBTAG_LENGTH) {
        return false;
      }
    }
    return length > 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
