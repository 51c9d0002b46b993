package dev.lodestar.server.http2;

import static dev.lodestar.server.http2.ErrorCode.COMPRESSION_ERROR;
import static dev.lodestar.server.http2.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.lodestar.server.http2.ErrorCode.FRAME_SIZE_ERROR;
import static dev.lodestar.server.http2.ErrorCode.PROTOCOL_ERROR;
import static dev.lodestar.server.http2.FrameType.ACK;
import static dev.lodestar.server.http2.FrameType.CONTINUATION;
import static dev.lodestar.server.http2.FrameType.DATA;
import static dev.lodestar.server.http2.FrameType.END_HEADERS;
import static dev.lodestar.server.http2.FrameType.END_STREAM;
import static dev.lodestar.server.http2.FrameType.HEADERS;
import static dev.lodestar.server.http2.FrameType.PING;
import static dev.lodestar.server.http2.FrameType.PRIORITY;
import static dev.lodestar.server.http2.FrameType.SETTINGS;
import static dev.lodestar.server.http2.FrameType.WINDOW_UPDATE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RFC 9113, sections 3 and 4: how a connection starts, frames, and the compression of fields.
class FramingConformanceTest {
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = Conformance.startServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  List<DynamicTest> section_3_starting() {
    return new Conformance(server)
        .raw(
            "3.4: the server's first frame is SETTINGS",
            client -> {
              client.preface().settings();
              var first = client.read();
              assertThat(first.type()).isEqualTo(SETTINGS);
              assertThat(first.isAck()).isFalse();
            })
        .raw(
            "3.4: a preface that comes byte by byte is a preface",
            client -> {
              for (var b : FrameClient.PREFACE.getBytes(UTF_8)) {
                client.bytes(new byte[] {b});
              }
              client.settings();
              client.awaitSettings();
            })
        .raw(
            "3.4: a preface with the first frames in one segment is a preface",
            client -> {
              client.bytes((FrameClient.PREFACE + "\0\0\0\4\0\0\0\0\0").getBytes(US_ASCII));
              client.awaitSettings();
            })
        .raw(
            "3.4: a preface that breaks off in its last byte is none of HTTP/2",
            client -> {
              client.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\rX".getBytes(UTF_8));
              assertThat(new String(client.readAll(), UTF_8)).startsWith("HTTP/1.1 505 ");
            })
        .raw(
            "3.4: the first frame of a client is SETTINGS",
            client -> {
              client.preface().ping(1, false);
              assertThat(client.awaitGoAway()).isEqualTo(PROTOCOL_ERROR);
            })
        .raw(
            "3.4: a request is not the first frame",
            client -> {
              client.preface().get(1, "/");
              assertThat(client.awaitGoAway()).isEqualTo(PROTOCOL_ERROR);
            })
        .raw(
            "3.4: an acknowledgement of settings is not the first frame",
            client -> {
              client.preface().frame(SETTINGS, ACK, 0);
              assertThat(client.awaitGoAway()).isEqualTo(PROTOCOL_ERROR);
            })
        .raw(
            "3.4: a request may follow the settings at once",
            client -> {
              client.preface().settings().get(1, "/early");
              assertThat(client.answer(1).body()).isEqualTo("GET /early ");
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_4_1_frame_format() {
    return new Conformance(server)
        .tolerated(
            "4.1, 5.5: a frame of an unknown type is ignored",
            client -> client.frame(0x16, 0, 0, (byte) 1, (byte) 2))
        .tolerated(
            "4.1, 5.5: a frame of an unknown type on a stream that is idle is ignored",
            client -> client.frame(0x16, 0xFF, 77, (byte) 1))
        .tolerated(
            "4.1: flags that mean nothing are ignored",
            client -> client.frame(PING, 0x16, 0, new byte[8]))
        .tolerated(
            "4.1: the reserved bit of the stream identifier is ignored",
            client -> client.frame(PING, 0, 0x80000000, new byte[8]))
        .answered(
            "4.1: the reserved bit is ignored on streams, too",
            1,
            200,
            client ->
                client.frame(
                    HEADERS,
                    END_HEADERS | END_STREAM,
                    0x80000001,
                    client.encode(1, FrameClient.pseudo("GET", "/"))))
        .answered(
            "4.1: a frame that comes byte by byte is a frame",
            1,
            200,
            client -> {
              var frame =
                  FrameClient.frameBytes(
                      HEADERS,
                      END_HEADERS | END_STREAM,
                      1,
                      client.encode(1, FrameClient.pseudo("GET", "/")));
              for (var b : frame) {
                client.bytes(new byte[] {b});
              }
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_4_2_frame_size() {
    return new Conformance(server)
        .answered(
            "4.2: a DATA frame of 16,384 bytes is taken",
            1,
            200,
            client -> client.request(1, "POST", "/", false).data(1, 16_384, true))
        .connectionError(
            "4.2: a DATA frame of 16,385 bytes is too large",
            FRAME_SIZE_ERROR,
            client -> client.request(1, "POST", "/", false).data(1, 16_385, true))
        .connectionError(
            "4.2: a HEADERS frame of 16,385 bytes is too large",
            FRAME_SIZE_ERROR,
            client -> client.frame(HEADERS, END_HEADERS, 1, new byte[16_385]))
        .connectionError(
            "4.2: a SETTINGS frame of 16,386 bytes is too large",
            FRAME_SIZE_ERROR,
            client -> client.frame(SETTINGS, 0, 0, new byte[16_386]))
        .connectionError(
            "4.2: a frame is refused before its content has come",
            FRAME_SIZE_ERROR,
            client -> client.bytes(new byte[] {(byte) 0xFF, 0, 0, DATA, 0, 0, 0, 0, 1}))
        .connectionError(
            "4.2: an unknown frame may not be larger either",
            FRAME_SIZE_ERROR,
            client -> client.frame(0x42, 0, 0, new byte[16_385]))
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_4_3_field_section_compression() {
    return new Conformance(server)
        .connectionError(
            "4.3: an index of the table that is not there",
            COMPRESSION_ERROR,
            client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0xFE))
        .connectionError(
            "4.3: the index 0",
            COMPRESSION_ERROR,
            client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0x80))
        .connectionError(
            "4.3: a literal that breaks off",
            COMPRESSION_ERROR,
            client ->
                client.frame(
                    HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0x40, (byte) 10, (byte) 'a'))
        .connectionError(
            "4.3: a number that does not end",
            COMPRESSION_ERROR,
            client -> {
              var endless = new byte[20];
              Arrays.fill(endless, (byte) 0xFF);
              client.frame(HEADERS, END_HEADERS | END_STREAM, 1, endless);
            })
        .connectionError(
            "4.3: Huffman code with the symbol EOS",
            COMPRESSION_ERROR,
            client ->
                client.frame(
                    HEADERS,
                    END_HEADERS | END_STREAM,
                    1,
                    bytes(0x40, 1, 'a', 0x84, 0xFF, 0xFF, 0xFF, 0xFF)))
        .connectionError(
            "4.3: Huffman padding longer than seven bits",
            COMPRESSION_ERROR,
            client ->
                client.frame(
                    HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x40, 1, 'a', 0x82, 0x1F, 0xFF)))
        .connectionError(
            "4.3: a table larger than what was offered",
            COMPRESSION_ERROR,
            client ->
                client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x3F, 0xE2, 0x1F, 0x82)))
        .connectionError(
            "4.3: a change of the table's size after a field",
            COMPRESSION_ERROR,
            client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x82, 0x20)))
        .connectionError(
            "4.3: a frame of another stream within a head",
            PROTOCOL_ERROR,
            client -> {
              var block = client.encode(1, FrameClient.pseudo("GET", "/"));
              client.frame(HEADERS, END_STREAM, 1, block).get(3, "/");
            })
        .connectionError(
            "4.3: a DATA frame within a head",
            PROTOCOL_ERROR,
            client ->
                client
                    .frame(HEADERS, 0, 1, client.encode(1, FrameClient.pseudo("POST", "/")))
                    .data(1, "x", true))
        .connectionError(
            "4.3: a PING frame within a head",
            PROTOCOL_ERROR,
            client ->
                client
                    .frame(HEADERS, 0, 1, client.encode(1, FrameClient.pseudo("POST", "/")))
                    .ping(1, false))
        .connectionError(
            "4.3: an unknown frame within a head",
            PROTOCOL_ERROR,
            client ->
                client
                    .frame(HEADERS, 0, 1, client.encode(1, FrameClient.pseudo("POST", "/")))
                    .frame(0x42, 0, 1))
        .answered(
            "4.3: a malformed head leaves the table as the client knows it",
            3,
            200,
            client ->
                client
                    .head(1, true, FrameClient.pseudo("GET", "/", "Upper", "x", "kept", "value"))
                    .request(3, "GET", "/", true, "kept", "value"))
        .answered(
            "4.3: a head that is too large leaves the table as the client knows it",
            3,
            200,
            client -> {
              client
                  .frame(
                      HEADERS,
                      END_STREAM,
                      1,
                      client.encode(1, FrameClient.pseudo("GET", "/", "kept", "value")))
                  .frame(CONTINUATION, 0, 1, literal("a", 10_000))
                  .frame(CONTINUATION, 0, 1, literal("b", 10_000))
                  .frame(CONTINUATION, 0, 1, literal("c", 10_000))
                  .frame(CONTINUATION, END_HEADERS, 1, literal("d", 10_000));
              assertThat(client.answer(1).status()).isEqualTo(431);
              client.request(3, "GET", "/", true, "kept", "value");
            })
        .connectionError(
            "4.3: a head in more bytes than can be decoded",
            ENHANCE_YOUR_CALM,
            client -> {
              client.frame(
                  HEADERS, END_STREAM, 1, client.encode(1, FrameClient.pseudo("GET", "/")));
              for (var i = 0; i < 10; i++) {
                client.frame(CONTINUATION, 0, 1, literal("x", 15_000));
              }
            })
        .cases();
  }

