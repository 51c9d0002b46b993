package dev.lodestar.server.websocket;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The properties of [WebSocketFuzzing] with some inputs of chance, the same in each run.
class WebSocketFuzzingTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatever_a_client_sends_the_socket_stays_in_order(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 3_000; i++) {
      var input = new byte[random.nextInt(400)];
      random.nextBytes(input);
      for (var at = 2; at + 1 < input.length; at += 2 + random.nextInt(20)) {
        // heads that are right often enough to get beyond them
        input[at] =
            (byte)
                new int[] {0x81, 0x82, 0x01, 0x02, 0x00, 0x80, 0x89, 0x8A, 0xC1, 0xC2}
                    [random.nextInt(10)];
        input[at + 1] = (byte) random.nextInt(30);
      }
      assertThatCode(() -> WebSocketFuzzing.check(input))
          .as("input %s", java.util.HexFormat.of().formatHex(input))
          .doesNotThrowAnyException();
    }
  }
}
