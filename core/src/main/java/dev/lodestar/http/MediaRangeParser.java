package dev.lodestar.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `#( media-range [ weight ] )` (RFC 9110, section 12.5.1), each character once. An element
/// that is malformed is left out; no text makes this throw.
final class MediaRangeParser {
  private static final int MALFORMED = -1;

  private final String text;
  private int position;

  MediaRangeParser(String text) {
    this.text = text;
  }

  List<MediaRange> parse(int most) {
    var ranges = new ArrayList<MediaRange>(4);
    while (position < text.length() && ranges.size() < most) {
      var range = range();
      if (range != null && atEndOfElement()) {
        ranges.add(range);
      }
      skipElement();
    }
    return List.copyOf(ranges);
  }

  private @Nullable MediaRange range() {
    skipSpace();
    var type = token();
    var subtype = "*";
    if (next('/')) {
      subtype = token();
    } else if (!type.equals("*")) {
      return null;
    }
    if (type.isEmpty() || subtype.isEmpty() || (type.equals("*") && !subtype.equals("*"))) {
      return null;
    }
    return withParameters(type.toLowerCase(Locale.ROOT), subtype.toLowerCase(Locale.ROOT));
  }

  private @Nullable MediaRange withParameters(String type, String subtype) {
    List<String> parameters = List.of();
    var quality = 1000;
    skipSpace();
    while (next(';')) {
      skipSpace();
      if (position < text.length() && text.charAt(position) != ';' && !atEndOfElement()) {
        var name = token();
        if (name.isEmpty() || !next('=')) {
          return null;
        }
        var value = value();
        if (value == null) {
          return null;
        }
        if (name.equalsIgnoreCase("q")) {
          quality = thousandths(value);
          if (quality == MALFORMED) {
            return null;
          }
        } else if (!name.equalsIgnoreCase("charset")) {
          parameters = parameters.isEmpty() ? new ArrayList<>(4) : parameters;
          parameters.add(name);
          parameters.add(value);
          if (parameters.size() > 2 * MediaType.MAX_PARAMETERS) {
            return null;
          }
        }
        skipSpace();
      }
    }
    return new MediaRange(type, subtype, List.copyOf(parameters), quality);
  }

  /// A token or the content of a quoted string; null if there is neither.
  private @Nullable String value() {
    if (!next('"')) {
      var token = token();
      return token.isEmpty() ? null : token;
    }
    var value = new StringBuilder();
    while (position < text.length()) {
      var c = text.charAt(position++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && position < text.length()) {
        c = text.charAt(position++);
      }
      value.append(c);
    }
    return null;
  }

  /// Reads a weight: `0`, `1`, and up to three digits after a point; the zero before the point may
  /// be missing. Negative if it is malformed.
  static int thousandths(String weight) {
    var point = weight.indexOf('.');
    var whole = point < 0 ? weight : weight.substring(0, point);
    var result =
        switch (whole) {
          case "0" -> 0;
          case "1" -> 1000;
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
    return result > 1000 ? MALFORMED : result;
  }

  private String token() {
    var start = position;
    while (position < text.length() && Tokens.isTokenCharacter(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private boolean next(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (position < text.length()
        && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
      position++;
    }
  }

  private boolean atEndOfElement() {
    return position == text.length() || text.charAt(position) == ',';
  }

  /// To behind the next comma that stands outside of quotes.
  private void skipElement() {
    var quoted = false;
    while (position < text.length()) {
      var c = text.charAt(position++);
      if (c == ',' && !quoted) {
        return;
      }
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        position++;
      }
    }
    position = Math.min(position, text.length());
  }
}
