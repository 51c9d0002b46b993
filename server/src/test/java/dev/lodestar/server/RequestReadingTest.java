package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import dev.lodestar.http.Request;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReadingTest {
  private final AtomicReference<Request> seen = new AtomicReference<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.start(request -> {
          seen.set(request);
          return TestServer.echo(request);
        });
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

  @Test
  void method_target_and_headers_arrive_as_they_were_sent() throws IOException {
    exchange(
        """
        PURGE /a%20b?c=%C3%A9&d HTTP/1.1
        Host: example.org:8080
        X-Empty:
        x-Padded: \t two words \t
        X-Twice: 1
        X-Latin: \u00e9
        X-TWICE: 2

        """
            .replace("\n", "\r\n"));
    var request = seen.get();
    assertThat(request.method().name()).isEqualTo("PURGE");
    assertThat(request.target()).isEqualTo("/a%20b?c=%C3%A9&d");
    assertThat(request.headers().first("Host")).contains("example.org:8080");
    assertThat(request.headers().first("X-Empty")).contains("");
    assertThat(request.headers().first("X-Padded")).contains("two words");
    assertThat(request.headers().all("X-Twice")).containsExactly("1", "2");
    assertThat(request.headers().first("X-Latin")).contains("\u00e9");
    assertThat(request.headers().name(2)).isEqualTo("x-Padded");
    assertThat(request.body().isEmpty()).isTrue();
  }

  @Test
  void the_connection_knows_both_addresses_and_the_protocol() throws IOException {
    exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    var connection = seen.get().connection();
    assertThat(connection.protocol()).isEqualTo("HTTP/1.1");
    assertThat(connection.secure()).isFalse();
    assertThat(connection.localAddress().toString()).endsWith(":" + server.port());
    assertThat(connection.remoteAddress().toString()).contains("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "http://other.org/a?b, /a?b, other.org",
    "HTTP://other.org, /, other.org",
    "http://other.org:8443?b, /?b, other.org:8443",
    "http://[::1]:80/a, /a, [::1]:80"
  })
  void an_absolute_target_becomes_its_path_and_its_host(String target, String origin, String host)
      throws IOException {
    exchange("GET " + target + " HTTP/1.1\r\nHost: example.org\r\n\r\n");
    assertThat(seen.get().target()).isEqualTo(origin);
    assertThat(seen.get().headers().all("Host")).containsExactly(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "http://example.org"})
  void options_may_ask_about_the_whole_server(String target) throws IOException {
    exchange("OPTIONS " + target + " HTTP/1.1\r\nHost: example.org\r\n\r\n");
    assertThat(seen.get().target()).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", "a:80", "127.0.0.1:1", "[::1]", "[::ffff:1.2.3.4]:80", "a_b"})
  void every_form_of_host_is_accepted(String host) throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "{a}", "\"", "^", "<>", "\\", "`", "%zz", "//a", "/./.."})
  void characters_that_browsers_leave_raw_are_accepted(String text) throws IOException {
    exchange("GET /" + text + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(seen.get().target()).isEqualTo("/" + text);
  }

  @Test
  void one_empty_line_before_the_request_is_read_over() throws IOException {
    assertThat(exchange("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
  }

  @Test
  void a_higher_minor_version_is_treated_as_http_1_1() throws IOException {
    assertThat(exchange("GET / HTTP/1.2\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
    assertThat(seen.get().connection().protocol()).isEqualTo("HTTP/1.1");
  }

  @Test
  void http_1_0_needs_no_host() throws IOException {
    assertThat(exchange("GET / HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    assertThat(seen.get().connection().protocol()).isEqualTo("HTTP/1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "05", "5\t", "000000000000000000005"})
  void a_body_of_announced_length_arrives(String length) throws IOException {
    var response =
        exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\nhello");
    assertThat(response.body()).isEqualTo("POST / hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "005\r\nhello\r\n000\r\n\r\n",
        "0000000000000005\r\nhello\r\n0000000000000000\r\n\r\n",
        "1\r\nh\r\n4\r\nello\r\n0\r\n\r\n",
        "5;name=value\r\nhello\r\n0;last\r\n\r\n",
        "5;name=\"quo ted\"\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nTrailer: 1\r\nOther:\r\n\r\n"
      })
  void a_chunked_body_arrives_without_its_framing(String chunks) throws IOException {
    var response =
        exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n" + chunks);
    assertThat(response.body()).isEqualTo("POST / hello");
    assertThat(seen.get().headers().contains("Trailer")).isFalse();
  }

  @Test
  void hexadecimal_chunk_sizes_may_be_in_either_case() throws IOException {
    var text = "x".repeat(0xab);
    for (var size : new String[] {"ab", "AB", "aB"}) {
      var response =
          exchange(
              "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + size
                  + "\r\n"
                  + text
                  + "\r\n0\r\n\r\n");
      assertThat(response.body()).isEqualTo("POST / " + text);
    }
  }

  @Test
  void requests_mean_the_same_however_they_are_cut_into_packets() throws IOException {
    var bytes =
        "\r\nPOST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
            + "GET /2 HTTP/1.1\r\nHost: a\r\nX-Long: "
            + "x".repeat(500)
            + "\r\n\r\n"
            + "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;e=1\r\nhel\r\n2\r\nlo\r\n0\r\nT: 1\r\n\r\n"
            + "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n";
    var random = new Random(42);
    for (var round = 0; round < 300; round++) {
      var longest = 1 + random.nextInt(round % 3 == 0 ? 3 : 200);
      try (var client = RawClient.connect(server)) {
        for (var i = 0; i < bytes.length(); ) {
          var end = Math.min(bytes.length(), i + 1 + random.nextInt(longest));
          client.send(bytes.substring(i, end));
          i = end;
        }
        assertThat(client.read().body()).isEqualTo("POST /1 hello");
        assertThat(client.read().body()).isEqualTo("GET /2 ");
        assertThat(client.read().body()).isEqualTo("POST /3 hello");
        assertThat(client.read().body()).isEqualTo("GET /4 ");
      }
    }
  }

  @Test
  void large_bodies_arrive_unchanged_in_both_framings() throws IOException {
    var random = new Random(7);
    var body = new byte[3_000_000];
    random.nextBytes(body);
    for (var i = 0; i < body.length; i++) {
      body[i] = (byte) ('a' + (body[i] & 15));
    }
    var text = new String(body, UTF_8);
    try (var client = RawClient.connect(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n").send(body);
      assertThat(client.read().body()).isEqualTo("POST / " + text);
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (var i = 0; i < text.length(); ) {
        var end = Math.min(text.length(), i + 1 + random.nextInt(200_000));
        client.send(Integer.toHexString(end - i) + "\r\n" + text.substring(i, end) + "\r\n");
        i = end;
      }
      client.send("0\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("POST / " + text);
    }
  }
}
