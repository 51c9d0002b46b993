package dev.lodestar.sse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

/// Events as bytes: a field on each line, LF as the end of lines, an empty line as the end of an
/// event. Used by one thread at a time.
final class EventText {
  private static final int SMALLEST = 128;

  /// Larger buffers are not kept for the next event: a stream may be idle for hours.
  private static final int LARGEST_KEPT = 4_096;

  private static final byte[] COMMENT = ascii(": ");
  private static final byte[] ID = ascii("id: ");
  private static final byte[] EVENT = ascii("event: ");
  private static final byte[] RETRY = ascii("retry: ");
  private static final byte[] DATA = ascii("data: ");

  private byte[] bytes = new byte[SMALLEST];
  private int length;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Makes room for the next event.
  void clear() {
    length = 0;
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[SMALLEST];
    }
  }

  /// Appends an event.
  ///
  /// @param encoder writes its data
  void append(ServerSentEvent<?> event, Function<Object, byte[]> encoder) {
    event.comment().ifPresent(text -> field(COMMENT, utf8(text)));
    event.id().ifPresent(text -> field(ID, utf8(text)));
    event.event().ifPresent(text -> field(EVENT, utf8(text)));
    event.retry().ifPresent(this::retry);
    event.data().ifPresent(data -> field(DATA, encoder.apply(data)));
    append((byte) '\n');
  }

  /// Appends an event of data only.
  void appendData(byte[] data) {
    field(DATA, data);
    append((byte) '\n');
  }

  void appendRetry(Duration retry) {
    retry(retry);
    append((byte) '\n');
  }

  private void retry(Duration retry) {
    field(RETRY, ascii(Long.toString(retry.toMillis())));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Appends a field for each line of a value. CR, LF and CR LF end lines, for readers take each of
  /// them for the end of a line.
  private void field(byte[] name, byte[] value) {
    var start = 0;
    while (true) {
      var end = start;
      while (end < value.length && value[end] != '\n' && value[end] != '\r') {
        end++;
      }
      append(name, 0, name.length);
      append(value, start, end - start);
      append((byte) '\n');
      if (end == value.length) {
        return;
      }
      var both = value[end] == '\r' && end + 1 < value.length && value[end + 1] == '\n';
      start = end + (both ? 2 : 1);
    }
  }

  private void append(byte b) {
    reserve(1);
    bytes[length++] = b;
  }

  private void append(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), 2 * bytes.length));
    }
  }
}
