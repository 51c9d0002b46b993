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
      var load = new BundledClient(2, 20).run(get(server, "/json"), 5, MORE_THAN_ENOUGH);

      assertThat(load.requests()).isEqualTo(100);
      assertThat(load.failures()).isZero();
      assertThat(load.median()).isPositive();
      assertThat(load.percentile99()).isGreaterThanOrEqualTo(load.median());
    }
  }

  @Test
  void answers_that_are_no_success_are_failures() throws Exception {
    try (var server = BareNetty.start(0)) {
      var load = new BundledClient(1, 3).run(get(server, "/nothing"), 2, MORE_THAN_ENOUGH);

      assertThat(load.failures()).isEqualTo(6);
    }
  }

  @Test
  void every_answer_of_a_pipeline_is_counted() throws Exception {
    try (var server = BareNetty.start(0)) {
      var request = new LoadRequest(address(server, "/products"), "", 16);

      var load = new BundledClient(1, 32).run(request, 3, MORE_THAN_ENOUGH);

      assertThat(load.requests()).isEqualTo(96);
      assertThat(load.failures()).isZero();
    }
  }

  @Test
  void content_is_posted() throws Exception {
    var product =
        """
        {"name":"Lamp","price":1,"stock":1,"contact":"a@b.example","category":"light","tags":[]}\
        """;
    try (var server = BareNetty.start(0)) {
      var request = new LoadRequest(address(server, "/products"), product, 1);

      var load = new BundledClient(1, 3).run(request, 2, MORE_THAN_ENOUGH);

      assertThat(load.requests()).isEqualTo(6);
      assertThat(load.failures()).isZero();
    }
  }

  @Test
  void other_machines_are_left_alone() {
    var elsewhere = URI.create("http://192.0.2.1:80/");

    assertThatThrownBy(
            () -> new BundledClient(1, 1).run(LoadRequest.get(elsewhere), 1, MORE_THAN_ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loopback");
  }

  private static LoadRequest get(BareNetty server, String target) {
    return LoadRequest.get(address(server, target));
  }

  private static URI address(BareNetty server, String target) {
    return URI.create("http://127.0.0.1:" + server.port() + target);
  }
}
