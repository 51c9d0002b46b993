package dev.lodestar.form;

import dev.lodestar.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What separates the parts of a multipart form (RFC 2046, section 5.1.1), and how it is found.
///
/// The search is Horspool's, which looks at few of the bytes: it compares the last byte of a window
/// and moves on by as much as that byte allows. Only a window that ends right is compared from its
/// front. That front is a CR, of which a delimiter has no second one, so what one comparison has
/// matched cannot be the beginning of another: even for content and boundaries that are made for
/// it, the search looks at no byte more than three times.
final class Boundary {
  /// The most characters of a boundary (RFC 2046).
  static final int MAX_LENGTH = 70;

  private final byte[] delimiter;

  /// By how much a window may move whose last byte is the index.
  private final byte[] moves = new byte[256];

  private Boundary(String text) {
    this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.US_ASCII);
    var last = delimiter.length - 1;
    Arrays.fill(moves, (byte) delimiter.length);
    for (var i = 0; i < last; i++) {
      moves[delimiter[i]] = (byte) (last - i);
    }
  }

  /// Takes the boundary from the media type of a body.
  ///
  /// Accepted are visible ASCII characters, and spaces before the last one. That is more than RFC
  /// 2046 lists: asterisks are widespread among clients.
  ///
  /// @throws dev.lodestar.http.HttpException 400, if there is none, or it is empty, too long or
  ///   illegal
  static Boundary of(MediaType mediaType) {
    var text = mediaType.parameter("boundary").orElse("");
    if (text.isEmpty()) {
      throw Problems.malformed(
          "The Content-Type "
              + mediaType.type()
              + "/"
              + mediaType.subtype()
              + " has no boundary; send one of 1 to "
              + MAX_LENGTH
              + " characters.");
    }
    if (text.length() > MAX_LENGTH) {
      throw Problems.malformed(
          "The boundary of the Content-Type has "
              + text.length()
              + " characters; send 1 to "
              + MAX_LENGTH
              + ".");
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && i == text.length() - 1)) {
        throw Problems.malformed(
            "The boundary "
                + Problems.shown(text)
                + " of the Content-Type has an illegal character"
                + " at index "
                + i
                + "; send visible ASCII characters.");
      }
    }
    return new Boundary(text);
  }

  /// The length of the delimiter: CR, LF, two hyphens and the boundary.
  int length() {
    return delimiter.length;
  }

  /// Searches a delimiter.
  ///
  /// @param from where to begin
  /// @param to the end of the bytes
  /// @return where it begins; `~place` if there is none that is whole, where `place` is the first
  ///   byte at which one may begin whose end is still to come
  int find(byte[] bytes, int from, int to) {
    var last = delimiter.length - 1;
    var lastByte = delimiter[last];
    var window = from;
    while (window + last < to) {
      var b = bytes[window + last];
      if (b == lastByte && startsAt(window, last, bytes)) {
        return window;
      }
      window += moves[b & 0xFF];
    }
    return ~beginning(bytes, Math.min(window, to), to);
  }

  private int beginning(byte[] bytes, int from, int to) {
    for (var i = from; i < to; i++) {
      if (bytes[i] == '\r' && startsAt(i, to - i, bytes)) {
        return i;
      }
    }
    return to;
  }

  private boolean startsAt(int place, int length, byte[] bytes) {
    for (var i = 0; i < length; i++) {
      if (bytes[place + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }
}
