package dev.lodestar.server;

import static dev.lodestar.server.FrameClient.BINARY;
import static dev.lodestar.server.FrameClient.CONTINUATION;
import static dev.lodestar.server.FrameClient.FINAL;
import static dev.lodestar.server.FrameClient.PING;
import static dev.lodestar.server.FrameClient.PONG;
import static dev.lodestar.server.FrameClient.TEXT;
import static dev.lodestar.server.FrameClient.frame;
import static dev.lodestar.server.FrameClient.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.server.SocketServer.Session;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients cannot make a server do over a WebSocket, and how slow ones are treated. Group 9 of
/// the usual conformance suite is here, too: large messages.
class WebSocketLimitsTest {
  /// A server that looks at its time-outs every ten milliseconds.
  private static final ServerOptions OFTEN =
      TestServer.options()
          .withOverload(
              OverloadOptions.defaults()
                  .withRateWindow(Duration.ofMillis(40))
                  .withMinBodyRate(0)
                  .withMinResponseRate(0));

  private static final WebSocketOptions OPTIONS = WebSocketOptions.defaults();

  @ParameterizedTest
  @CsvSource({
    "1, 65536, 0",
    "1, 262144, 0",
    "1, 1048576, 0",
    "1, 4194304, 0",
    "1, 16777216, 0",
    "2, 65536, 0",
    "2, 262144, 0",
    "2, 1048576, 0",
    "2, 4194304, 0",
    "2, 16777216, 0",
    "1, 4194304, 1024",
    "1, 4194304, 65536",
    "1, 4194304, 1048576",
    "2, 4194304, 1024",
    "2, 4194304, 65536",
    "2, 4194304, 1048576",
    "1, 262144, 64",
    "2, 262144, 64"
  })
  void group_9_large_messages_come_back(int kind, int size, int fragment) throws Exception {
    var options = OPTIONS.withMaxMessageSize(20_000_000).withMaxFrameSize(20_000_000);
    try (var server = SocketServer.startEcho(options);
        var client = FrameClient.open(server)) {
      var payload = new byte[size];
      Arrays.fill(payload, (byte) '*');
      var frames = new ByteArrayOutputStream();
      var step = fragment == 0 ? size : fragment;
      for (var start = 0; start < size; start += step) {
        var last = start + step >= size;
        frames.writeBytes(
            frame(
                (start == 0 ? kind : CONTINUATION) | (last ? FINAL : 0),
                Arrays.copyOfRange(payload, start, Math.min(size, start + step))));
      }
      Thread.ofVirtual().start(ignoringFailures(() -> client.raw().send(frames.toByteArray())));
      client.expect(FINAL | kind, payload);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 1_024, 8_192, 65_536})
  void group_9_many_messages_come_back(int size) throws Exception {
    try (var server = SocketServer.startEcho(OPTIONS);
        var client = FrameClient.open(server)) {
      var payload = new byte[size];
      Arrays.fill(payload, (byte) '*');
      var one = frame(FINAL | BINARY, payload);
      Thread.ofVirtual()
          .start(
              ignoringFailures(() -> {
                for (var i = 0; i < 500; i++) {
                  client.raw().send(one);
                }
              }));
      for (var i = 0; i < 500; i++) {
        client.expect(FINAL | BINARY, payload);
      }
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Runnable ignoringFailures(Action action) {
    return new FutureTask<>(() -> {
      action.run();
      return true;
    });
  }

  @ParameterizedTest
  @CsvSource({"1, 1000, 0", "2, 1000, 0", "1, 1001, 1009", "2, 1001, 1009", "2, 60000, 1009"})
  void a_message_may_be_as_large_as_is_allowed(int kind, int size, int code) throws IOException {
    try (var server = SocketServer.startEcho(OPTIONS.withMaxMessageSize(1000));
        var client = FrameClient.open(server)) {
      client.send(FINAL | kind, "x".repeat(size));
      if (code == 0) {
        client.expect(FINAL | kind, "x".repeat(size));
      } else {
        client.expectFailure(code);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"500, 500, 0", "500, 501, 1009", "1000, 1, 1009"})
  void fragments_count_together(int first, int second, int code) throws IOException {
    try (var server = SocketServer.startEcho(OPTIONS.withMaxMessageSize(1000));
        var client = FrameClient.open(server)) {
      client.send(TEXT, "x".repeat(first)).send(FINAL | CONTINUATION, "x".repeat(second));
      if (code == 0) {
        client.expectText("x".repeat(1000));
      } else {
        client.expectFailure(code);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"500, 0", "501, 1009"})
  void a_frame_may_be_as_large_as_is_allowed(int size, int code) throws IOException {
    try (var server = SocketServer.startEcho(OPTIONS.withMaxFrameSize(500));
        var client = FrameClient.open(server)) {
      client.send(FINAL | TEXT, "x".repeat(size));
      if (code == 0) {
        client.expectText("x".repeat(size));
      } else {
        client.expectFailure(code);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "82 FF 7F FF FF FF FF FF FF FF 00 00 00 00",
        "82 FF 00 00 00 01 00 00 00 00 00 00 00 00",
        "82 FF 00 00 00 00 7F FF FF FF 00 00 00 00",
        "02 FF 00 00 00 00 80 00 00 00 00 00 00 00"
      })
  void a_frame_that_announces_too_much_is_refused_at_its_head(String head) throws IOException {
    try (var server = SocketServer.startEcho(OPTIONS);
        var client = FrameClient.open(server)) {
      client.raw().send(hex(head));
      client.expectFailure(1009);
    }
  }

  @Test
  void memory_is_taken_for_what_has_come_and_not_for_what_was_announced() throws Exception {
    var options = OPTIONS.withMaxMessageSize(2_000_000_000).withMaxFrameSize(2_000_000_000);
    try (var server = SocketServer.startEcho(options)) {
      var clients = new java.util.ArrayList<FrameClient>();
      for (var i = 0; i < 50; i++) {
        clients.add(FrameClient.open(server));
        clients.getLast().raw().send(hex("82 FF 00 00 00 00 70 00 00 00 00 00 00 00 01 02 03"));
      }
      for (var client : clients) {
        client.close();
      }
      try (var client = FrameClient.open(server)) {
        client.text("still here").expectText("still here");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 0", "10, 1009"})
  void a_message_may_come_in_as_many_frames_as_are_allowed(int continuations, int code)
      throws IOException {
    try (var server = SocketServer.startEcho(OPTIONS.withMaxFrames(10));
        var client = FrameClient.open(server)) {
      client.send(TEXT, "");
      for (var i = 1; i <= continuations; i++) {
        client.send(i == continuations ? FINAL : CONTINUATION, "");
      }
      if (code == 0) {
        client.expectText("");
      } else {
        client.expectFailure(code);
      }
    }
  }

  @Test
  void a_flood_of_empty_fragments_ends_the_socket() throws IOException {
    try (var server = SocketServer.startEcho(OPTIONS);
        var client = FrameClient.open(server)) {
      var flood = new ByteArrayOutputStream();
      flood.writeBytes(frame(TEXT, new byte[0]));
      for (var i = 0; i < 10_001; i++) {
        flood.writeBytes(frame(CONTINUATION, new byte[0]));
      }
      client.raw().send(flood.toByteArray());
      client.expectFailure(1009);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, PONG})
  void a_flood_of_control_frames_ends_the_socket(int kind) throws IOException {
    try (var server = SocketServer.startEcho(OPTIONS);
        var client = FrameClient.open(server)) {
      var flood = new ByteArrayOutputStream();
      for (var i = 0; i < 10_000; i++) {
        flood.writeBytes(frame(FINAL | kind, new byte[0]));
      }
      client.raw().send(flood.toByteArray());
      var frame = client.read();
      while (frame.opcode() == PONG) {
        frame = client.read();
      }
      assertThat(frame.code()).isEqualTo(1008);
      client.expectEnd();
    }
  }

  @Test
  void who_sends_faster_than_the_client_reads_is_held_up() throws Exception {
    var sent = new AtomicInteger();
    var session =
        new Session(connection -> {
          while (true) {
            connection.send(WebSocketMessage.of(new byte[10_000]));
            sent.incrementAndGet();
          }
        });
    try (var server = startWith(session, OPTIONS);
        var client = FrameClient.open(RawClient.connect(server, 4096))) {
      awaitStandstill(sent::get);
      assertThat(sent.get()).isLessThan(2_000);
      for (var i = 0; i < 3_000; i++) {
        assertThat(client.read().payload()).hasSize(10_000);
      }
    }
  }

  @Test
  void a_client_that_takes_nothing_is_given_up() throws Exception {
    var session =
        new Session(connection -> {
          while (true) {
            connection.send(WebSocketMessage.of(new byte[10_000]));
          }
        });
    var server =
        TestServer.start(
            TestServer.options().withWriteTimeout(Duration.ofMillis(200)),
            request -> SocketServer.answer(request, OPTIONS, session));
    try (server;
        var client = FrameClient.open(RawClient.connect(server, 4096))) {
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1006 ");
      assertThat(session.next()).isEqualTo("handler saw 1006 ");
      assertThat(client.answer().status()).isEqualTo(101);
    }
  }

  @Test
  void a_client_that_sends_faster_than_the_handler_receives_is_held_up() throws Exception {
    var mayReceive = new CountDownLatch(1);
    var received = new AtomicInteger();
    var session =
        new Session(connection -> {
          mayReceive.await();
          while (true) {
            connection.receive();
            received.incrementAndGet();
          }
        });
    try (var server = startWith(session, OPTIONS);
        var client = FrameClient.open(server)) {
      var sent = new AtomicLong();
      var one = frame(FINAL | BINARY, new byte[10_000]);
      Thread.ofVirtual()
          .start(
              ignoringFailures(() -> {
                for (var i = 0; i < 5_000; i++) {
                  client.raw().send(one);
                  sent.incrementAndGet();
                }
                client.closes(1000, "");
              }));
      awaitStandstill(sent::get);
      assertThat(sent.get()).isLessThan(3_000);
      mayReceive.countDown();
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1000 ");
      assertThat(session.next()).isEqualTo("handler saw 1000 ");
      assertThat(received).hasValue(5_000);
    }
  }

  @Test
  void empty_messages_are_held_up_too() throws Exception {
    var mayReceive = new CountDownLatch(1);
    var received = new AtomicInteger();
    var session =
        new Session(connection -> {
          mayReceive.await();
          while (true) {
            connection.receive();
            received.incrementAndGet();
          }
        });
    try (var server = startWith(session, OPTIONS);
        var client = FrameClient.open(server)) {
      var flood = new ByteArrayOutputStream();
      for (var i = 0; i < 20_000; i++) {
        flood.writeBytes(frame(FINAL | TEXT, new byte[0]));
      }
      flood.writeBytes(frame(FINAL | FrameClient.CLOSE, hex("03e8")));
      client.raw().send(flood.toByteArray());
      mayReceive.countDown();
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1000 ");
      assertThat(session.next()).isEqualTo("handler saw 1000 ");
      assertThat(received).hasValue(20_000);
    }
  }

  private interface Count {
    long now();
  }

  /// Waits until a number does not grow any more.
  private static void awaitStandstill(Count count) throws InterruptedException {
    var before = -1L;
    while (before != count.now() || before == 0) {
      before = count.now();
      Thread.sleep(400);
    }
  }

  @Test
  void a_silent_client_is_sent_pings_and_stays_as_long_as_it_answers() throws Exception {
    var options =
        OPTIONS.withPingInterval(Duration.ofMillis(20)).withIdleTimeout(Duration.ofSeconds(30));
    try (var server = SocketServer.start(OFTEN, options, SocketServer::echo);
        var client = FrameClient.open(server)) {
      for (var i = 0; i < 5; i++) {
        var ping = client.read();
        assertThat(ping.first()).isEqualTo(FINAL | PING);
        client.send(FINAL | PONG, ping.payload());
      }
      client.text("here");
      var frame = client.read();
      while (frame.opcode() == PING) {
        frame = client.read();
      }
      assertThat(frame.text()).isEqualTo("here");
    }
  }

  @Test
  void a_client_that_does_not_even_answer_pings_has_gone() throws Exception {
    var session = new Session(SocketServer::echo);
    var options =
        OPTIONS.withPingInterval(Duration.ofMillis(20)).withIdleTimeout(Duration.ofMillis(100));
    try (var server =
            TestServer.start(OFTEN, request -> SocketServer.answer(request, options, session));
        var client = FrameClient.open(server)) {
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1006 ");
      assertThat(session.next()).isEqualTo("handler saw 1006 ");
      assertThat(client.answer().status()).isEqualTo(101);
    }
  }

  @Test
  void a_handler_may_ping_and_is_told_of_the_answer() throws Exception {
    var pongs = new LinkedBlockingQueue<String>();
    var session =
        new Session(connection -> {
          connection.onPong(payload -> pongs.add(new String(payload, UTF_8)));
          connection.ping("one".getBytes(UTF_8));
          connection.ping("two".getBytes(UTF_8));
          connection.receive();
        });
    try (var server = startWith(session, OPTIONS);
        var client = FrameClient.open(server)) {
      client.expect(FINAL | PING, "one").expect(FINAL | PING, "two");
      client.send(FINAL | PONG, "unasked").send(FINAL | PONG, "two").send(FINAL | PONG, "one");
      client.closes(1000, "").expectClose(1000);
      assertThat(pongs).containsExactly("two");
    }
  }

  @Test
  void messages_of_many_senders_do_not_mix() throws Exception {
    var session =
        new Session(connection -> {
          var done = new CountDownLatch(8);
          for (var i = 0; i < 8; i++) {
            var sender = i;
            Thread.ofVirtual()
                .start(
                    ignoringFailures(() -> {
                      for (var n = 0; n < 200; n++) {
                        var text = (sender + "").repeat(100).getBytes(UTF_8);
                        if (sender % 2 == 0) {
                          connection.send(WebSocketMessage.of((sender + "").repeat(100)));
                        } else {
                          connection.sendPart(text, 0, 50, true, false);
                          Thread.sleep(0);
                          connection.sendPart(text, 50, 50, true, true);
                        }
                      }
                      done.countDown();
                    }));
          }
          done.await();
        });
    try (var server = startWith(session, OPTIONS);
        var client = FrameClient.open(server)) {
      for (var i = 0; i < 1_600; i++) {
        var text = new StringBuilder();
        FrameClient.Frame frame;
        do {
          frame = client.read();
          text.append(frame.text());
        } while ((frame.first() & FINAL) == 0);
        assertThat(text.toString()).isEqualTo(text.substring(0, 1).repeat(100));
      }
      client.expect(FINAL | FrameClient.CLOSE, FrameClient.closing(1000, ""));
    }
  }

  @Test
  void who_sends_a_message_in_parts_cannot_begin_another() throws Exception {
    var session =
        new Session(connection -> {
          connection.sendPart(new byte[3], 0, 3, false, false);
          assertThatThrownBy(() -> connection.send(WebSocketMessage.of("x")))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("has to send the last one first");
          connection.sendPart(new byte[0], 0, 0, false, true);
        });
    try (var server = startWith(session, OPTIONS);
        var client = FrameClient.open(server)) {
      client.expect(BINARY, new byte[3]).expect(FINAL | CONTINUATION, new byte[0]);
      client.expect(FINAL | FrameClient.CLOSE, FrameClient.closing(1000, ""));
    }
  }

  @Test
  void an_interruption_while_receiving_loses_nothing() throws Exception {
    var handler = new LinkedBlockingQueue<Thread>();
    var session =
        new Session(connection -> {
          handler.add(Thread.currentThread());
          assertThatThrownBy(connection::receive).isInstanceOf(InterruptedException.class);
          connection.send(WebSocketMessage.of("interrupted"));
          connection.send(connection.receive());
        });
    try (var server = startWith(session, OPTIONS);
        var client = FrameClient.open(server)) {
      handler.take().interrupt();
      client.expectText("interrupted").text("next").expectText("next");
    }
  }

  @Test
  void sockets_count_as_connections() throws Exception {
    try (var server =
            TestServer.start(
                TestServer.options().withMaxConnections(1),
                request -> SocketServer.answer(request, OPTIONS, new Session(SocketServer::echo)));
        var client = FrameClient.open(server);
        var second = RawClient.connect(server)) {
      assertThat(second.get("/").read().status()).isEqualTo(503);
      client.text("x").expectText("x");
    }
  }

  @Test
  void a_handler_that_does_not_end_is_interrupted_when_the_server_has_waited_long_enough()
      throws Exception {
    var session = new Session(SocketServer::echo);
    var server = startWith(session, OPTIONS);
    try (var client = FrameClient.open(server)) {
      client.text("x").expectText("x");
      assertThat(session.next()).isEqualTo("opened");
      assertThat(server.stop(Duration.ofMillis(100))).isFalse();
      assertThat(session.next()).isEqualTo("interrupt");
      assertThat(client.raw().isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_server_stops_at_once_when_its_sockets_are_closed() throws Exception {
    var session = new Session(SocketServer::echo);
    var server = startWith(session, OPTIONS);
    try (var client = FrameClient.open(server)) {
      client.closes(1000, "").expectClose(1000);
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
    }
  }

  private static Server startWith(Session session, WebSocketOptions options) throws IOException {
    return TestServer.start(request -> SocketServer.answer(request, options, session));
  }
}
