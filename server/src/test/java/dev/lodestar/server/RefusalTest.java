package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the application is told of a request that it has to refuse: here, it answers with that.
class RefusalTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private final BlockingQueue<String> completed = new LinkedBlockingQueue<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    var application =
        new TestServer.TestApplication(TestServer::echo) {
          @Override
          public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
            var known =
                head.map(request ->
                    request
                        + " "
                        + request.headers().first("Accept", "")
                        + " "
                        + connection(request));
            return RenderedResponse.of(
                    head.map(Request::method).orElse(HttpMethod.GET),
                    failure.status(),
                    Optional.of(MediaType.TEXT),
                    failure.headers(),
                    ResponseBody.of(known.orElse("nothing").getBytes(UTF_8)))
                .withCompletion(
                    delivery -> completed.add(failure.status().code() + " " + delivery));
          }
        };
    server =
        new NettyEngine()
            .start(
                application,
                TestServer.options()
                    .withMaxBodySize(1000)
                    .withHeaderTimeout(SHORT)
                    .withBodyTimeout(SHORT));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String connection(Request request) {
    return request.connection().protocol();
  }

  private RawResponse exchange(String lines) throws IOException {
    try (var client = RawClient.connect(server)) {
      return client.sendLines(lines).read();
    }
  }

  private void expect(int status, String body, String lines) throws Exception {
    var response = exchange(lines);
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
    assertThat(completed.poll(30, TimeUnit.SECONDS)).isEqualTo(status + " SENT");
    assertThat(completed).isEmpty();
  }

  @Test
  void the_head_is_known_when_the_body_is_announced_too_large() throws Exception {
    expect(
        413,
        "POST /a?b text/html HTTP/1.1",
        "POST /a?b HTTP/1.1\nHost: a\nAccept: text/html\nContent-Length: 1001\n\n");
  }

  @Test
  void the_head_is_known_when_the_body_grows_too_large() throws Exception {
    expect(
        413, "PUT /a  HTTP/1.1", "PUT /a HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nfff\n");
  }

  @Test
  void the_head_is_known_when_the_body_is_malformed() throws Exception {
    expect(400, "PUT /a  HTTP/1.1", "PUT /a HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nx\n");
  }

  @Test
  void the_head_is_known_when_the_body_is_late() throws Exception {
    expect(408, "POST /a  HTTP/1.0", "POST /a HTTP/1.0\nHost: a\nContent-Length: 5\n\nhell");
  }

  @Test
  void the_head_is_known_when_its_expectation_cannot_be_met() throws Exception {
    expect(417, "GET /a  HTTP/1.1", "GET /a HTTP/1.1\nHost: a\nExpect: miracles\n\n");
  }

  @Test
  void nothing_is_known_when_the_head_is_late() throws Exception {
    expect(408, "nothing", "GET /a HTTP/1.1\nHost: a\n");
  }

  @Test
  void nothing_is_known_when_the_head_is_malformed() throws Exception {
    expect(400, "nothing", "GET /a HTTP/1.1\n\n");
  }

  @Test
  void nothing_is_left_of_the_request_before() throws Exception {
    try (var client = RawClient.connect(server)) {
      assertThat(
              client.sendLines("POST /1 HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi").read().body())
          .isEqualTo("POST /1 hi");
      assertThat(client.send("nonsense\r\n\r\n").read().body()).isEqualTo("nothing");
    }
  }

  @Test
  void a_refused_head_request_gets_no_body() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.sendLines("HEAD /a HTTP/1.1\nHost: a\nContent-Length: 1001\n\n");
      assertThat(client.readHead().status()).isEqualTo(413);
      assertThat(client.readRest()).isEmpty();
    }
  }
}
