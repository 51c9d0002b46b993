package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// A WebSocket client that sends exactly the frames it is told to, right or wrong, and shows
/// exactly those that come back.
public final class FrameClient implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /// The bit that marks the last frame of a message, and the one of compressed messages.
  static final int FINAL = 0x80;

  static final int COMPRESSED = 0x40;

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final RawClient raw;
  private final RawResponse answer;

  private FrameClient(RawClient raw, RawResponse answer) {
    this.raw = raw;
    this.answer = answer;
  }

  /// What a client says to open a socket at a path, with more header fields.
  static String handshake(String path, String... fields) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + KEY
        + "\r\n"
        + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n")
        + "\r\n";
  }

  static FrameClient open(Server server, String... fields) throws IOException {
    return open(RawClient.connect(server), fields);
  }

  static FrameClient open(RawClient raw, String... fields) throws IOException {
    raw.send(handshake("/", fields));
    var answer = raw.readHead();
    assertThat(answer.status()).isEqualTo(101);
    return new FrameClient(raw, answer);
  }

  /// A client of a socket that is open already.
  static FrameClient over(RawClient raw, RawResponse answer) {
    return new FrameClient(raw, answer);
  }

  RawResponse answer() {
    return answer;
  }

  RawClient raw() {
    return raw;
  }

  /// Sends a frame.
  ///
  /// @param first its first byte: marks and opcode
  FrameClient send(int first, byte[] payload) throws IOException {
    raw.send(frame(first, payload));
    return this;
  }

  FrameClient send(int first, String payload) throws IOException {
    return send(first, payload.getBytes(UTF_8));
  }

  FrameClient text(String text) throws IOException {
    return send(FINAL | TEXT, text);
  }

  FrameClient closes(int code, String reason) throws IOException {
    return send(FINAL | CLOSE, closing(code, reason));
  }

  public static byte[] closing(int code, String reason) {
    var text = reason.getBytes(UTF_8);
    var payload = new byte[2 + text.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return payload;
  }

  /// The bytes of a frame with its length written as shortly as possible, and a mask.
  public static byte[] frame(int first, byte[] payload) {
    var length = payload.length;
    return frame(first, payload, length < 126 ? 0 : length < 1 << 16 ? 2 : 8);
  }

  /// The bytes of a frame.
  ///
  /// @param lengthSize how many bytes its length has behind the second byte: 0, 2 or 8
  static byte[] frame(int first, byte[] payload, int lengthSize) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    out.write(0x80 | (lengthSize == 0 ? payload.length : lengthSize == 2 ? 126 : 127));
    for (var i = lengthSize - 1; i >= 0; i--) {
      out.write((int) ((long) payload.length >> (8 * i)));
    }
    var mask = new byte[] {(byte) 0xA5, 0x17, (byte) 0xFE, 0x3B};
    out.writeBytes(mask);
    var masked = payload.clone();
    for (var i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i % 4];
    }
    out.writeBytes(masked);
    return out.toByteArray();
  }

  /// One frame of the server.
  record Frame(int first, byte[] payload) {
    int opcode() {
      return first & 0xF;
    }

    String text() {
      return new String(payload, UTF_8);
    }

    /// The code of a close frame; 1005 if it has none.
    int code() {
      return payload.length == 0 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }

    String reason() {
      return payload.length == 0 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
    }
  }

  Frame read() throws IOException {
    var head = raw.readBytes(2);
    var length = head[1] & 0xFFL;
    assertThat(length).as("servers do not mask").isLessThan(128);
    if (length >= 126) {
      var bytes = raw.readBytes(length == 126 ? 2 : 8);
      length = 0;
      for (var b : bytes) {
        length = (length << 8) | (b & 0xFF);
      }
    }
    return new Frame(head[0] & 0xFF, raw.readBytes((int) length));
  }

  FrameClient expect(int first, byte[] payload) throws IOException {
    var frame = read();
    assertThat(frame.first()).as("marks and opcode").isEqualTo(first);
    assertThat(Arrays.equals(frame.payload(), payload))
        .as("the payload of %s bytes is the one of %s", frame.payload().length, payload.length)
        .isTrue();
    return this;
  }

  FrameClient expect(int first, String payload) throws IOException {
    var frame = read();
    assertThat(frame.first()).as("marks and opcode of '%s'", frame.text()).isEqualTo(first);
    assertThat(frame.text()).isEqualTo(payload);
    return this;
  }

  FrameClient expectText(String text) throws IOException {
    return expect(FINAL | TEXT, text);
  }

  /// Reads a close frame and the end of the connection, which servers bring about.
  void expectClose(int code) throws IOException {
    var frame = read();
    assertThat(frame.opcode()).as("the opcode of '%s'", frame.text()).isEqualTo(CLOSE);
    assertThat(frame.code()).as("the code, with '%s'", frame.reason()).isEqualTo(code);
    expectEnd();
  }

  void expectEnd() throws IOException {
    assertThat(raw.isClosedByServer()).as("the server has closed the connection").isTrue();
  }

  /// Reads the close frame of a server that says why, and the end.
  void expectFailure(int code) throws IOException {
    var frame = read();
    assertThat(frame.opcode()).as("the opcode of '%s'", frame.text()).isEqualTo(CLOSE);
    assertThat(frame.code()).as("the code, with '%s'", frame.reason()).isEqualTo(code);
    assertThat(frame.reason()).as("the reason").isNotBlank();
    expectEnd();
  }

  static byte[] hex(String digits) {
    return java.util.HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static byte[] latin1(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
