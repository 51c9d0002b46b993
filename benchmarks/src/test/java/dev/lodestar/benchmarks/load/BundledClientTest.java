package dev.lodestar.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.benchmarks.application.BareNetty;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BundledClientTest {
  private static final Duration MORE_THAN_ENOUGH = Duration.ofMinutes(1);

  @Test
  void every_connection_sends_its_requests_and_every_answer_is_counted() throws Exception {
    try (var server = BareNetty.start(0)) {
      var load = new BundledClient(2, 20).run(address(server, "/json"), 5, MORE_THAN_ENOUGH);

      assertThat(load.requests()).isEqualTo(100);
      assertThat(load.failures()).isZero();
      assertThat(load.median()).isPositive();
      assertThat(load.percentile99()).isGreaterThanOrEqualTo(load.median());
    }
  }

  @Test
  void answers_other_than_200_are_failures() throws Exception {
    try (var server = BareNetty.start(0)) {
      var load = new BundledClient(1, 3).run(address(server, "/nothing"), 2, MORE_THAN_ENOUGH);

      assertThat(load.failures()).isEqualTo(6);
    }
  }

  @Test
  void other_machines_are_left_alone() {
    var elsewhere = URI.create("http://192.0.2.1:80/");

    assertThatThrownBy(() -> new BundledClient(1, 1).run(elsewhere, 1, MORE_THAN_ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loopback");
  }

  private static URI address(BareNetty server, String target) {
    return URI.create("http://127.0.0.1:" + server.port() + target);
  }
}
