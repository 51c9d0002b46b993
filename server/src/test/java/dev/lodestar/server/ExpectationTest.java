package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.startEcho(TestServer.options().withMaxBodySize(1000));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String head(String version, String framing) {
    return "POST / " + version + "\r\nHost: a\r\n" + framing + "\r\nExpect: 100-Continue\r\n\r\n";
  }

  @Test
  void a_client_that_waits_is_told_to_go_on() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(head("HTTP/1.1", "Content-Length: 5"));
      assertThat(client.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(client.readLine()).isEmpty();
      assertThat(client.send("hello").read().body()).isEqualTo("POST / hello");
      client.send(head("HTTP/1.1", "Transfer-Encoding: chunked"));
      assertThat(client.readHead().status()).isEqualTo(100);
      assertThat(client.send("5\r\nhello\r\n0\r\n\r\n").read().body()).isEqualTo("POST / hello");
    }
  }

  @Test
  void a_client_that_does_not_wait_gets_the_answer_alone() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(head("HTTP/1.1", "Content-Length: 5") + "hello");
      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 0", "X-No: body"})
  void without_a_body_there_is_nothing_to_go_on_with(String framing) throws IOException {
    try (var client = RawClient.connect(server)) {
      assertThat(client.send(head("HTTP/1.1", framing)).read().status()).isEqualTo(200);
    }
  }

  @Test
  void a_body_too_large_is_refused_before_it_is_sent() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(head("HTTP/1.1", "Content-Length: 1001"));
      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void http_1_0_knows_no_expectations() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(head("HTTP/1.0", "Content-Length: 5")).send("hello");
      assertThat(client.read().status()).isEqualTo(200);
    }
  }
}
