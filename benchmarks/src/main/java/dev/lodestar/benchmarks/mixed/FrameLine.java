package dev.lodestar.benchmarks.mixed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A connection of HTTP/2: frames out and in, whatever they say. Heads are literals that no table
/// keeps.
final class FrameLine {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int ACK = 1;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private static final int GET = 0x82;
  private static final int POST = 0x83;
  private static final int HTTP = 0x86;
  private static final int HTTPS = 0x87;
  private static final int AUTHORITY = 1;
  private static final int PATH = 4;
  private static final int CONTENT_TYPE = 0x0F;

  private final Line line;
  private final DataInputStream in;
  private final boolean secure;

  /// A frame that has come.
  record Frame(int type, int flags, int stream, byte[] payload) {
    boolean has(int flag) {
      return (flags & flag) != 0;
    }
  }

  FrameLine(Line line, boolean secure) throws IOException {
    this.line = line;
    this.secure = secure;
    in = new DataInputStream(new BufferedInputStream(line.in(), 1 << 16));
  }

  Line line() {
    return line;
  }

  /// Begins the connection; each number is a setting, with its value behind it.
  FrameLine begin(int... settings) throws IOException {
    line.send(PREFACE);
    var payload = ByteBuffer.allocate(settings.length * 3);
    for (var i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    return send(SETTINGS, 0, 0, payload.array());
  }

  FrameLine send(int type, int flags, int stream, byte... payload) throws IOException {
    line.send(bytes(type, flags, stream, payload));
    return this;
  }

  FrameLine number(int type, int stream, int number) throws IOException {
    return send(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
  }

  FrameLine get(int stream, String path) throws IOException {
    return send(HEADERS, END_HEADERS | END_STREAM, stream, head(path, false));
  }

  FrameLine post(int stream, String path) throws IOException {
    return send(HEADERS, END_HEADERS, stream, head(path, true));
  }

  byte[] head(String path, boolean post) {
    var block = new ByteArrayOutputStream();
    block.write(post ? POST : GET);
    block.write(secure ? HTTPS : HTTP);
    literal(block, AUTHORITY, "localhost");
    literal(block, PATH, path);
    if (post) {
      // A name of the static table beyond what four bits hold: its number is 31.
      block.write(CONTENT_TYPE);
      literal(block, 16, "text/plain");
    }
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    block.write(value.length());
    block.writeBytes(value.getBytes(US_ASCII));
  }

  static byte[] bytes(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  Frame read() throws IOException {
    var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    return new Frame(
        in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(), in.readNBytes(length));
  }
}
