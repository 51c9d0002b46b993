package dev.lodestar.http3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What ends a connection, and with which code (RFC 9114, section 8.1; RFC 9204, section 6); and
/// what has to be put up with.
class ProtocolErrorsTest {
  private static final int STREAM_CREATION = 0x103;
  private static final int CLOSED_CRITICAL_STREAM = 0x104;
  private static final int FRAME_UNEXPECTED = 0x105;
  private static final int FRAME_ERROR = 0x106;
  private static final int EXCESSIVE_LOAD = 0x107;
  private static final int ID_ERROR = 0x108;
  private static final int SETTINGS_ERROR = 0x109;
  private static final int MISSING_SETTINGS = 0x10a;
  private static final int DECOMPRESSION_FAILED = 0x200;
  private static final int ENCODER_STREAM_ERROR = 0x201;
  private static final int DECODER_STREAM_ERROR = 0x202;

  private static final byte[] CONTROL = {0};
  private static final byte[] PUSH = {1};
  private static final byte[] ENCODER = {2};
  private static final byte[] DECODER = {3};
  private static final byte[] NO_SETTINGS = Frames.frame(Frames.SETTINGS, new byte[0]);
  private static final byte[] HEAD = Frames.head("POST", "/");

  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = Http3Servers.startEcho();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static QuicClient raw() throws IOException {
    return QuicClient.to(server.http3Port().getAsInt()).raw().connect();
  }

  private static QuicStreamChannel send(QuicClient client, byte[]... parts) throws IOException {
    var stream = client.openBare(QuicStreamType.UNIDIRECTIONAL);
    stream.writeAndFlush(QuicClient.bytes(Frames.join(parts))).awaitUninterruptibly(500);
    return stream;
  }

  private static byte[] control(byte[]... frames) {
    return Frames.join(CONTROL, NO_SETTINGS, Frames.join(frames));
  }

  private static byte[] frame(long type, int... payload) {
    var bytes = new byte[payload.length];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    return Frames.frame(type, bytes);
  }

  private static byte[] settings(long... keysAndValues) {
    return Frames.frame(
        Frames.SETTINGS,
        Frames.join(LongStream.of(keysAndValues).mapToObj(Frames::number).toArray(byte[][]::new)));
  }

  private static Arguments row(String name, int code, byte[]... parts) {
    return Arguments.of(name, code, Frames.join(parts));
  }

