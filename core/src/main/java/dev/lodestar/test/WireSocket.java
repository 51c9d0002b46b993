package dev.lodestar.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The client's end of a WebSocket over a TCP connection (RFC 6455), without extensions. It reads
/// until 1 MiB of messages waits for the test, and answers pings meanwhile.
final class WireSocket implements ClientSocket {
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MOST_WAITING = 1 << 20;
  private static final int MOST_CONTROL = 125;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final SecureRandom random = new SecureRandom();
  private final Thread reader;

  /// Guards what is written; one thread writes a frame at a time, and one a message.
  private final ReentrantLock writing = new ReentrantLock();

  private boolean inMessage;
  private boolean closeSent;

  /// Guards what was read.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Deque<WebSocketMessage> incoming = new ArrayDeque<>();
  private long waiting;
  private @Nullable WebSocketClosedException closure;
  private volatile PongListener pongs = payload -> {};

  /// Takes over a connection whose handshake is done.
  WireSocket(Socket socket, DataInputStream in) throws IOException {
    this.socket = socket;
    this.in = in;
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    reader = Thread.ofVirtual().name("websocket client").start(this::readAll);
  }

  private record Frame(boolean last, int opcode, byte[] payload) {}

  private void readAll() {
    try {
      var message = new ByteArrayOutputStream();
      var kind = CONTINUATION;
      while (true) {
        var frame = readFrame();
        switch (frame.opcode()) {
          case CLOSE -> {
            ended(codeOf(frame.payload()), reasonOf(frame.payload()));
            answerClose(frame.payload());
            var _ = in.read(); // the server ends the connection
            return;
          }
          case PING -> write(PONG, frame.payload(), true);
          case PONG -> pongs.pong(frame.payload());
          default -> {
            if (frame.opcode() != CONTINUATION) {
              kind = frame.opcode();
            }
            message.write(frame.payload());
            if (frame.last()) {
              received(kind, message.toByteArray());
              message.reset();
            }
          }
        }
      }
    } catch (IOException gone) {
      // as below
    } catch (InterruptedException left) {
      // as below
    } finally {
      ended(CloseCode.ABNORMAL, "");
      closeSocket();
    }
  }

  private Frame readFrame() throws IOException {
    var first = in.readUnsignedByte();
    var second = in.readUnsignedByte();
    var length = (long) (second & 0x7F);
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if ((first & 0x70) != 0
        || (second & 0x80) != 0
        || length < 0
        || length > Transport.MAX_BODY_SIZE) {
      throw new IOException("The server has sent a frame that breaks RFC 6455.");
    }
    return new Frame((first & 0x80) != 0, first & 0x0F, in.readNBytes((int) length));
  }

  private static int codeOf(byte[] payload) {
    return payload.length < 2 ? CloseCode.NO_CODE : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
  }

  private static String reasonOf(byte[] payload) {
    return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
  }

  private void answerClose(byte[] payload) throws IOException {
    writing.lock();
    try {
      if (!closeSent) {
        closeSent = true;
        writeFrame(CLOSE, payload, 0, payload.length, true);
      }
    } finally {
      writing.unlock();
    }
  }

  private void received(int kind, byte[] bytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting >= MOST_WAITING) {
        changed.await();
      }
      incoming.addLast(
          kind == TEXT
              ? WebSocketMessage.of(new String(bytes, UTF_8))
              : WebSocketMessage.of(bytes));
      waiting += bytes.length;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void ended(int code, String reason) {
    lock.lock();
    try {
      if (closure == null) {
        closure = new WebSocketClosedException(code, reason);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public WebSocketMessage receive() throws InterruptedException {
    while (true) {
      try {
        return receive(Duration.ofDays(1));
      } catch (TimeoutException again) {
        // the test has patience
      }
    }
  }

  @Override
  public WebSocketMessage receive(Duration timeout) throws InterruptedException, TimeoutException {
    var nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (incoming.isEmpty()) {
        refuseIfClosed();
        if (nanos <= 0) {
          throw new TimeoutException();
        }
        nanos = changed.awaitNanos(nanos);
      }
      var message = incoming.removeFirst();
      waiting -=
          switch (message) {
            case WebSocketMessage.Text(var text) -> text.getBytes(UTF_8).length;
            case WebSocketMessage.Binary(var bytes) -> bytes.length;
          };
      changed.signalAll();
      return message;
    } finally {
      lock.unlock();
    }
  }

  private void refuseIfClosed() {
    if (closure != null) {
      throw new WebSocketClosedException(closure.code(), closure.reason());
    }
  }

  @Override
  public void send(WebSocketMessage message) {
    switch (message) {
      case WebSocketMessage.Text(var text) -> write(TEXT, text.getBytes(UTF_8), false);
      case WebSocketMessage.Binary(var bytes) -> write(BINARY, bytes, false);
    }
  }

  /// @param control whether it may stand between the frames of a message
  private void write(int opcode, byte[] payload, boolean control) {
    writing.lock();
    try {
      if (inMessage && !control) {
        throw new IllegalStateException("A message is being sent in parts; end it first.");
      }
      writeOpen(opcode, payload, 0, payload.length, true);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void sendPart(byte[] bytes, int offset, int length, boolean text, boolean last) {
    writing.lock();
    try {
      var opcode = inMessage ? CONTINUATION : text ? TEXT : BINARY;
      inMessage = !last;
      writeOpen(opcode, bytes, offset, length, last);
    } finally {
      writing.unlock();
    }
  }

  private void writeOpen(int opcode, byte[] bytes, int offset, int length, boolean last) {
    if (closeSent) {
      lock.lock();
      try {
        refuseIfClosed();
      } finally {
        lock.unlock();
      }
    }
    try {
      writeFrame(opcode, bytes, offset, length, last);
    } catch (IOException gone) {
      ended(CloseCode.ABNORMAL, "");
      throw new WebSocketClosedException(CloseCode.ABNORMAL, "");
    }
  }

  private void writeFrame(int opcode, byte[] bytes, int offset, int length, boolean last)
      throws IOException {
    out.writeByte((last ? 0x80 : 0) | opcode);
    if (length <= MOST_CONTROL) {
      out.writeByte(0x80 | length);
    } else if (length <= 0xFFFF) {
      out.writeByte(0x80 | 126);
      out.writeShort(length);
    } else {
      out.writeByte(0x80 | 127);
      out.writeLong(length);
    }
    var mask = new byte[4];
    random.nextBytes(mask);
    out.write(mask);
    var masked = new byte[length];
    for (var i = 0; i < length; i++) {
      masked[i] = (byte) (bytes[offset + i] ^ mask[i & 3]);
    }
    out.write(masked);
    out.flush();
  }

  @Override
  public void ping(byte[] payload) {
    write(PING, payload, true);
  }

  @Override
  public void onPong(PongListener listener) {
    pongs = listener;
  }

  @Override
  public void close(int code, String reason) {
    var told = reason.getBytes(UTF_8);
    var payload = new byte[told.length + 2];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(told, 0, payload, 2, told.length);
    try {
      ended(code, reason);
      answerClose(payload);
      reader.join(CLOSING);
    } catch (IOException gone) {
      // then there is nobody to tell
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    closeSocket();
  }

  @Override
  public void abort() {
    ended(CloseCode.ABNORMAL, "");
    closeSocket();
    reader.interrupt();
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException gone) {
      // then it is closed
    }
  }

  @Override
  public boolean isOpen() {
    lock.lock();
    try {
      return closure == null;
    } finally {
      lock.unlock();
    }
  }
}
