package dev.lodestar.benchmarks.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.ServerOptions;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void bare_netty_answers_every_request_as_expected() throws Exception {
    try (var server = BareNetty.start(0)) {
      Answers.check(URI.create("http://127.0.0.1:" + server.port()));
    }
  }

  @Test
  void lodestar_answers_every_request_as_expected() throws Exception {
    try (var server = Shop.app().start(ServerOptions.defaults().withPort(0))) {
      Answers.check(server.uri());
    }
  }

  @Test
  void a_wrong_answer_is_noticed() {
    var expected = Answers.measured().getFirst();

    assertThatThrownBy(() -> Answers.check(expected, 200, "text/plain", "Hello, Moon!"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/plaintext");
    assertThatThrownBy(() -> Answers.check(expected, 204, "text/plain", "Hello, World!"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Answers.check(expected, 200, "text/html", "Hello, World!"))
        .isInstanceOf(IllegalStateException.class);
  }
}
