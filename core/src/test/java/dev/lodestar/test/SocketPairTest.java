package dev.lodestar.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The two ends of a socket in process.
class SocketPairTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /// A message that knows its sender and its place.
  private static WebSocketMessage message(int sender, int number, Random random) {
    var text = sender + ":" + number + ":" + "x".repeat(random.nextInt(200));
    return random.nextBoolean()
        ? WebSocketMessage.of(text)
        : WebSocketMessage.of(text.getBytes(UTF_8));
  }

  private static Callable<Void> sender(
      WebSocketConnection end, List<WebSocketMessage> messages, long seed) {
    return () -> {
      var random = new Random(seed);
      for (var message : messages) {
        if (random.nextInt(3) > 0) {
          end.send(message);
          continue;
        }
        var text = message instanceof WebSocketMessage.Text;
        var bytes =
            switch (message) {
              case WebSocketMessage.Text(var content) -> content.getBytes(UTF_8);
              case WebSocketMessage.Binary(var content) -> content;
            };
        var sent = 0;
        while (sent < bytes.length) {
          var count = Math.min(1 + random.nextInt(64), bytes.length - sent);
          end.sendPart(bytes, sent, count, text, false);
          sent += count;
        }
        end.sendPart(bytes, sent, 0, text, true);
      }
      return null;
    };
  }

  private static int senderOf(WebSocketMessage message) {
    return switch (message) {
      case WebSocketMessage.Text(var text) -> text.charAt(0) - '0';
      case WebSocketMessage.Binary(var bytes) -> bytes[0] - '0';
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_several_senders_send_both_ways_arrives_whole_and_in_order(long seed)
      throws Exception {
    var random = new Random(seed);
    var options =
        WebSocketOptions.defaults()
            .withSendBufferSize(1 + random.nextInt(500))
            .withReceiveBufferSize(1 + random.nextInt(500));
    var pair = new SocketPair(options, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var ends :
          List.of(List.of(pair.server(), pair.client()), List.of(pair.client(), pair.server()))) {
        var sent = new ArrayList<List<WebSocketMessage>>();
        var count = 0;
        for (var sender = 0; sender < 4; sender++) {
          var messages = new ArrayList<WebSocketMessage>();
          for (var number = 0; number < random.nextInt(100); number++) {
            messages.add(message(sender, number, random));
          }
          sent.add(messages);
          count += messages.size();
          var _ = threads.submit(sender(ends.getFirst(), messages, random.nextLong()));
        }
        var received =
            List.of(
                new ArrayList<WebSocketMessage>(),
                new ArrayList<WebSocketMessage>(),
                new ArrayList<WebSocketMessage>(),
                new ArrayList<WebSocketMessage>());
        for (var i = 0; i < count; i++) {
          var message = ends.getLast().receive();
          received.get(senderOf(message)).add(message);
        }
        assertThat(received).isEqualTo(sent);
      }
    }
  }

  @Test
  void what_was_sent_before_the_end_can_still_be_received() throws Exception {
    var pair = new SocketPair(WebSocketOptions.defaults(), LONG);
    pair.server().send(WebSocketMessage.of("last"));
    pair.server().close(4000, "over");

    assertThat(pair.client().receive()).isEqualTo(WebSocketMessage.of("last"));
    assertThatExceptionOfType(WebSocketClosedException.class)
        .isThrownBy(pair.client()::receive)
        .satisfies(closed -> {
          assertThat(closed.code()).isEqualTo(4000);
          assertThat(closed.reason()).isEqualTo("over");
        });
  }

  @Test
  void a_client_that_takes_nothing_is_given_up() throws Exception {
    var pair =
        new SocketPair(WebSocketOptions.defaults().withSendBufferSize(1), Duration.ofMillis(10));
    pair.server().send(WebSocketMessage.of("first"));

    assertThatExceptionOfType(WebSocketClosedException.class)
        .isThrownBy(() -> pair.server().send(WebSocketMessage.of("second")))
        .satisfies(closed -> assertThat(closed.code()).isEqualTo(1006));
  }

  @Test
  void text_in_parts_that_is_not_utf_8_closes_with_1007() {
    var pair = new SocketPair(WebSocketOptions.defaults(), LONG);

    assertThatExceptionOfType(WebSocketClosedException.class)
        .isThrownBy(() -> pair.client().sendPart(new byte[] {(byte) 0xC3}, 0, 1, true, true))
        .satisfies(closed -> assertThat(closed.code()).isEqualTo(1007));
  }
}