  static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (var i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /// A field that no table keeps.
  static byte[] literal(String name, int valueLength) {
    var field = new byte[1 + 1 + name.length() + 3 + valueLength];
    Arrays.fill(field, (byte) 'v');
    field[0] = 0;
    field[1] = (byte) name.length();
    System.arraycopy(name.getBytes(US_ASCII), 0, field, 2, name.length());
    var at = 2 + name.length();
    var rest = valueLength - 127;
    field[at] = 127;
    field[at + 1] = (byte) ((rest & 0x7F) | 0x80);
    field[at + 2] = (byte) (rest >> 7);
    assertThat(rest).isBetween(0, 16_383);
    return field;
  }

  @TestFactory
  List<DynamicTest> sizes_of_frames_that_have_one() {
    return new Conformance(server)
        .connectionError(
            "6.3: PRIORITY of 4 bytes",
            FRAME_SIZE_ERROR,
            client -> client.frame(PRIORITY, 0, 1, new byte[4]))
        .connectionError(
            "6.4: RST_STREAM of 3 bytes",
            FRAME_SIZE_ERROR,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .frame(FrameType.RST_STREAM, 0, 1, new byte[3]))
        .connectionError(
            "6.5: SETTINGS of 5 bytes",
            FRAME_SIZE_ERROR,
            client -> client.frame(SETTINGS, 0, 0, new byte[5]))
        .connectionError(
            "6.5: an acknowledgement of settings with content",
            FRAME_SIZE_ERROR,
            client -> client.frame(SETTINGS, ACK, 0, new byte[6]))
        .connectionError(
            "6.7: PING of 7 bytes",
            FRAME_SIZE_ERROR,
            client -> client.frame(PING, 0, 0, new byte[7]))
        .connectionError(
            "6.7: PING of 9 bytes",
            FRAME_SIZE_ERROR,
            client -> client.frame(PING, 0, 0, new byte[9]))
        .connectionError(
            "6.8: GOAWAY of 7 bytes",
            FRAME_SIZE_ERROR,
            client -> client.frame(FrameType.GOAWAY, 0, 0, new byte[7]))
        .connectionError(
            "6.9: WINDOW_UPDATE of 3 bytes",
            FRAME_SIZE_ERROR,
            client -> client.frame(WINDOW_UPDATE, 0, 0, new byte[3]))
        .connectionError(
            "6.9: WINDOW_UPDATE of 5 bytes",
            FRAME_SIZE_ERROR,
            client -> client.frame(WINDOW_UPDATE, 0, 0, new byte[5]))
        .cases();
  }
}
