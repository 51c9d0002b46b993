package dev.lodestar.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import dev.lodestar.server.exchange.DateHeader;
import dev.lodestar.server.exchange.Decimal;
import dev.lodestar.server.exchange.Framing;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes the heads of responses. One serves all connections of an event loop: it collects a head
/// in its own array, which is far cheaper than writing to direct memory byte by byte.
final class HeadWriter {
  /// What becomes of the connection.
  enum Persistence {
    /// It stays open, as HTTP/1.1 connections do without a word about it.
    KEPT,
    /// It stays open, which a client of HTTP/1.0 has to be told.
    KEPT_AND_SAID,
    /// It is closed.
    CLOSED
  }

  private static final byte[] VERSION = ascii("HTTP/1.1 ");
  private static final byte[] DATE = ascii("\r\nDate: ");
  private static final byte[] CONTENT_TYPE = ascii("\r\nContent-Type: ");
  private static final byte[] CONTENT_LENGTH = ascii("\r\nContent-Length: ");
  private static final byte[] CHUNKED = ascii("\r\nTransfer-Encoding: chunked");
  private static final byte[] CLOSE = ascii("\r\nConnection: close");
  private static final byte[] KEEP_ALIVE = ascii("\r\nConnection: keep-alive");
  private static final byte[] END = ascii("\r\n\r\n");

  private final DateHeader date = new DateHeader();
  private final @Nullable Status[] statuses = new @Nullable Status[600];
  private final byte[][] statusLines = new byte[600][];
  private byte[] bytes = new byte[1024];
  private int length;

  /// Appends a head to a buffer.
  ///
  /// @param out receives it
  /// @param response the response
  /// @param framing how the body is framed
  /// @param contentLength the value of `Content-Length`, if that is the framing
  /// @param persistence what becomes of the connection
  void write(
      ByteBuf out,
      RenderedResponse response,
      Framing framing,
      long contentLength,
      Persistence persistence) {
    length = 0;
    add(statusLine(response.status()));
    add(date.at(System.currentTimeMillis()));
    var type = response.contentType();
    if (type.isPresent()) {
      contentType(type.get());
    }
    headers(response.headers());
    switch (framing) {
      case NONE -> {
        // nothing to say
      }
      case LENGTH -> {
        add(CONTENT_LENGTH);
        number(contentLength);
      }
      case CHUNKED -> add(CHUNKED);
    }
    switch (persistence) {
      case KEPT -> {
        // nothing to say
      }
      case KEPT_AND_SAID -> add(KEEP_ALIVE);
      case CLOSED -> add(CLOSE);
    }
    add(END);
    out.writeBytes(bytes, 0, length);
  }

  /// The status line up to and including the name of the header `Date`.
  private byte[] statusLine(Status status) {
    var code = status.code();
    if (code >= statuses.length) {
      return makeStatusLine(status);
    }
    if (statuses[code] != status) {
      statuses[code] = status;
      statusLines[code] = makeStatusLine(status);
    }
    return statusLines[code];
  }

  private static byte[] makeStatusLine(Status status) {
    var reason = status.reason().getBytes(ISO_8859_1);
    var line = Arrays.copyOf(VERSION, VERSION.length + 4 + reason.length + DATE.length);
    var position = VERSION.length;
    line[position++] = (byte) ('0' + status.code() / 100);
    line[position++] = (byte) ('0' + status.code() / 10 % 10);
    line[position++] = (byte) ('0' + status.code() % 10);
    line[position++] = ' ';
    System.arraycopy(reason, 0, line, position, reason.length);
    System.arraycopy(DATE, 0, line, position + reason.length, DATE.length);
    return line;
  }

  private void contentType(MediaType type) {
    add(CONTENT_TYPE);
    add(type.toString());
  }

  private void headers(Headers headers) {
    for (var i = 0; i < headers.size(); i++) {
      ensure(2);
      bytes[length++] = '\r';
      bytes[length++] = '\n';
      add(headers.name(i));
      ensure(2);
      bytes[length++] = ':';
      bytes[length++] = ' ';
      add(headers.value(i));
    }
  }

  private void add(byte[] part) {
    ensure(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
  }

  /// Header text has no character above U+00FF, so its low bytes are its ISO 8859-1 form.
  @SuppressWarnings("deprecation")
  private void add(String text) {
    ensure(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  private void number(long value) {
    ensure(Decimal.MOST_DIGITS);
    length = Decimal.write(value, bytes, length);
  }

  private void ensure(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