  static Stream<Arguments> controlStreams() {
    var rows = new ArrayList<Arguments>();
    for (var reserved : new long[] {2, 6, 8, 9}) {
      rows.add(row("frame " + reserved + " of HTTP/2", FRAME_UNEXPECTED, control(frame(reserved))));
    }
    for (var reserved : new long[] {2, 3, 4, 5}) {
      rows.add(
          row(
              "setting " + reserved + " of HTTP/2",
              SETTINGS_ERROR,
              CONTROL,
              settings(reserved, 1)));
    }
    rows.addAll(
        List.of(
            row("DATA", FRAME_UNEXPECTED, control(frame(Frames.DATA, 1))),
            row("HEADERS", FRAME_UNEXPECTED, control(HEAD)),
            row("PUSH_PROMISE", FRAME_UNEXPECTED, control(frame(Frames.PUSH_PROMISE, 0, 0, 0))),
            row("SETTINGS twice", FRAME_UNEXPECTED, control(NO_SETTINGS)),
            row("GOAWAY before SETTINGS", MISSING_SETTINGS, CONTROL, frame(Frames.GOAWAY, 0)),
            row("DATA before SETTINGS", MISSING_SETTINGS, CONTROL, frame(Frames.DATA, 0)),
            row("an unknown frame before SETTINGS", MISSING_SETTINGS, CONTROL, frame(0x40)),
            row("a frame of no use before SETTINGS", MISSING_SETTINGS, CONTROL, frame(0x4444)),
            row("a setting twice", SETTINGS_ERROR, CONTROL, settings(6, 1_000, 6, 2_000)),
            row("ENABLE_CONNECT_PROTOCOL 2", SETTINGS_ERROR, CONTROL, settings(8, 2)),
            row("a setting without value", FRAME_ERROR, CONTROL, frame(Frames.SETTINGS, 6), HEAD),
            row("half a value", FRAME_ERROR, CONTROL, frame(Frames.SETTINGS, 6, 0x40), HEAD),
            row(
                "SETTINGS of 17 KB",
                EXCESSIVE_LOAD,
                CONTROL,
                Frames.number(Frames.SETTINGS),
                Frames.number(17_000)),
            row("GOAWAY without a number", FRAME_ERROR, control(frame(Frames.GOAWAY), frame(0x40))),
            row("GOAWAY of two numbers", FRAME_ERROR, control(frame(Frames.GOAWAY, 8, 13))),
            row("GOAWAY of half a number", FRAME_ERROR, control(frame(Frames.GOAWAY, 0x40), HEAD)),
            row(
                "GOAWAY that rises",
                ID_ERROR,
                control(frame(Frames.GOAWAY, 0), frame(Frames.GOAWAY, 4))),
            row(
                "MAX_PUSH_ID that falls",
                ID_ERROR,
                control(frame(Frames.MAX_PUSH_ID, 5), frame(Frames.MAX_PUSH_ID, 4))),
            row("MAX_PUSH_ID without a number", FRAME_ERROR, control(frame(Frames.MAX_PUSH_ID))),
            row("CANCEL_PUSH of nothing", ID_ERROR, control(frame(Frames.CANCEL_PUSH, 0))),
            row(
                "CANCEL_PUSH of what was not promised",
                ID_ERROR,
                control(frame(Frames.MAX_PUSH_ID, 5), frame(Frames.CANCEL_PUSH, 2))),
            row("CANCEL_PUSH without a number", FRAME_ERROR, control(frame(Frames.CANCEL_PUSH))),
            row("a push stream", STREAM_CREATION, PUSH, new byte[] {0}),
            row("a push stream without a number", STREAM_CREATION, PUSH),
            row("a table of QPACK", ENCODER_STREAM_ERROR, ENCODER, new byte[] {0x20 | 10}),
            row("a literal entry", ENCODER_STREAM_ERROR, ENCODER, new byte[] {0x41, 'a', 1, 'b'}),
            row("an entry", ENCODER_STREAM_ERROR, ENCODER, new byte[] {(byte) 0xC1, 1, 'b'}),
            row("an entry of one", ENCODER_STREAM_ERROR, ENCODER, new byte[] {(byte) 0x80, 1, 'b'}),
            row("an entry again", ENCODER_STREAM_ERROR, ENCODER, new byte[] {0}),
            row("what was not sent is known", DECODER_STREAM_ERROR, DECODER, new byte[] {1}),
            row("nothing more is known", DECODER_STREAM_ERROR, DECODER, new byte[] {0}),
            row("a head is known", DECODER_STREAM_ERROR, DECODER, new byte[] {(byte) 0x80}),
            row(
                "the number of a stream without an end",
                DECODER_STREAM_ERROR,
                DECODER,
                new byte[] {0x7F, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1})));
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("controlStreams")
  void a_malformed_stream_of_the_connection_ends_it(String name, int code, byte[] bytes)
      throws Exception {
    try (var client = raw()) {
      send(client, bytes);
      assertThat(client.closeCode()).isEqualTo(code);
    }
    // Byte by byte it is the same.
    try (var client = raw()) {
      var stream = client.openBare(QuicStreamType.UNIDIRECTIONAL);
      for (var i = 0; i < Math.min(bytes.length, 12) && !client.isClosed(); i++) {
        stream.writeAndFlush(QuicClient.bytes(new byte[] {bytes[i]})).awaitUninterruptibly(500);
      }
      if (bytes.length > 12) {
        var rest = Arrays.copyOfRange(bytes, 12, bytes.length);
        stream.writeAndFlush(QuicClient.bytes(rest)).awaitUninterruptibly(500);
      }
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  static Stream<Arguments> criticalStreams() {
    return Stream.of(
        Arguments.of("control", control()),
        Arguments.of("encoder", ENCODER),
        Arguments.of("decoder", DECODER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("criticalStreams")
  void a_stream_that_the_connection_needs_must_not_come_twice(String name, byte[] bytes)
      throws Exception {
    try (var client = raw()) {
      send(client, bytes);
      send(client, bytes);
      assertThat(client.closeCode()).isEqualTo(STREAM_CREATION);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("criticalStreams")
  void a_stream_that_the_connection_needs_must_not_end(String name, byte[] bytes) throws Exception {
    try (var client = raw()) {
      var _ = send(client, bytes).shutdownOutput();
      assertThat(client.closeCode()).isEqualTo(CLOSED_CRITICAL_STREAM);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("criticalStreams")
  void a_stream_that_the_connection_needs_must_not_be_broken_off(String name, byte[] bytes)
      throws Exception {
    try (var client = raw()) {
      var stream = send(client, bytes);
      // What came before a request has been read when that is answered. What is broken off before
      // it
      // has been read is no stream that anybody needs.
      assertThat(firstBytesOfAnswer(client)).isNotNull();
      var _ = stream.shutdownOutput(ErrorCode.NO_ERROR);
      assertThat(client.closeCode()).isEqualTo(CLOSED_CRITICAL_STREAM);
    }
  }

  static Stream<Arguments> requestStreams() {
    var rows = new ArrayList<Arguments>();
    for (var reserved : new long[] {2, 6, 8, 9}) {
      rows.add(row("frame " + reserved + " of HTTP/2", FRAME_UNEXPECTED, HEAD, frame(reserved)));
      rows.add(row("frame " + reserved + " of HTTP/2 first", FRAME_UNEXPECTED, frame(reserved)));
    }
    rows.addAll(
        List.of(
            row("DATA first", FRAME_UNEXPECTED, frame(Frames.DATA, 1)),
            row("no DATA first", FRAME_UNEXPECTED, frame(Frames.DATA)),
            row("CANCEL_PUSH", FRAME_UNEXPECTED, HEAD, frame(Frames.CANCEL_PUSH, 0)),
            row("SETTINGS", FRAME_UNEXPECTED, NO_SETTINGS),
            row("GOAWAY", FRAME_UNEXPECTED, HEAD, frame(Frames.GOAWAY, 0)),
            row("MAX_PUSH_ID", FRAME_UNEXPECTED, HEAD, frame(Frames.MAX_PUSH_ID, 0)),
            row("PUSH_PROMISE", FRAME_UNEXPECTED, HEAD, frame(Frames.PUSH_PROMISE, 0, 0, 0)),
            row("PUSH_PROMISE first", FRAME_UNEXPECTED, frame(Frames.PUSH_PROMISE, 0, 0, 0)),
            row(
                "DATA after trailers",
                FRAME_UNEXPECTED,
                HEAD,
                Frames.fields("x", "y"),
                frame(Frames.DATA, 1)),
            row(
                "a third head",
                FRAME_UNEXPECTED,
                HEAD,
                Frames.fields("x", "y"),
                Frames.fields("x", "y")),
            row("no prefix of QPACK", DECOMPRESSION_FAILED, frame(Frames.HEADERS)),
            row("half a prefix", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0)),
            row("a table that is not there", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 1, 0)),
            row("an entry of a table", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0x80)),
            row("an entry after the base", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0x10)),
            row("a name after the base", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0, 0)),
            row("a name of a table", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0x40, 0)),
            row(
                "static entry 99",
                DECOMPRESSION_FAILED,
                frame(Frames.HEADERS, 0, 0, 0xFF, 99 - 63)),
            row("half a number", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0xFF)),
            row(
                "an endless number",
                DECOMPRESSION_FAILED,
                frame(
                    Frames.HEADERS,
                    0,
                    0,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    0xFF,
                    1)),
            row("half a name", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0x25, 'a')),
            row("no value", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0x21, 'a')),
            row("half a value", DECOMPRESSION_FAILED, frame(Frames.HEADERS, 0, 0, 0x51, 3, 'a')),
            row(
                "a wrong Huffman code",
                DECOMPRESSION_FAILED,
                frame(Frames.HEADERS, 0, 0, 0x51, 0x84, 0xFF, 0xFF, 0xFF, 0xFF)),
            row(
                "a frame of 2^62 - 1 bytes",
                EXCESSIVE_LOAD,
                Frames.number(Frames.HEADERS),
                Frames.number((1L << 62) - 1))));
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requestStreams")
  void a_malformed_stream_of_a_request_ends_the_connection(String name, int code, byte[] bytes)
      throws Exception {
    try (var client = raw()) {
      var stream = client.openBare(QuicStreamType.BIDIRECTIONAL);
      stream.writeAndFlush(QuicClient.bytes(bytes)).awaitUninterruptibly(500);
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @Test
  void what_is_unknown_is_put_up_with() throws Exception {
    try (var client = QuicClient.connect(server.http3Port().getAsInt())) {
      // Numbers that look like known ones where they are cut to 32 bits, too.
      send(client, Frames.number(0x54), new byte[100]);
      var _ = send(client, Frames.number(1L << 32), new byte[100]).shutdownOutput();
      send(client, Frames.number((1L << 32) + 1));
      var _ = send(client, new byte[] {(byte) 0x80}).shutdownOutput();
      var _ = client.openBare(QuicStreamType.UNIDIRECTIONAL).shutdownOutput();
      var ignored =
          Frames.join(
              frame(0x40, 1, 2, 3),
              frame(0x4444, 1, 2, 3),
              Frames.frame((1L << 32) + 4, new byte[2_000]),
              Frames.frame((1L << 61) + 9, new byte[3]));
      var stream = client.open().write(ignored);
      for (var part : Frames.join(ignored, HEAD, ignored)) {
        var _ = stream.channel.pipeline().firstContext().write(QuicClient.bytes(new byte[] {part}));
        if (part == 2) {
          stream.channel.pipeline().firstContext().flush();
        }
      }
      stream.data("body").write(ignored).end();
      assertThat(stream.answer().body()).isEqualTo("POST / body");
    }
  }

  @Test
  void unknown_frames_and_settings_of_the_connection_are_put_up_with() throws Exception {
    try (var client = raw()) {
      var stream = send(client, CONTROL, settings(0x1234, 1L << 40, 6, 1_000, 8, 1, 0x21, 0));
      for (var part :
          Frames.join(
              frame(0x40, 1, 2, 3),
              frame(0x4444, 1, 2, 3),
              Frames.frame((1L << 32) + 4, new byte[20]),
              frame(0xf0700, 0, 'u', '=', '1'),
              frame(Frames.MAX_PUSH_ID, 7),
              frame(Frames.MAX_PUSH_ID, 7))) {
        stream.writeAndFlush(QuicClient.bytes(new byte[] {part})).awaitUninterruptibly(500);
      }
      assertThat(firstBytesOfAnswer(client)).isNotNull();
      assertThat(stream.isActive()).isTrue();
      for (var part : frame(Frames.GOAWAY, 0x40, 9)) {
        stream.writeAndFlush(QuicClient.bytes(new byte[] {part})).awaitUninterruptibly(500);
      }
      // The client has said that it leaves, and nothing is to be answered.
      assertThat(client.closeCode()).isEqualTo(ErrorCode.NO_ERROR);
    }
  }

  /// What a client has room for costs the server nothing, however much it is.
  @ParameterizedTest
  @ValueSource(longs = {4_096, 1L << 31, (1L << 62) - 1})
  void tables_that_a_client_offers_are_not_used(long size) throws Exception {
    try (var client = raw()) {
      send(client, CONTROL, settings(1, size, 7, size, 6, size));
      for (var i = 0; i < 3; i++) {
        // A head whose prefix says that it needs no entry of a table.
        assertThat(firstBytesOfAnswer(client)).startsWith(1).containsSequence(0, 0);
      }
      assertThat(client.isClosed()).isFalse();
    }
  }

  /// Sends a request.
  ///
  /// @return what comes first of the answer; `null` if nothing comes
  private static byte @Nullable [] firstBytesOfAnswer(QuicClient client) throws Exception {
    var stream = client.openBare(QuicStreamType.BIDIRECTIONAL);
    var answer = new LinkedBlockingQueue<byte[]>();
    var _ =
        stream
            .pipeline()
            .addFirst(
                new ChannelInboundHandlerAdapter() {
                  @Override
                  public void channelRead(ChannelHandlerContext context, Object message) {
                    answer.add(ByteBufUtil.getBytes((ByteBuf) message));
                    context.fireChannelRead(message);
                  }
                });
    stream.writeAndFlush(QuicClient.bytes(HEAD)).awaitUninterruptibly(500);
    var _ = stream.shutdownOutput();
    return answer.poll(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void what_qpack_may_say_without_tables_is_put_up_with() throws Exception {
    try (var client = raw()) {
      send(client, control());
      send(client, ENCODER, new byte[] {0x20, 0x20});
      send(client, DECODER, new byte[] {0x40, 0x7E, 0x7F, 0, 0x7F, (byte) 0x80, 1, 0x41});
      var stream = client.openBare(QuicStreamType.BIDIRECTIONAL);
      stream.writeAndFlush(QuicClient.bytes(HEAD)).awaitUninterruptibly(500);
      stream.shutdownOutput().awaitUninterruptibly(500);
      Thread.sleep(100);
      assertThat(client.isClosed()).isFalse();
    }
  }

  @Test
  void a_client_that_leaves_gets_what_it_has_asked_for() throws Exception {
    try (var slow =
            Http3Servers.start(request -> {
              Thread.sleep(300);
              return Http3Servers.text(request, "done");
            });
        var client = QuicClient.connect(slow.http3Port().getAsInt())) {
      var stream = client.get("/");
      client.leave();
      assertThat(stream.answer().body()).isEqualTo("done");
      assertThat(client.closeCode()).isEqualTo(ErrorCode.NO_ERROR);
    }
  }

  /// Bytes of a head and of a control stream with some of them changed: whatever that makes of
  /// them, it is an error of the client, and none of the server.
  @Test
  void mutations_are_never_a_failure_of_the_server() throws Exception {
    var random = new Random(9_114);
    for (var round = 0; round < 60; round++) {
      try (var client = raw()) {
        var request = round % 2 == 0;
        var bytes =
            request
                ? Frames.join(HEAD, frame(Frames.DATA, 1, 2, 3), Frames.fields("x", "y"))
                : control(settings(6, 100), frame(Frames.MAX_PUSH_ID, 3), frame(0x40, 1));
        for (var i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        var stream =
            client.openBare(request ? QuicStreamType.BIDIRECTIONAL : QuicStreamType.UNIDIRECTIONAL);
        stream.writeAndFlush(QuicClient.bytes(bytes)).awaitUninterruptibly(500);
        stream.shutdownOutput().awaitUninterruptibly(500);
        Thread.sleep(20);
        if (client.isClosed()) {
          assertThat(client.closeCode())
              .as(() -> HexFormat.of().formatHex(bytes))
              .isNotEqualTo(ErrorCode.INTERNAL_ERROR);
        }
      }
    }
  }
}
