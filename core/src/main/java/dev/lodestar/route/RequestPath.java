package dev.lodestar.route;

import dev.lodestar.http.MalformedEncodingException;
import dev.lodestar.http.PercentEncoding;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Brings the path of a request into the form in which routes are compared with it: every segment
/// decoded by itself, and a decoded slash replaced by [#ENCODED_SLASH], so that `/` is always a
/// separator. Most paths are in this form already and are not copied.
final class RequestPath {
  /// Stands for `%2F`. No request can contain it otherwise, because control characters are refused.
  static final char ENCODED_SLASH = '\0';

  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (var c = '!'; c <= '~'; c++) {
      PLAIN[c] = c != '%' && c != '\\';
    }
  }

  private RequestPath() {}

  /// The path is one that nobody may send.
  static final class MalformedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    MalformedException(int segment, String fault) {
      super("Segment " + segment + " of the path " + fault, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /// Returns the comparable form, or null if no route can match the path.
  static @Nullable String comparable(String raw) {
    if (raw.isEmpty() || raw.charAt(0) != '/') {
      return null;
    }
    var segments = 0;
    var emptySegment = false;
    var previous = 'x';
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c >= 128 || !PLAIN[c]) {
        return decoded(raw);
      }
      if (previous == '/') {
        if (c == '.') { // perhaps a dot segment
          return decoded(raw);
        }
        emptySegment |= c == '/';
        segments++;
      }
      previous = c;
    }
    return emptySegment || segments > PathTemplate.MAX_SEGMENTS ? null : raw;
  }

  private static @Nullable String decoded(String raw) {
    var path = new StringBuilder(raw.length());
    var number = 0;
    var emptySegment = false;
    for (var from = 1; from < raw.length(); number++) {
      var slash = raw.indexOf('/', from);
      var to = slash < 0 ? raw.length() : slash;
      if (from == to) {
        emptySegment = true;
      } else {
        var segment = decodedSegment(raw, from, to, number + 1);
        path.append('/').append(segment.replace('/', ENCODED_SLASH));
      }
      from = to + 1;
    }
    if (emptySegment || number > PathTemplate.MAX_SEGMENTS) {
      return null;
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  private static String decodedSegment(String raw, int from, int to, int number) {
    for (var i = from; i < to; i++) {
      var c = raw.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        throw new MalformedException(
            number,
            "contains the character " + SegmentText.codePoint(c) + " without percent-encoding.");
      }
    }
    String segment;
    try {
      segment = PercentEncoding.decode(raw, from, to, false);
    } catch (MalformedEncodingException e) {
      throw new MalformedException(number, "is not percent-encoded UTF-8. " + e.getMessage());
    }
    var fault = SegmentText.fault(segment);
    if (fault != null) {
      throw new MalformedException(number, fault + ".");
    }
    return segment;
  }
}
