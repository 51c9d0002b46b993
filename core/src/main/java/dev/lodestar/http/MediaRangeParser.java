package dev.lodestar.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `#( media-range [ weight ] )` (RFC 9110, section 12.5.1), each character once. An element
/// that is malformed is left out; no text makes this throw.
final class MediaRangeParser {
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
    var quality = Weights.MOST;
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
          quality = Weights.of(value);
          if (quality == Weights.MALFORMED) {
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
