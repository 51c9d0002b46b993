package dev.lodestar.benchmarks.mixed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// A WebSocket: frames out, messages in. Compresses where that was agreed upon.
final class SocketLine implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;

  static final int LAST = 0x80;
  static final int COMPRESSED = 0x40;

  private static final byte[] TAIL = {0, 0, -1, -1};

  private final Line line;
  private final DataInputStream in;
  private final boolean compressed;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Inflater inflater = new Inflater(true);

  /// Opens one.
  ///
  /// @param compressed whether to compress messages, each for itself
  SocketLine(Line line, boolean compressed) throws IOException {
    this.line = line;
    this.compressed = compressed;
    in = new DataInputStream(new BufferedInputStream(line.in(), 1 << 16));
    line.send(
        "GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + (compressed
                ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
                    + " client_no_context_takeover\r\n"
                : "")
            + "\r\n");
    var status = readLine();
    if (!status.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("The handshake was answered: " + status);
    }
    while (!readLine().isEmpty()) {
      // the fields are what they are
    }
  }

  private String readLine() throws IOException {
    var text = new StringBuilder();
    for (var b = in.readByte(); b != '\n'; b = in.readByte()) {
      text.append((char) b);
    }
    return text.toString().strip();
  }

  Line line() {
    return line;
  }

  /// Sends a message in pieces of a size; the first has its kind.
  void send(int kind, byte[] message, int piece) throws IOException {
    var bytes = compressed ? deflate(message) : message;
    var bits = compressed ? COMPRESSED : 0;
    for (var at = 0; at == 0 || at < bytes.length; at += piece) {
      var end = Math.min(bytes.length, at + piece);
      var last = end == bytes.length ? LAST : 0;
      var first = at == 0 ? bits | kind : CONTINUATION;
      line.send(frame(last | first, Arrays.copyOfRange(bytes, at, end)));
    }
  }

  private byte[] deflate(byte[] message) {
    deflater.reset();
    deflater.setInput(message);
    var out = new ByteArrayOutputStream();
    var buffer = new byte[8_192];
    int count;
    do {
      count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      out.write(buffer, 0, count);
    } while (count == buffer.length);
    return Arrays.copyOf(out.toByteArray(), out.size() - TAIL.length);
  }

  static byte[] frame(int first, byte[] payload) {
    var frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) 0xFE).putShort((short) payload.length);
    } else {
      frame.put((byte) 0xFF).putLong(payload.length);
    }
    frame.putInt(0x01020304);
    for (var at = 0; at < payload.length; at++) {
      frame.put((byte) (payload[at] ^ (1 + at % 4)));
    }
    return Arrays.copyOf(frame.array(), frame.position());
  }

  /// Reads the next message, and over everything else.
  byte[] receive() throws IOException {
    var message = new ByteArrayOutputStream();
    var deflated = false;
    while (true) {
      var first = in.readUnsignedByte();
      var payload = in.readNBytes(length());
      switch (first & 0x0F) {
        case TEXT, BINARY, CONTINUATION -> {
          deflated |= (first & COMPRESSED) != 0;
          message.writeBytes(payload);
          if ((first & LAST) != 0) {
            return deflated ? inflate(message) : message.toByteArray();
          }
        }
        case CLOSE ->
            throw new IOException(
                "The server has closed the socket: "
                    + new String(payload, 0, payload.length, ISO_8859_1));
        default -> {
          // a ping; nobody minds
        }
      }
    }
  }

  private int length() throws IOException {
    var length = in.readUnsignedByte();
    return switch (length) {
      case 126 -> in.readUnsignedShort();
      case 127 -> Math.toIntExact(in.readLong());
      default -> length;
    };
  }

  private byte[] inflate(ByteArrayOutputStream message) throws IOException {
    message.writeBytes(TAIL);
    inflater.reset();
    inflater.setInput(message.toByteArray());
    var out = new ByteArrayOutputStream();
    var buffer = new byte[8_192];
    try {
      for (var count = inflater.inflate(buffer); count > 0; count = inflater.inflate(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (DataFormatException malformed) {
      throw new IOException(malformed);
    }
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    inflater.end();
    line.close();
  }
}
