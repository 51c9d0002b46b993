package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Server;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The application decides about each request how large its body may be; the limit of the engine is
/// 1000 bytes here.
class BodyLimitTest {
  private static final Key<String> ROUTE = Key.of("route", String.class);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    var application =
        new TestServer.TestApplication(
            request -> {
              handled.add(request.target() + " " + request.attribute(ROUTE).orElse("none"));
              return TestServer.text(request, Long.toString(request.body().length()));
            }) {
          @Override
          public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
            asked.add(head + " " + engineDefault.limit() + " " + head.body().length());
            head.setAttribute(ROUTE, "matched");
            return switch (head.path()) {
              case "/small" -> engineDefault.withLimit(10);
              case "/large" -> engineDefault.withLimit(100_000);
              case "/none" -> engineDefault.withLimit(0);
              case "/endless" -> engineDefault.withLimit(Long.MAX_VALUE);
              case "/refused" -> throw HttpException.forbidden("No bodies here.");
              default -> engineDefault;
            };
          }
        };
    server = new NettyEngine().start(application, TestServer.options().withMaxBodySize(1000));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawResponse exchange(String bytes) throws IOException {
    try (var client = RawClient.connect(server)) {
      return client.send(bytes).read();
    }
  }

  private static String announced(String path, int length) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static String sent(String path, int length) {
    return announced(path, length) + "x".repeat(length);
  }

  private static String chunk(String path, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(length)
        + "\r\n"
        + "x".repeat(length)
        + "\r\n";
  }

  private static String chunked(String path, int length) {
    return chunk(path, length) + "0\r\n\r\n";
  }

  @Test
  void a_lower_limit_than_that_of_the_engine_holds() throws IOException {
    assertThat(exchange(sent("/small", 10)).body()).isEqualTo("10");
    assertThat(exchange(announced("/small", 11)).status()).isEqualTo(413);
    assertThat(exchange(chunked("/small", 10)).body()).isEqualTo("10");
    assertThat(exchange(chunk("/small", 11)).status()).isEqualTo(413);
  }

  @Test
  void a_higher_limit_than_that_of_the_engine_holds() throws IOException {
    assertThat(exchange(sent("/large", 100_000)).body()).isEqualTo("100000");
    assertThat(exchange(announced("/large", 100_001)).status()).isEqualTo(413);
    assertThat(exchange(chunked("/large", 100_000)).body()).isEqualTo("100000");
    assertThat(exchange(chunk("/large", 100_001)).status()).isEqualTo(413);
  }

  @Test
  void an_application_without_an_opinion_keeps_the_limit_of_the_engine() throws IOException {
    assertThat(exchange(sent("/", 1000)).body()).isEqualTo("1000");
    assertThat(exchange(announced("/", 1001)).status()).isEqualTo(413);
    assertThat(asked).containsExactly("POST / 1000 0", "POST / 1000 0");
  }

  @Test
  void the_answer_names_the_limit_that_was_passed() throws IOException {
    assertThat(exchange(announced("/small", 11)).body())
        .isEqualTo("The body is larger than the 10 bytes that are accepted here.");
  }

  @Test
  void a_limit_of_zero_allows_no_byte_and_an_endless_one_what_fits_into_an_array()
      throws IOException {
    assertThat(exchange(announced("/none", 1)).status()).isEqualTo(413);
    assertThat(exchange(chunked("/endless", 5000)).body()).isEqualTo("5000");
    assertThat(
            exchange("POST /endless HTTP/1.1\r\nHost: a\r\nContent-Length: 2147483647\r\n\r\n")
                .status())
        .isEqualTo(413);
  }

  @Test
  void an_application_can_refuse_a_body_for_another_reason() throws IOException {
    var response = exchange(announced("/refused", 5));
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.body()).isEqualTo("No bodies here.");
    assertThat(response.header("Connection")).isEqualTo("close");
  }

  @Test
  void requests_without_a_body_are_not_asked_about() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
    assertThat(exchange(announced("/", 0)).status()).isEqualTo(200);
    assertThat(asked).isEmpty();
  }

  @Test
  void what_was_found_out_about_the_head_is_there_for_the_handler() throws IOException {
    exchange(sent("/large", 5));
    assertThat(handled).containsExactly("/large matched");
  }

  @Test
  void a_client_is_not_told_to_send_what_will_be_refused() throws IOException {
    var expecting = "POST /small HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
    assertThat(exchange(expecting + "Content-Length: 11\r\n\r\n").status()).isEqualTo(413);
    try (var client = RawClient.connect(server)) {
      client.send(expecting + "Content-Length: 10\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void each_request_of_a_connection_has_its_own_limit(boolean chunked) throws IOException {
    try (var client = RawClient.connect(server)) {
      for (var i = 0; i < 3; i++) {
        client.send(chunked ? chunked("/large", 5000) : sent("/large", 5000));
        assertThat(client.read().body()).isEqualTo("5000");
        client.send(chunked ? chunked("/small", 10) : sent("/small", 10));
        assertThat(client.read().body()).isEqualTo("10");
      }
      client.send(chunked ? chunk("/small", 11) : announced("/small", 11));
      assertThat(client.read().status()).isEqualTo(413);
    }
    assertThat(handled).hasSize(6);
  }
}
