package dev.lodestar.server.http2;

import static dev.lodestar.server.http2.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.lodestar.server.http2.ErrorCode.PROTOCOL_ERROR;
import static dev.lodestar.server.http2.ErrorCode.REFUSED_STREAM;
import static dev.lodestar.server.http2.ErrorCode.STREAM_CLOSED;
import static dev.lodestar.server.http2.FrameType.CONTINUATION;
import static dev.lodestar.server.http2.FrameType.DATA;
import static dev.lodestar.server.http2.FrameType.END_HEADERS;
import static dev.lodestar.server.http2.FrameType.END_STREAM;
import static dev.lodestar.server.http2.FrameType.GOAWAY;
import static dev.lodestar.server.http2.FrameType.HEADERS;
import static dev.lodestar.server.http2.FrameType.PADDED;
import static dev.lodestar.server.http2.FrameType.PING;
import static dev.lodestar.server.http2.FrameType.PRIORITY;
import static dev.lodestar.server.http2.FrameType.PUSH_PROMISE;
import static dev.lodestar.server.http2.FrameType.RST_STREAM;
import static dev.lodestar.server.http2.FrameType.SETTINGS;
import static dev.lodestar.server.http2.FrameType.WINDOW_UPDATE;
import static dev.lodestar.server.http2.FrameType.WITH_PRIORITY;
import static dev.lodestar.server.http2.FramingConformanceTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RFC 9113, sections 5 and 6: the states of streams, and the rules of each type of frame.
class StreamsConformanceTest {
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
  List<DynamicTest> section_5_1_stream_states() {
    return new Conformance(server)
        .connectionError("5.1 idle: DATA", PROTOCOL_ERROR, client -> client.data(1, "x", true))
        .connectionError("5.1 idle: RST_STREAM", PROTOCOL_ERROR, client -> client.reset(1, 8))
        .connectionError(
            "5.1 idle: WINDOW_UPDATE", PROTOCOL_ERROR, client -> client.windowUpdate(1, 10))
        .connectionError(
            "5.1 idle: CONTINUATION",
            PROTOCOL_ERROR,
            client -> client.frame(CONTINUATION, END_HEADERS, 1, bytes(0x82)))
        .tolerated("5.1 idle: PRIORITY", client -> client.frame(PRIORITY, 0, 5, new byte[5]))
        .connectionError(
            "5.1: frames of streams that a client cannot open: DATA",
            PROTOCOL_ERROR,
            client -> client.data(2, "x", true))
        .connectionError(
            "5.1: frames of streams that a client cannot open: RST_STREAM",
            PROTOCOL_ERROR,
            client -> client.reset(2, 8))
        .connectionError(
            "5.1: frames of streams that a client cannot open: WINDOW_UPDATE",
            PROTOCOL_ERROR,
            client -> client.windowUpdate(2, 8))
        .connectionError(
            "5.1 half-closed by the client, and answered: DATA",
            STREAM_CLOSED,
            client -> {
              client.get(1, "/").answer(1);
              client.data(1, "x", true);
            })
        .connectionError(
            "5.1 closed: HEADERS",
            STREAM_CLOSED,
            client -> {
              client.get(1, "/").answer(1);
              client.get(1, "/");
            })
        .tolerated(
            "5.1 closed: WINDOW_UPDATE",
            client -> {
              client.get(1, "/").answer(1);
              client.windowUpdate(1, 10);
            })
        .tolerated(
            "5.1 closed: RST_STREAM",
            client -> {
              client.get(1, "/").answer(1);
              client.reset(1, 8);
            })
        .tolerated(
            "5.1 closed: PRIORITY",
            client -> {
              client.get(1, "/").answer(1);
              client.frame(PRIORITY, 0, 1, new byte[5]);
            })
        .connectionError(
            "5.1 closed by the client's RST_STREAM: DATA",
            STREAM_CLOSED,
            client -> client.request(1, "POST", "/", false).reset(1, 8).data(1, "x", true))
        .connectionError(
            "5.1 closed by the client's RST_STREAM: HEADERS",
            STREAM_CLOSED,
            client -> client.request(1, "POST", "/", false).reset(1, 8).get(1, "/"))
        .tolerated(
            "5.1 closed by the server's RST_STREAM: what was on its way is ignored",
            client -> {
              client.request(1, "POST", "/", false, "Upper", "x").data(1, "x", false);
              assertThat(client.awaitReset(1)).isEqualTo(PROTOCOL_ERROR);
              client.data(1, "y", false).windowUpdate(1, 5).head(1, true, "trailer", "z");
            })
        .connectionError(
            "5.1: CONTINUATION without a head before it",
            PROTOCOL_ERROR,
            client -> {
              client.get(1, "/").answer(1);
              client.frame(CONTINUATION, END_HEADERS, 1, bytes(0x82));
            })
        .connectionError(
            "5.1: CONTINUATION after the end of a head",
            PROTOCOL_ERROR,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .frame(CONTINUATION, END_HEADERS, 1, bytes(0x82)))
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_5_1_1_stream_identifiers() {
    return new Conformance(server)
        .connectionError("5.1.1: an even number", PROTOCOL_ERROR, client -> client.get(2, "/"))
        .connectionError("5.1.1: the number 0", PROTOCOL_ERROR, client -> client.get(0, "/"))
        .connectionError(
            "5.1.1: a number lower than the last one",
            PROTOCOL_ERROR,
            client -> {
              client.get(5, "/").answer(5);
              client.get(3, "/");
            })
        .answered(
            "5.1.1: numbers may be left out",
            77,
            200,
            client -> {
              client.get(5, "/").answer(5);
              client.get(77, "/");
            })
        .raw(
            "5.1.1: the highest number is one",
            client -> {
              client.preface();
              client.settings().get(Integer.MAX_VALUE, "/");
              assertThat(client.answer(Integer.MAX_VALUE).status()).isEqualTo(200);
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_5_1_2_stream_concurrency() {
    return new Conformance(server)
        .streamError(
            "5.1.2: one more than was offered",
            201,
            REFUSED_STREAM,
            client -> {
              for (var i = 1; i <= 201; i += 2) {
                client.request(i, "POST", "/", false);
              }
              for (var i = 1; i <= 199; i += 2) {
                client.data(i, "x", true);
              }
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_5_3_priority() {
    return new Conformance(server)
        .connectionError(
            "5.3: HEADERS that depend on their own stream",
            PROTOCOL_ERROR,
            client ->
                client.frame(
                    HEADERS, END_HEADERS | END_STREAM | WITH_PRIORITY, 1, priority(1, client)))
        .connectionError(
            "5.3: PRIORITY that depends on its own stream",
            PROTOCOL_ERROR,
            client -> client.frame(PRIORITY, 0, 3, bytes(0, 0, 0, 3, 16)))
        .answered(
            "5.3: HEADERS with a priority are a request",
            3,
            200,
            client ->
                client.frame(
                    HEADERS, END_HEADERS | END_STREAM | WITH_PRIORITY, 3, priority(1, client)))
        .connectionError(
            "6.2: HEADERS too short for their priority",
            ErrorCode.FRAME_SIZE_ERROR,
            client ->
                client.frame(HEADERS, END_HEADERS | END_STREAM | WITH_PRIORITY, 1, new byte[4]))
        .cases();
  }

  private static byte[] priority(int dependency, FrameClient client) {
    var block = client.encode(1, FrameClient.pseudo("GET", "/"));
    var payload = new byte[5 + block.length];
    payload[3] = (byte) dependency;
    payload[4] = 16;
    System.arraycopy(block, 0, payload, 5, block.length);
    return payload;
  }

  private static byte[] padded(int padding, byte[] content) {
    var payload = new byte[1 + content.length + padding];
    payload[0] = (byte) padding;
    System.arraycopy(content, 0, payload, 1, content.length);
    return payload;
  }

  @TestFactory
  List<DynamicTest> section_6_1_and_6_2_data_and_headers() {
    return new Conformance(server)
        .connectionError(
            "6.1: DATA on stream 0", PROTOCOL_ERROR, client -> client.data(0, "x", true))
        .answered(
            "6.1: DATA with padding",
            1,
            200,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .frame(DATA, END_STREAM | PADDED, 1, padded(200, new byte[] {'x'})))
        .answered(
            "6.1: DATA with nothing but padding",
            1,
            200,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .frame(DATA, END_STREAM | PADDED, 1, padded(9, new byte[0])))
        .connectionError(
            "6.1: padding as long as the frame",
            PROTOCOL_ERROR,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .frame(DATA, END_STREAM | PADDED, 1, bytes(3, 0, 0)))
        .connectionError(
            "6.1: a padded frame without room for the length",
            ErrorCode.FRAME_SIZE_ERROR,
            client -> client.request(1, "POST", "/", false).frame(DATA, END_STREAM | PADDED, 1))
        .connectionError(
            "6.2: padding of a head as long as the frame",
            PROTOCOL_ERROR,
            client -> client.frame(HEADERS, END_HEADERS | END_STREAM | PADDED, 1, bytes(9, 0x82)))
        .answered(
            "6.2: a head with padding",
            1,
            200,
            client ->
                client.frame(
                    HEADERS,
                    END_HEADERS | END_STREAM | PADDED,
                    1,
                    padded(20, client.encode(1, FrameClient.pseudo("GET", "/")))))
        .connectionError(
            "6.2: HEADERS on stream 0",
            PROTOCOL_ERROR,
            client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 0, bytes(0x82)))
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_6_3_to_6_8() {
    return new Conformance(server)
        .connectionError(
            "6.3: PRIORITY on stream 0",
            PROTOCOL_ERROR,
            client -> client.frame(PRIORITY, 0, 0, bytes(0, 0, 0, 1, 1)))
        .connectionError(
            "6.4: RST_STREAM on stream 0", PROTOCOL_ERROR, client -> client.reset(0, 8))
        .tolerated(
            "6.4: a stream may be reset with an unknown code",
            client -> client.request(1, "POST", "/", false).reset(1, 0x4242))
        .connectionError(
            "6.5: SETTINGS on a stream", PROTOCOL_ERROR, client -> client.frame(SETTINGS, 0, 1))
        .connectionError("6.5.2: ENABLE_PUSH 2", PROTOCOL_ERROR, client -> client.settings(2, 2))
        .tolerated("6.5.2: ENABLE_PUSH 1", client -> client.settings(2, 1))
        .connectionError(
            "6.5.2: INITIAL_WINDOW_SIZE 2^31",
            FLOW_CONTROL_ERROR,
            client -> client.settings(4, 0x80000000))
        .connectionError(
            "6.5.2: MAX_FRAME_SIZE 16,383", PROTOCOL_ERROR, client -> client.settings(5, 16_383))
        .connectionError(
            "6.5.2: MAX_FRAME_SIZE 2^24", PROTOCOL_ERROR, client -> client.settings(5, 1 << 24))
        .tolerated("6.5.2: MAX_FRAME_SIZE 2^24 - 1", client -> client.settings(5, (1 << 24) - 1))
        .tolerated("6.5.2: an unknown setting", client -> client.settings(0x4242, 7))
        .tolerated("6.5.2: HEADER_TABLE_SIZE 0", client -> client.settings(1, 0))
        .tolerated("6.5.2: HEADER_TABLE_SIZE 2^32 - 1", client -> client.settings(1, -1))
        .tolerated(
            "6.5.3: settings are acknowledged",
            client -> {
              client.settings(3, 100);
              assertThat(client.await(SETTINGS).isAck()).isTrue();
            })
        .tolerated(
            "6.5: the same setting twice in a frame", client -> client.settings(4, 10, 4, 65_535))
        .connectionError(
            "6.6: PUSH_PROMISE",
            PROTOCOL_ERROR,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .frame(PUSH_PROMISE, END_HEADERS, 1, bytes(0, 0, 0, 2, 0x82)))
        .connectionError(
            "6.7: PING on a stream",
            PROTOCOL_ERROR,
            client -> client.frame(PING, 0, 1, new byte[8]))
        .tolerated(
            "6.7: PING is answered with its own content",
            client -> {
              var pong = client.ping(0x0102030405060708L, false).await(PING);
              assertThat(pong.isAck()).isTrue();
              assertThat(pong.payload()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            })
        .tolerated(
            "6.7: an acknowledgement of PING is not answered", client -> client.ping(7, true))
        .connectionError(
            "6.8: GOAWAY on a stream",
            PROTOCOL_ERROR,
            client -> client.frame(GOAWAY, 0, 1, new byte[8]))
        .raw(
            "6.8: after a GOAWAY of the client, what was asked is answered, then the end comes",
            client -> {
              client.preface();
              client.settings().request(1, "POST", "/", false);
              client.frame(GOAWAY, 0, 0, new byte[8]).data(1, "x", true);
              assertThat(client.answer(1).body()).isEqualTo("POST / x");
              assertThat(client.await(GOAWAY).intAt(4)).isZero();
              assertThat(client.isAtEnd()).isTrue();
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_6_9_flow_control() {
    return new Conformance(server)
        .connectionError(
            "6.9: the increment 0 of the connection",
            PROTOCOL_ERROR,
            client -> client.windowUpdate(0, 0))
        .streamError(
            "6.9: the increment 0 of a stream",
            1,
            PROTOCOL_ERROR,
            client -> client.request(1, "POST", "/", false).windowUpdate(1, 0))
        .connectionError(
            "6.9.1: a window of the connection above 2^31 - 1",
            FLOW_CONTROL_ERROR,
            client -> client.windowUpdate(0, Integer.MAX_VALUE))
        .streamError(
            "6.9.1: a window of a stream above 2^31 - 1",
            1,
            FLOW_CONTROL_ERROR,
            client -> client.request(1, "POST", "/", false).windowUpdate(1, Integer.MAX_VALUE))
        .connectionError(
            "6.9.2: settings that make a window larger than 2^31 - 1",
            FLOW_CONTROL_ERROR,
            client ->
                client
                    .request(1, "POST", "/", false)
                    .windowUpdate(1, Integer.MAX_VALUE - 65_535)
                    .settings(4, 65_536))
        .raw(
            "6.9.1: no more is sent than the window of the stream allows",
            client -> {
              client.preface();
              client.settings(4, 4).get(1, "/0123456789");
              assertThat(client.await(HEADERS)).isNotNull();
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_6_9_windows_of_responses() {
    return new Conformance(server)
        .raw(
            "6.9.1: content comes as the window of the stream opens",
            client -> {
              client.preface();
              client.settings(4, 4).get(1, "/");
              assertThat(client.await(DATA).text()).isEqualTo("GET ");
              assertThat(client.windowUpdate(1, 1).await(DATA).text()).isEqualTo("/");
              var last = client.windowUpdate(1, 1).await(DATA);
              assertThat(last.text()).isEqualTo(" ");
              assertThat(last.endsStream()).isTrue();
            })
        .raw(
            "6.9.2: a change of the initial window counts for open streams",
            client -> {
              client.preface();
              client.settings(4, 0).get(1, "/");
              client.await(HEADERS);
              assertThat(client.settings(4, 3).await(DATA).text()).isEqualTo("GET");
            })
        .raw(
            "6.9.2: a window may become negative, and has to be filled first",
            client -> {
              client.preface();
              client.settings(4, 3).get(1, "/");
              assertThat(client.await(DATA).text()).isEqualTo("GET");
              client.settings(4, 0).windowUpdate(1, 3).ping(1, false);
              assertThat(client.await(PING).isAck()).isTrue();
              assertThat(client.windowUpdate(1, 2).await(DATA).text()).isEqualTo(" /");
            })
        .raw(
            "6.9: content waits for the window of the connection",
            client -> {
              client.preface();
              client.settings(4, 1 << 20).request(1, "POST", "/", false);
              for (var i = 0; i < 5; i++) {
                client.data(1, 16_000, i == 4);
              }
              var received = 0;
              while (received < 65_535) {
                received += client.await(DATA).payload().length;
              }
              assertThat(received).isEqualTo(65_535);
              assertThat(client.windowUpdate(0, 7).await(DATA).payload()).hasSize(7);
            })
        .cases();
  }

  @TestFactory
  List<DynamicTest> section_6_10_continuation() {
    return new Conformance(server)
        .answered(
            "6.10: a head in several frames",
            1,
            200,
            client -> {
              var block = client.encode(1, FrameClient.pseudo("GET", "/continued"));
              client.frame(HEADERS, END_STREAM, 1, Arrays.copyOf(block, 2));
              client.frame(CONTINUATION, 0, 1, Arrays.copyOfRange(block, 2, block.length));
              client.frame(CONTINUATION, END_HEADERS, 1);
            })
        .answered(
            "6.10: a first frame without a byte of the head",
            1,
            200,
            client ->
                client
                    .frame(HEADERS, END_STREAM, 1)
                    .frame(
                        CONTINUATION,
                        END_HEADERS,
                        1,
                        client.encode(1, FrameClient.pseudo("GET", "/"))))
        .connectionError(
            "6.10: CONTINUATION of another stream",
            PROTOCOL_ERROR,
            client ->
                client
                    .frame(HEADERS, END_STREAM, 1, bytes(0x82))
                    .frame(CONTINUATION, END_HEADERS, 3, bytes(0x84)))
        .connectionError(
            "6.10: CONTINUATION on stream 0",
            PROTOCOL_ERROR,
            client ->
                client
                    .frame(HEADERS, END_STREAM, 1, bytes(0x82))
                    .frame(CONTINUATION, END_HEADERS, 0, bytes(0x84)))
        .connectionError(
            "6.10: RST_STREAM before the end of a head",
            PROTOCOL_ERROR,
            client ->
                client
                    .frame(HEADERS, END_STREAM, 1, bytes(0x82))
                    .frame(RST_STREAM, 0, 1, new byte[4]))
        .connectionError(
            "6.10: WINDOW_UPDATE before the end of a head",
            PROTOCOL_ERROR,
            client ->
                client
                    .frame(HEADERS, END_STREAM, 1, bytes(0x82))
                    .frame(WINDOW_UPDATE, 0, 0, bytes(0, 0, 0, 1)))
        .cases();
  }
}
