package dev.lodestar.benchmarks.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/// One connection of HTTP/2 that keeps a number of requests under way. Its heads are the same bytes
/// each time, without a table, so that the client costs little; what the server sends is read frame
/// by frame, and heads are not decoded but for their status.
final class StreamsClient implements Runnable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int STATUS_200 = 0x88;
  private static final int WINDOW = 1 << 30;

  private final int port;
  private final byte[] head;
  private final int streams;
  private final long end;
  private long answers;
  private long failures;

  /// Creates a client.
  ///
  /// @param streams how many requests are under way at a time
  /// @param end when it stops, as {@link System#nanoTime()} tells it
  StreamsClient(int port, String path, int streams, long end) {
    this.port = port;
    this.streams = streams;
    this.end = end;
    head = head(path);
  }

  /// :method GET, :scheme http, :authority and :path as literals that no table keeps.
  private static byte[] head(String path) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(0x82);
    bytes.write(0x86);
    literal(bytes, 1, "localhost");
    literal(bytes, 4, path);
    return bytes.toByteArray();
  }

  private static void literal(ByteArrayOutputStream bytes, int name, String value) {
    bytes.write(name);
    bytes.write(value.length());
    bytes.writeBytes(value.getBytes(US_ASCII));
  }

  long answers() {
    return answers;
  }

  long failures() {
    return failures;
  }

  @Override
  public void run() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      talk(
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16)),
          new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    } catch (IOException broken) {
      failures++;
    }
  }

  private void talk(DataInputStream in, OutputStream out) throws IOException {
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    frame(out, 6, SETTINGS, 0, 0);
    out.write(new byte[] {0, 4, 0x3F, -1, -1, -1});
    frame(out, 4, WINDOW_UPDATE, 0, 0);
    number(out, WINDOW);
    var next = 1;
    for (var i = 0; i < streams; i++) {
      next = request(out, next);
    }
    out.flush();
    var received = 0L;
    while (System.nanoTime() < end) {
      var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      var type = in.readUnsignedByte();
      var flags = in.readUnsignedByte();
      var stream = in.readInt();
      var payload = in.readNBytes(length);
      switch (type) {
        case HEADERS -> failures += (payload[0] & 0xFF) == STATUS_200 ? 0 : 1;
        case DATA -> received += length;
        case SETTINGS -> {
          if ((flags & 1) == 0) {
            frame(out, 0, SETTINGS, 1, 0);
          }
        }
        case PING -> {
          frame(out, 8, PING, 1, 0);
          out.write(payload);
        }
        case RST_STREAM -> failures++;
        case GOAWAY -> throw new IOException("GOAWAY for " + stream);
        default -> {
          // says nothing to this client
        }
      }
      if (received > WINDOW / 2) {
        frame(out, 4, WINDOW_UPDATE, 0, 0);
        number(out, (int) received);
        received = 0;
      }
      if ((type == HEADERS || type == DATA) && (flags & 1) != 0) {
        answers++;
        next = request(out, next);
      }
      if (in.available() < 9) {
        out.flush();
      }
    }
  }

  private int request(OutputStream out, int stream) throws IOException {
    frame(out, head.length, HEADERS, 5, stream);
    out.write(head);
    return stream + 2;
  }

  private static void frame(OutputStream out, int length, int type, int flags, int stream)
      throws IOException {
    out.write(length >> 16);
    out.write(length >> 8);
    out.write(length);
    out.write(type);
    out.write(flags);
    number(out, stream);
  }

  private static void number(OutputStream out, int value) throws IOException {
    out.write(value >> 24);
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }
}
