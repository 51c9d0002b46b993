package dev.lodestar.server.websocket;

import dev.lodestar.websocket.WebSocketClosedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Frames on their way to the client. Any thread puts them in, one message after the other, and
/// blocks while much is on its way already; the event loop takes all there are at once, so that
/// what is sent in a row goes out together. Thread-safe. Nobody parks while holding the lock, since
/// the event loop takes it; so messages are compressed outside of it, by the thread whose turn it
/// is.
final class Outbox {
  private record Piece(byte[] bytes, int length) {}

  private static final byte[] NONE = {};
  private static final int FIRST_SIZE = 128;
  private static final int MOST_IN_HEAD = 10;
  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;

  /// Larger payloads are not copied.
  private static final int MOST_COPIED = 1 << 12;

  private final Wire wire;
  private final int room;
  private final @Nullable MessageDeflater deflater;
  private final int threshold;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Runnable flush = this::flush;
  private final Runnable drained;

  /// What has not been handed to the wire: these, and then `used` bytes of the buffer.
  private List<Piece> pieces = List.of();

  private byte[] buffer = NONE;
  private int used;

  /// Bytes that the client has not taken.
  private long onTheWay;

  /// Whether the event loop will come to take what there is.
  private boolean scheduled;

  /// Whose turn it is, while a message is being compressed or sent in parts.
  private @Nullable Thread sender;

  /// Whether the message that is sent in parts has begun, and whether it is compressed.
  private boolean begun;

  private boolean compressing;

  /// Why nothing can be sent any more.
  private volatile @Nullable CloseStatus closed;

  /// Creates an outbox.
  ///
  /// @param room how many bytes may be on their way until senders block
  /// @param deflater compresses, if that was agreed on
  /// @param threshold from how many bytes on
  /// @param drained called on the event loop when there is room again
  Outbox(Wire wire, int room, @Nullable MessageDeflater deflater, int threshold, Runnable drained) {
    this.wire = wire;
    this.drained = drained;
    this.room = room;
    this.deflater = deflater;
    this.threshold = threshold;
  }

  @Nullable CloseStatus closed() {
    return closed;
  }

  /// Tells whether so much is on its way that the client should not be answered any further.
  boolean isFull() {
    lock.lock();
    try {
      return onTheWay > room;
    } finally {
      lock.unlock();
    }
  }

