package dev.lodestar.server;

import static dev.lodestar.server.FrameClient.CLOSE;
import static dev.lodestar.server.FrameClient.CONTINUATION;
import static dev.lodestar.server.FrameClient.FINAL;
import static dev.lodestar.server.FrameClient.PING;
import static dev.lodestar.server.FrameClient.PONG;
import static dev.lodestar.server.FrameClient.TEXT;
import static dev.lodestar.server.FrameClient.closing;
import static dev.lodestar.server.FrameClient.frame;
import static dev.lodestar.server.FrameClient.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.server.SocketServer.Handler;
import dev.lodestar.server.SocketServer.Session;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How sockets end: group 7 of the usual conformance suite, and what handlers are told.
class WebSocketClosingTest {
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = SocketServer.startEcho(WebSocketOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void group_7_a_message_and_a_close_frame_are_answered_in_order() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.text("Hello").expectText("Hello");
      client.closes(1000, "").expectClose(1000);
    }
  }

  @Test
  void group_7_a_second_close_frame_is_ignored() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.closes(1000, "").closes(1000, "").expectClose(1000);
    }
  }

  @Test
  void group_7_a_ping_after_a_close_frame_is_ignored() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.closes(1000, "").send(FINAL | PING, "").expectClose(1000);
    }
  }

  @Test
  void group_7_a_message_after_a_close_frame_is_ignored() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.closes(1000, "").text("late").expectClose(1000);
    }
  }

  @Test
  void group_7_a_close_frame_may_come_inside_of_a_message() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(TEXT, "fragment1").closes(1000, "");
      client.send(FINAL | CONTINUATION, "fragment2").expectClose(1000);
    }
  }

  @Test
  void group_7_a_large_message_before_a_close_frame_is_not_lost() throws Exception {
    var session =
        new Session(connection -> {
          connection.receive();
          connection.receive();
        });
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      client.send(FINAL | TEXT, "BAsd7&jh23".repeat(26_214)).closes(1000, "bye").expectClose(1000);
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1000 bye");
      assertThat(session.next()).isEqualTo("handler saw 1000 bye");
    }
  }

  @Test
  void group_7_a_close_frame_may_be_empty() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | CLOSE, "");
      client.expect(FINAL | CLOSE, "");
      client.expectEnd();
    }
  }

  @Test
  void group_7_a_close_frame_of_one_byte_is_a_mistake() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | CLOSE, "a").expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 122, 123})
  void group_7_a_reason_may_have_123_bytes(int length) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.closes(1000, "x".repeat(length));
      client.expect(FINAL | CLOSE, closing(1000, "x".repeat(length)));
      client.expectEnd();
    }
  }

  @Test
  void group_7_a_longer_reason_makes_the_frame_too_large() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.closes(1000, "x".repeat(124)).expectFailure(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80", "ff", "c2", "f0 9f 98"})
  void group_7_a_reason_is_utf_8(String reason) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.send(FINAL | CLOSE, hex("03 e8" + reason)).expectFailure(1007);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
        4999
      })
  void group_7_a_code_that_may_be_sent_is_answered(int code) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.closes(code, "").expectClose(code);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_767, 32_768, 65_535
      })
  void group_7_a_code_that_may_not_be_sent_is_a_mistake(int code) throws IOException {
    try (var client = FrameClient.open(server)) {
      client.closes(code, "reason").expectFailure(1002);
    }
  }

  @Test
  void a_handler_that_receives_learns_why_the_client_has_closed() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      client.closes(4001, "enough").expectClose(4001);
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 4001 enough");
      assertThat(session.next()).isEqualTo("handler saw 4001 enough");
    }
  }

  @Test
  void a_handler_that_receives_learns_that_the_client_gave_no_code() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      client.send(FINAL | CLOSE, "");
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1005 ");
      assertThat(session.next()).isEqualTo("handler saw 1005 ");
    }
  }

  @Test
  void a_handler_that_receives_learns_what_the_client_did_wrong() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      client.send(FINAL | 0x3, "").expectFailure(1002);
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).startsWith("closed 1002 ");
      assertThat(session.next()).startsWith("handler saw 1002 ");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_client_that_goes_without_a_word_or_only_closes_its_side_is_1006(boolean reset)
      throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      client.text("x").expectText("x");
      if (reset) {
        client.raw().reset();
      } else {
        client.raw().closeOutput();
      }
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1006 ");
      assertThat(session.next()).isEqualTo("handler saw 1006 ");
    }
  }

  @Test
  void a_client_may_close_its_side_behind_its_close_frame() throws Exception {
    try (var client = FrameClient.open(server)) {
      client.closes(1000, "");
      client.raw().closeOutput();
      client.expectClose(1000);
    }
  }

  @Test
  void a_handler_that_closes_waits_until_the_client_has_answered() throws Exception {
    var session =
        new Session(connection -> {
          connection.close(4002, "that is all");
          assertThat(connection.isOpen()).isFalse();
        });
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      client.expect(FINAL | CLOSE, closing(4002, "that is all"));
      assertThat(session.next()).isEqualTo("opened");
      client.send(FINAL | PING, "ignored").text("ignored");
      client.closes(4002, "").expectEnd();
      assertThat(session.next()).isEqualTo("closed 4002 that is all");
      assertThat(session.next()).isEqualTo("returned");
    }
  }

  @Test
  void what_comes_after_the_server_has_closed_is_not_received() throws Exception {
    var closing = new CountDownLatch(1);
    Handler handler =
        connection -> {
          Thread.ofVirtual().start(() -> connection.close(1000, ""));
          while (connection.isOpen()) {
            Thread.onSpinWait();
          }
          closing.countDown();
          connection.receive();
        };
    var session = new Session(handler);
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      closing.await();
      client.text("late").closes(1000, "").expectClose(1000);
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1000 ");
      assertThat(session.next()).isEqualTo("handler saw 1000 ");
    }
  }

  @Test
  void a_client_that_does_not_answer_a_close_frame_is_disconnected() throws Exception {
    var session = new Session(connection -> connection.close(1000, "bye"));
    var options = WebSocketOptions.defaults().withCloseTimeout(Duration.ofMillis(50));
    try (var server = startWith(session, options);
        var client = FrameClient.open(server)) {
      client.expectClose(1000);
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1000 bye");
      assertThat(session.next()).isEqualTo("returned");
    }
  }

  @Test
  void a_client_that_keeps_the_connection_after_all_is_disconnected() throws Exception {
    var options = WebSocketOptions.defaults().withCloseTimeout(Duration.ofMillis(50));
    try (var server = SocketServer.startEcho(options);
        var client = FrameClient.open(server)) {
      client.closes(1000, "").expectClose(1000);
      while (!isDisconnected(client)) {
        Thread.sleep(20);
      }
    }
  }

  private static boolean isDisconnected(FrameClient client) {
    try {
      client.raw().send(frame(FINAL | PING, new byte[0]));
      return false;
    } catch (IOException broken) {
      return true;
    }
  }

  @Test
  void nothing_is_sent_after_a_close_frame() throws Exception {
    var session =
        new Session(connection -> {
          for (var i = 0; i < 100; i++) {
            var sender =
                new FutureTask<Void>(() -> {
                  connection.send(WebSocketMessage.of("x"));
                  return null;
                });
            Thread.ofVirtual().start(sender);
          }
          connection.close(1000, "");
        });
    try (var server = startWith(session);
        var client = FrameClient.open(server)) {
      var frame = client.read();
      while (frame.opcode() == TEXT) {
        frame = client.read();
      }
      assertThat(frame.opcode()).isEqualTo(CLOSE);
      client.closes(1000, "").expectEnd();
    }
  }

  @Test
  void a_pong_is_sent_before_the_answer_to_a_close_frame() throws Exception {
    try (var client = FrameClient.open(server)) {
      client.raw().send(concat(frame(FINAL | PING, hex("01")), frame(FINAL | CLOSE, hex("03e8"))));
      client.expect(FINAL | PONG, hex("01")).expectClose(1000);
    }
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Server startWith(Session session) throws IOException {
    return startWith(session, WebSocketOptions.defaults());
  }

  private static Server startWith(Session session, WebSocketOptions options) throws IOException {
    return TestServer.start(request -> SocketServer.answer(request, options, session));
  }
}
