package dev.lodestar.server.http2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.Server;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A client of HTTP/2 that sends frames as it is told, well-formed or not. Heads are encoded and
/// decoded with Netty's HPACK.
public final class FrameClient implements AutoCloseable {
  static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /// How long a server may take to answer at all.
  private static final int PATIENCE = 20_000;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
  private final ArrayDeque<Frame> unread = new ArrayDeque<>();

  /// A frame that has come.
  public record Frame(int type, int flags, int stream, byte[] payload) {
    boolean endsStream() {
      return (type == FrameType.DATA || type == FrameType.HEADERS)
          && (flags & FrameType.END_STREAM) != 0;
    }

    boolean isAck() {
      return (flags & FrameType.ACK) != 0;
    }

    int intAt(int index) {
      return Unpooled.wrappedBuffer(payload).getInt(index);
    }

    String text() {
      return new String(payload, UTF_8);
    }
  }

  /// What a stream was answered.
  public record Answer(int status, Map<String, String> fields, String body, int resetCode) {}

  private FrameClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE);
    socket.setTcpNoDelay(true);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
  }

  /// A connection on which nothing has been said.
  public static FrameClient raw(Server server) throws IOException {
    return raw(server.port());
  }

  private static FrameClient raw(int port) throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new FrameClient(socket);
  }

  /// A connection on which the settings have been exchanged.
  public static FrameClient connect(Server server) throws IOException {
    return connect(server, new int[0]);
  }

  static FrameClient connect(Server server, int... settings) throws IOException {
    return connected(raw(server), settings);
  }

  /// The same with a port of this machine.
  public static FrameClient connect(int port) throws IOException {
    return connected(raw(port));
  }

  private static FrameClient connected(FrameClient client, int... settings) throws IOException {
    client.bytes(PREFACE.getBytes(UTF_8)).settings(settings);
    client.awaitSettings();
    client.frame(FrameType.SETTINGS, FrameType.ACK, 0);
    return client;
  }

  /// Waits for the settings of the server and its acknowledgement.
  void awaitSettings() throws IOException {
    var acknowledged = false;
    var came = false;
    while (!acknowledged || !came) {
      var frame = read();
      if (frame.type() == FrameType.SETTINGS) {
        acknowledged |= frame.isAck();
        came |= !frame.isAck();
      } else if (frame.type() != FrameType.WINDOW_UPDATE) {
        throw new AssertionError("Unexpected before the settings: " + frame);
      }
    }
  }

  FrameClient bytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  FrameClient preface() throws IOException {
    return bytes(PREFACE.getBytes(UTF_8));
  }

  FrameClient settings(int... settings) throws IOException {
    var payload = new ByteArrayOutputStream();
    var data = new DataOutputStream(payload);
    for (var i = 0; i < settings.length; i += 2) {
      data.writeShort(settings[i]);
      data.writeInt(settings[i + 1]);
    }
    return frame(FrameType.SETTINGS, 0, 0, payload.toByteArray());
  }

  FrameClient frame(int type, int flags, int stream, byte... payload) throws IOException {
    return bytes(frameBytes(type, flags, stream, payload));
  }

  static byte[] frameBytes(int type, int flags, int stream, byte... payload) {
    return Unpooled.buffer()
        .writeMedium(payload.length)
        .writeByte(type)
        .writeByte(flags)
        .writeInt(stream)
        .writeBytes(payload)
        .copy()
        .array();
  }

  /// Sends a head of four pseudo fields and others, name and value in turn.
  public FrameClient request(int stream, String method, String path, boolean end, String... fields)
      throws IOException {
    return head(stream, end, pseudo(method, path, fields));
  }

  static String[] pseudo(String method, String path, String... fields) {
    var all = new String[8 + fields.length];
    System.arraycopy(
        new String[] {
          ":method", method, ":scheme", "http", ":authority", "localhost", ":path", path
        },
        0,
        all,
        0,
        8);
    System.arraycopy(fields, 0, all, 8, fields.length);
    return all;
  }

  public FrameClient get(int stream, String path) throws IOException {
    return request(stream, "GET", path, true);
  }

  FrameClient head(int stream, boolean end, String... fields) throws IOException {
    var block = encode(stream, fields);
    var type = FrameType.HEADERS;
    var flags = end ? FrameType.END_STREAM : 0;
    var from = 0;
    do {
      var to = Math.min(block.length, from + FrameType.MAX_SIZE);
      frame(
          type,
          to == block.length ? flags | FrameType.END_HEADERS : flags,
          stream,
          Arrays.copyOfRange(block, from, to));
      type = FrameType.CONTINUATION;
      flags = 0;
      from = to;
    } while (from < block.length);
    return this;
  }

  byte[] encode(int stream, String... fields) {
    var block = Unpooled.buffer();
    try {
      for (var i = 0; i < fields.length; i += 2) {
        // One at a time, since together they would be brought into order.
        var field = new DefaultHttp2Headers(false);
        field.add(fields[i], fields[i + 1]);
        encoder.encodeHeaders(stream, field, block);
      }
    } catch (Http2Exception impossible) {
      throw new AssertionError(impossible);
    }
    return bytesOf(block);
  }

  private static byte[] bytesOf(ByteBuf buffer) {
    var bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  public FrameClient data(int stream, String content, boolean end) throws IOException {
    return frame(FrameType.DATA, end ? FrameType.END_STREAM : 0, stream, content.getBytes(UTF_8));
  }

  FrameClient data(int stream, int size, boolean end) throws IOException {
    var filler = new byte[size];
    Arrays.fill(filler, (byte) 'x');
    return frame(FrameType.DATA, end ? FrameType.END_STREAM : 0, stream, filler);
  }

  public FrameClient reset(int stream, int code) throws IOException {
    return frame(FrameType.RST_STREAM, 0, stream, ints(code));
  }

  FrameClient windowUpdate(int stream, int increment) throws IOException {
    return frame(FrameType.WINDOW_UPDATE, 0, stream, ints(increment));
  }

  FrameClient ping(long data, boolean ack) throws IOException {
    return frame(FrameType.PING, ack ? FrameType.ACK : 0, 0, ints((int) (data >>> 32), (int) data));
  }

  static byte[] ints(int... values) {
    var buffer = Unpooled.buffer();
    for (var value : values) {
      buffer.writeInt(value);
    }
    return bytesOf(buffer);
  }

  /// Reads the next frame.
  ///
  /// @throws EOFException if the connection has ended
  Frame read() throws IOException {
    var first = unread.poll();
    if (first != null) {
      return first;
    }
    try {
      var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      var type = in.readUnsignedByte();
      var flags = in.readUnsignedByte();
      var stream = in.readInt();
      var payload = new byte[length];
      in.readFully(payload);
      return new Frame(type, flags, stream, payload);
    } catch (SocketException reset) {
      throw new EOFException(reset.toString());
    }
  }

  /// Reads until a frame of a type comes, and drops what comes before; of heads nothing may be
  /// dropped.
  Frame await(int type) throws IOException {
    while (true) {
      var frame = read();
      if (frame.type() == type) {
        return frame;
      }
      if (frame.type() == FrameType.HEADERS) {
        decode(frame);
      }
    }
  }

  /// Returns the code of the GOAWAY that ends the connection, after reading to its end.
  int awaitGoAway() throws IOException {
    int code;
    do {
      code = await(FrameType.GOAWAY).intAt(4);
    } while (code == ErrorCode.NO_ERROR && !isAtEnd());
    return code;
  }

  /// Tells whether the connection has ended, or ends now.
  boolean isAtEnd() {
    try {
      while (true) {
        var frame = read();
        if (frame.type() == FrameType.GOAWAY) {
          unread.add(frame);
          return false;
        }
      }
    } catch (IOException ended) {
      return true;
    }
  }

  /// Returns the code of the next RST_STREAM for a stream.
  int awaitReset(int stream) throws IOException {
    while (true) {
      var frame = read();
      if (frame.type() == FrameType.GOAWAY) {
        throw new AssertionError(
            "The connection ended with " + frame.intAt(4) + ": " + frame.text().substring(8));
      }
      if (frame.type() == FrameType.HEADERS) {
        decode(frame);
      }
      if (frame.type() == FrameType.RST_STREAM && frame.stream() == stream) {
        return frame.intAt(0);
      }
    }
  }

  Map<String, String> decode(Frame head) throws IOException {
    var fields = new TreeMap<String, String>();
    try {
      Http2Headers decoded =
          decoder.decodeHeaders(head.stream(), Unpooled.wrappedBuffer(head.payload()));
      for (var field : decoded) {
        fields.merge(field.getKey().toString(), field.getValue().toString(), (a, b) -> a + "|" + b);
      }
    } catch (Http2Exception undecodable) {
      throw new AssertionError("The server sent a head that cannot be decoded.", undecodable);
    }
    return fields;
  }

  /// Reads the answer to one stream, whose window is opened on the way.
  public Answer answer(int stream) throws IOException {
    var body = new ByteArrayOutputStream();
    @Nullable Map<String, String> fields = null;
    while (true) {
      var frame = read();
      if (frame.type() == FrameType.GOAWAY && frame.intAt(4) != 0) {
        throw new AssertionError("GOAWAY " + frame.intAt(4) + " " + frame.text().substring(8));
      }
      if (frame.type() == FrameType.HEADERS) {
        var decoded = decode(frame);
        if (frame.stream() == stream && !String.valueOf(decoded.get(":status")).startsWith("1")) {
          fields = decoded;
        }
      }
      if (frame.stream() == stream && frame.type() == FrameType.DATA) {
        body.write(frame.payload());
        if (frame.payload().length > 0) {
          windowUpdate(0, frame.payload().length);
          if (!frame.endsStream()) {
            windowUpdate(stream, frame.payload().length);
          }
        }
      }
      if (frame.stream() == stream
          && (frame.endsStream() || frame.type() == FrameType.RST_STREAM)) {
        if (fields == null) {
          return new Answer(0, Map.of(), "", frame.intAt(0));
        }
        var status = Integer.parseInt(String.valueOf(fields.get(":status")));
        var code = frame.type() == FrameType.RST_STREAM ? frame.intAt(0) : -1;
        return new Answer(status, fields, body.toString(UTF_8), code);
      }
    }
  }

  /// Reads a line of HTTP/1.1.
  String line() throws IOException {
    var line = new StringBuilder();
    int c;
    while ((c = in.readUnsignedByte()) != '\n') {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /// Reads whatever comes until the end, frames or not.
  byte[] readAll() throws IOException {
    return in.readAllBytes();
  }

  void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /// Goes without a word, before the end of a test.
  void leave() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