  /// Sends a whole message.
  ///
  /// @param payload its bytes; nobody changes them any more
  void send(int opcode, byte[] payload) throws InterruptedException {
    lock.lock();
    try {
      awaitTurn();
      if (deflater == null || payload.length < threshold) {
        append(FINAL | opcode, payload);
        schedule();
        return;
      }
      sender = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    var sent = false;
    try {
      sendCompressed(deflater, opcode, payload);
      sent = true;
    } finally {
      endTurn(sent);
    }
  }

  private void sendCompressed(MessageDeflater deflater, int opcode, byte[] payload) {
    var compressed = deflater.deflate(payload, 0, payload.length, true);
    // With a memory, the client has to be told what the deflater knows.
    if (compressed.length < payload.length || deflater.takesOver()) {
      appendOwned(FINAL | COMPRESSED | opcode, compressed);
    } else {
      appendOwned(FINAL | opcode, payload);
    }
  }

  /// Sends a part of a message.
  void sendPart(int opcode, byte[] bytes, int offset, int length, boolean last)
      throws InterruptedException {
    var first = beginPart();
    var sent = false;
    try {
      var compressor = compressing ? deflater : null;
      var payload =
          compressor == null
              ? Arrays.copyOfRange(bytes, offset, offset + length)
              : compressor.deflate(bytes, offset, length, last);
      var marks = (last ? FINAL : 0) | (first && compressor != null ? COMPRESSED : 0);
      appendOwned(marks | (first ? opcode : Opcode.CONTINUATION), payload);
      sent = true;
    } finally {
      if (last || !sent) {
        endTurn(sent);
      }
    }
  }

  /// @return whether the message begins
  private boolean beginPart() throws InterruptedException {
    lock.lock();
    try {
      if (sender == Thread.currentThread() && begun) {
        awaitRoom();
        return false;
      }
      awaitTurn();
      sender = Thread.currentThread();
      begun = true;
      compressing = deflater != null;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void awaitTurn() throws InterruptedException {
    if (sender == Thread.currentThread()) {
      throw new IllegalStateException(
          "This thread is sending a message in parts; it has to send the last one first.");
    }
    while (closed == null && (sender != null || onTheWay > room)) {
      changed.await();
    }
    checkOpen();
  }

  private void awaitRoom() throws InterruptedException {
    while (closed == null && onTheWay > room) {
      changed.await();
    }
    checkOpen();
  }

  private void checkOpen() {
    var status = closed;
    if (status != null) {
      throw new WebSocketClosedException(status.code(), status.reason());
    }
  }

  /// @param sent whether the client has got what it needs to make sense of what follows
  private void endTurn(boolean sent) {
    if (!sent) {
      release();
    }
    boolean last;
    lock.lock();
    try {
      sender = null;
      begun = false;
      last = closed != null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (last) {
      release();
    }
  }

  /// Called by whoever uses the deflater, or will have been the last.
  private void release() {
    if (deflater != null) {
      deflater.release();
    }
  }

  private void appendOwned(int marks, byte[] payload) {
    lock.lock();
    try {
      checkOpen();
      append(marks, payload);
      schedule();
    } finally {
      lock.unlock();
    }
  }

  /// Sends a ping or a pong, whatever else is on its way; nothing if the socket is closed.
  ///
  /// @return whether it is not closed
  boolean control(int opcode, byte[] payload) {
    lock.lock();
    try {
      if (closed != null) {
        return false;
      }
      append(FINAL | opcode, payload);
      schedule();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Sends a close frame, the last of all.
  ///
  /// @return `false` if the socket was closed before
  boolean close(CloseStatus status) {
    boolean unused;
    lock.lock();
    try {
      if (closed != null) {
        return false;
      }
      append(FINAL | Opcode.CLOSE, status.payload());
      schedule();
      unused = shut(status);
    } finally {
      lock.unlock();
    }
    if (unused) {
      release();
    }
    return true;
  }

  /// Drops what has not been handed to the wire: the client has gone.
  void abandon(CloseStatus status) {
    boolean unused;
    lock.lock();
    try {
      unused = closed == null && shut(status);
      pieces = List.of();
      buffer = NONE;
      used = 0;
    } finally {
      lock.unlock();
    }
    if (unused) {
      release();
    }
  }

  /// @return whether nobody uses the deflater
  private boolean shut(CloseStatus status) {
    closed = status;
    changed.signalAll();
    return sender == null;
  }

  private void append(int marks, byte[] payload) {
    var length = payload.length;
    var copied = length <= MOST_COPIED;
    ensure(MOST_IN_HEAD + (copied ? length : 0));
    var before = used;
    head(marks, length);
    onTheWay += used - before + length;
    if (copied) {
      System.arraycopy(payload, 0, buffer, used, length);
      used += length;
    } else {
      cut();
      pieces.add(new Piece(payload, length));
    }
  }

  private void ensure(int count) {
    if (buffer.length - used < count) {
      buffer = Arrays.copyOf(buffer, Math.max(used + count, Math.max(FIRST_SIZE, 2 * used)));
    }
  }

  private void head(int marks, int length) {
    buffer[used++] = (byte) marks;
    if (length < 126) {
      buffer[used++] = (byte) length;
    } else if (length < 1 << 16) {
      buffer[used++] = 126;
      number(length, 8);
    } else {
      buffer[used++] = 127;
      number(length, 56);
    }
  }

  private void number(long value, int highest) {
    for (var shift = highest; shift >= 0; shift -= 8) {
      buffer[used++] = (byte) (value >> shift);
    }
  }

  /// Makes a piece of the buffer.
  private void cut() {
    if (pieces.isEmpty()) {
      pieces = new ArrayList<>();
    }
    pieces.add(new Piece(buffer, used));
    buffer = NONE;
    used = 0;
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      try {
        wire.execute(flush);
      } catch (RejectedExecutionException serverStopped) {
        closed = CloseStatus.GONE;
        changed.signalAll();
        throw new WebSocketClosedException(CloseStatus.GONE.code(), "");
      }
    }
  }

  /// Hands everything to the wire. Called on the event loop.
  void flush() {
    List<Piece> taken;
    byte[] rest;
    int length;
    lock.lock();
    try {
      scheduled = false;
      taken = pieces;
      pieces = List.of();
      rest = buffer;
      length = used;
      buffer = NONE;
      used = 0;
    } finally {
      lock.unlock();
    }
    for (var piece : taken) {
      write(piece.bytes(), piece.length());
    }
    if (length > 0) {
      write(rest, length);
    }
    wire.flush();
  }

  private void write(byte[] bytes, int length) {
    wire.write(bytes, length, () -> taken(length));
  }

  private void taken(int count) {
    lock.lock();
    try {
      onTheWay -= count;
      if (onTheWay > room / 2) {
        return;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    drained.run();
  }
}
