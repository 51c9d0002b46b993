package dev.lodestar.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Finds the ends of HTTP answers in the bytes of a connection. Understands answers that have a
/// `Content-Length`, one at a time.
final class AnswerReader {
  private static final byte[] CONTENT_LENGTH = {
    'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'
  };

  private final byte[] line = new byte[1024];
  private int length;
  private boolean inBody;
  private boolean statusLine = true;
  private long bodyLeft;
  private int status;

  /// The status of the answer that was completed last.
  int status() {
    return status;
  }

  /// Takes all bytes of a buffer; returns whether they complete the answer.
  boolean completes(ByteBuffer input) throws IOException {
    while (!inBody && input.hasRemaining()) {
      var next = input.get();
      if (next == '\n') {
        endOfLine();
      } else {
        if (length < line.length) {
          line[length] = next;
        }
        length++;
      }
    }
    if (!inBody) {
      return false;
    }
    var taken = (int) Math.min(bodyLeft, input.remaining());
    input.position(input.position() + taken);
    bodyLeft -= taken;
    if (input.hasRemaining()) {
      throw new IOException("The answer is longer than its Content-Length.");
    }
    if (bodyLeft > 0) {
      return false;
    }
    inBody = false;
    statusLine = true;
    return true;
  }

  private void endOfLine() throws IOException {
    var visible = Math.min(length, line.length);
    if (statusLine) {
      status = (int) number(9, visible);
      statusLine = false;
      bodyLeft = -1;
    } else if (visible <= 1) {
      if (bodyLeft < 0) {
        throw new IOException("The answer has no Content-Length.");
      }
      inBody = true;
    } else if (isContentLength(visible)) {
      bodyLeft = number(CONTENT_LENGTH.length, visible);
    }
    length = 0;
  }

  private boolean isContentLength(int visible) {
    if (visible < CONTENT_LENGTH.length) {
      return false;
    }
    for (var i = 0; i < CONTENT_LENGTH.length; i++) {
      if ((line[i] | 0x20) != (CONTENT_LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private long number(int from, int to) {
    var value = 0L;
    var i = from;
    while (i < to && line[i] == ' ') {
      i++;
    }
    while (i < to && line[i] >= '0' && line[i] <= '9') {
      value = 10 * value + line[i++] - '0';
    }
    return value;
  }
}
