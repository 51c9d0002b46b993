package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.websocket.CloseCode;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Frames of a WebSocket as its client, without extensions (RFC 6455, section 5). One thread reads;
/// writing is thread-safe.
final class Frames implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  /// @param last whether the message ends with it
  record Frame(int opcode, boolean last, byte[] payload) {}

  private final UpstreamConnection connection;
  private final DataInputStream in;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicReference<byte @Nullable []> pong = new AtomicReference<>();

  Frames(UpstreamConnection connection) {
    this.connection = connection;
    this.in = new DataInputStream(connection.in());
  }

  Frame read() throws IOException {
    var first = in.readUnsignedByte();
    var second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if ((second & MASKED) != 0 || (first & 0x70) != 0) {
      throw new IOException("A server sends frames without masks and extensions.");
    }
    if (length < 0 || length > Handshake.MAX_MESSAGE_SIZE) {
      throw new IOException(
          "A frame has " + length + " bytes; " + Handshake.MAX_MESSAGE_SIZE + " are allowed.");
    }
    var payload = new byte[(int) length];
    in.readFully(payload);
    return new Frame(first & 0x0F, (first & FINAL) != 0, payload);
  }

  private static byte[] frame(int opcode, byte[] payload) {
    var frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (FINAL | opcode));
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    var mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    frame.put(mask);
    for (var i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    return Arrays.copyOf(frame.array(), frame.position());
  }

  void write(int opcode, byte[] payload) throws IOException {
    var frame = frame(opcode, payload);
    writing.lock();
    try {
      connection.out().write(frame);
    } finally {
      writing.unlock();
    }
  }

  /// Answers a ping by another thread: writing may wait until the server reads, and a server that
  /// sends reads only once this thread goes on reading. Of several pings the last is answered (RFC
  /// 6455, section 5.5.3).
  void pong(byte[] payload) {
    if (pong.getAndSet(payload) == null) {
      Thread.ofVirtual().name("lodestar-dev-socket-pong").start(this::writePong);
    }
  }

  private void writePong() {
    writing.lock();
    try {
      var payload = pong.getAndSet(null);
      if (payload != null) {
        connection.out().write(frame(PONG, payload));
      }
    } catch (IOException gone) {
      return; // whoever reads learns of it
    } finally {
      writing.unlock();
    }
  }

  /// @param code 1005 for none
  void writeClose(int code, String reason) throws IOException {
    if (code == CloseCode.NO_CODE) {
      write(CLOSE, new byte[0]);
      return;
    }
    var text = CloseCode.fit(reason).getBytes(UTF_8);
    write(CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
  }

  @Override
  public void close() {
    connection.close();
  }
}
