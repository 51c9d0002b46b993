package dev.lodestar.form;

import dev.lodestar.http.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Splits the bytes of a multipart body at its delimiters. At any time it is in the content of a
/// part, or before the first one. It keeps one buffer, however large the body is. Not thread-safe.
final class MultipartInput {
  private static final int BUFFER_SIZE = 16_384;

  /// What follows a delimiter.
  enum Next {
    /// Another part: its headers.
    PART,
    /// Nothing: it was the last one.
    END
  }

  private final InputStream source;
  private final Boundary boundary;
  private byte[] buffer = new byte[BUFFER_SIZE];
  private int position;

  /// The end of the bytes that were received.
  private int limit;

  /// The end of the bytes that are known to be content.
  private int contentEnd;

  /// Whether a delimiter begins where the content ends.
  private boolean delimited;

  /// How many parts have begun.
  private int part;

  MultipartInput(InputStream source, Boundary boundary) {
    this.source = source;
    this.boundary = boundary;
    // the line end that belongs to a delimiter may be missing before the first one
    buffer[0] = '\r';
    buffer[1] = '\n';
    limit = 2;
  }

  /// The number of the part, from 1 on; 0 before the first one.
  int part() {
    return part;
  }

  /// Waits for content.
  ///
  /// @return how many bytes can be taken now; 0 if the content is over
  int ready() throws IOException {
    while (position == contentEnd && !delimited) {
      var found = boundary.find(buffer, position, limit);
      delimited = found >= 0;
      contentEnd = delimited ? found : ~found;
      if (position == contentEnd && !delimited) {
        receive();
      }
    }
    return contentEnd - position;
  }

  /// Where the bytes are that can be taken, from [#position()] on.
  byte[] buffer() {
    return buffer;
  }

  /// Where in the buffer the content is that is ready.
  int position() {
    return position;
  }

  /// Takes bytes of those that are ready.
  void take(int count) {
    position += count;
  }

  /// Goes to the end of the content and over the delimiter there.
  Next pass() throws IOException {
    for (var ready = ready(); ready > 0; ready = ready()) {
      take(ready);
    }
    position += boundary.length();
    delimited = false;
    var next = closing();
    skipPadding();
    lineEnd(next);
    if (next == Next.PART) {
      part++;
    }
    contentEnd = position;
    return next;
  }

  private Next closing() throws IOException {
    if (byteAt(0) != '-') {
      return Next.PART;
    }
    expect(1, '-');
    position += 2;
    return Next.END;
  }

  /// Mail gateways were allowed to add white space.
  private void skipPadding() throws IOException {
    while (byteAt(0) == ' ' || byteAt(0) == '\t') {
      position++;
    }
  }

  private void lineEnd(Next next) throws IOException {
    if (next == Next.END && byteAt(0) < 0) {
      return;
    }
    expect(0, '\r');
    expect(1, '\n');
    position += 2;
  }

  private void expect(int distance, char expected) throws IOException {
    var found = byteAt(distance);
    if (found < 0) {
      throw truncated();
    }
    if (found != expected) {
      throw Problems.malformed(
          "After the boundary that "
              + (part == 0 ? "begins the form" : "ends part " + part + " of the form")
              + " there is neither a line end nor \"--\".");
    }
  }

  /// The byte at a distance from the position; -1 behind the end of the body.
  private int byteAt(int distance) throws IOException {
    while (position + distance >= limit) {
      if (!receiveMore()) {
        return -1;
      }
    }
    return buffer[position + distance] & 0xFF;
  }

  /// Waits for the headers of a part, until they are in the buffer as a whole. Then the content
  /// begins behind them.
  ///
  /// @param most the most bytes that they may have
  /// @return the headers, each with its line end
  String headers(int most) throws IOException {
    var length = 0; // of whole lines
    var seen = 0;
    while (true) {
      while (position + seen + 1 < limit) {
        var at = position + seen;
        if (buffer[at] == '\r' && buffer[at + 1] == '\n') {
          if (seen == length) {
            return taken(length);
          }
          seen += 2;
          length = seen;
        } else {
          seen++;
        }
        if (seen > most) {
          throw Problems.tooLarge(
              part, null, "The headers of the part are larger than " + most + " bytes.");
        }
      }
      receive();
    }
  }

  private String taken(int length) throws IOException {
    var headers = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
    position += length;
    contentEnd = position;
    // a part without content may leave out its own line end, and has that of the delimiter only
    delimited = isDelimiterHere();
    if (!delimited) {
      position += 2;
      contentEnd = position;
    }
    return headers;
  }

  private boolean isDelimiterHere() throws IOException {
    while (true) {
      var found = boundary.find(buffer, position, limit);
      if (found == position) {
        return true;
      }
      if (~found != position || !receiveMore()) {
        return false;
      }
    }
  }

  /// Reads what stands behind the last delimiter, which means nothing, so that the connection can
  /// be used for the next request.
  void drain() throws IOException {
    var count = 0;
    while (count >= 0) {
      count = source.read(buffer);
    }
  }

  private void receive() throws IOException {
    if (!receiveMore()) {
      throw truncated();
    }
  }

  private boolean receiveMore() throws IOException {
    if (limit == buffer.length) {
      makeRoom();
    }
    var count = source.read(buffer, limit, buffer.length - limit);
    limit += Math.max(0, count);
    return count >= 0;
  }

  /// Only headers can fill the whole buffer.
  private void makeRoom() {
    if (position == 0) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    contentEnd = Math.max(0, contentEnd - position);
    position = 0;
  }

  private HttpException truncated() {
    return Problems.malformed(
        part == 0
            ? "The form ends before its first boundary line is complete."
            : "The form ends in part " + part + ", before the boundary that closes it.");
  }
}
