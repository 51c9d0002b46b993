package dev.lodestar.socket;

import dev.lodestar.engine.WebSocketConnection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/// Sends what is written as the frames of one message. Used by one thread.
final class PartOutput extends OutputStream {
  private static final int PART = 8_192;

  private final WebSocketConnection connection;
  private final boolean text;
  private final byte[] part = new byte[PART];
  private int length;
  private boolean begun;
  private boolean ended;

  PartOutput(WebSocketConnection connection, boolean text) {
    this.connection = connection;
    this.text = text;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) throws IOException {
    if (ended) {
      throw new IOException("The message has ended; nothing can be added to it.");
    }
    var from = offset;
    var end = offset + count;
    while (from < end) {
      if (length == part.length) {
        send(false);
      }
      var copied = Math.min(end - from, part.length - length);
      System.arraycopy(source, from, part, length, copied);
      length += copied;
      from += copied;
    }
  }

  @Override
  public void flush() throws IOException {
    if (length > 0 && !ended) {
      send(false);
    }
  }

  void end() throws IOException {
    ended = true;
    send(true);
  }

  /// Whether a part of the message may have left, so that it cannot be taken back.
  boolean hasBegun() {
    return begun;
  }

  private void send(boolean last) throws IOException {
    begun = true;
    try {
      connection.sendPart(part, 0, length, text, last);
      length = 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      var told = new InterruptedIOException("The thread was interrupted while it sent a message.");
      told.initCause(interrupted);
      throw told;
    }
  }
}
