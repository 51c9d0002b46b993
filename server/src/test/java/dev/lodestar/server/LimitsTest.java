package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.startEcho(
            TestServer.options()
                .withMaxRequestLineSize(100)
                .withMaxHeaderSize(1000)
                .withMaxHeaderCount(10)
                .withMaxBodySize(1000));
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

  private static String requestLine(int length) {
    return "GET /" + "x".repeat(length - "GET / HTTP/1.1".length()) + " HTTP/1.1";
  }

  @Test
  void a_request_line_at_the_limit_is_accepted_and_one_byte_more_is_414() throws IOException {
    var rest = "\r\nHost: a\r\n\r\n";
    assertThat(exchange(requestLine(100) + rest).status()).isEqualTo(200);
    assertThat(exchange(requestLine(101) + rest).status()).isEqualTo(414);
  }

  @Test
  void an_endless_request_line_is_414_before_it_ends() throws IOException {
    assertThat(exchange("GET /" + "x".repeat(97)).status()).isEqualTo(414);
    assertThat(exchange("X".repeat(102)).status()).isEqualTo(414);
  }

  /// The size counts names, colons, values and line ends, without the empty line.
  private static String headers(int size) {
    var host = "Host: a\r\n";
    return host + "X: " + "x".repeat(size - host.length() - "X: \r\n".length()) + "\r\n";
  }

  @Test
  void headers_at_the_size_limit_are_accepted_and_one_byte_more_is_431() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\n" + headers(1000) + "\r\n").status()).isEqualTo(200);
    assertThat(exchange("GET / HTTP/1.1\r\n" + headers(1001) + "\r\n").status()).isEqualTo(431);
  }

  @Test
  void endless_headers_are_431_before_they_end() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nX: " + "x".repeat(1000)).status()).isEqualTo(431);
    assertThat(exchange("GET / HTTP/1.1\r\n" + "X: x\r\n".repeat(200)).status()).isEqualTo(431);
  }

  @Test
  void as_many_headers_as_the_limit_says_are_accepted_and_one_more_is_431() throws IOException {
    var start = "GET / HTTP/1.1\r\nHost: a\r\n";
    assertThat(exchange(start + "X: x\r\n".repeat(9) + "\r\n").status()).isEqualTo(200);
    assertThat(exchange(start + "X: x\r\n".repeat(10) + "\r\n").status()).isEqualTo(431);
  }

  private static String post(int length) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  @Test
  void a_body_at_the_limit_is_accepted() throws IOException {
    var body = "x".repeat(1000);
    assertThat(exchange(post(1000) + body).body()).isEqualTo("POST / " + body);
    assertThat(exchange(chunks("3e8\r\n" + body + "\r\n0\r\n\r\n")).body())
        .isEqualTo("POST / " + body);
  }

  @Test
  void a_body_that_is_announced_too_large_is_413_before_it_comes() throws IOException {
    var response = exchange(post(1001));
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.header("Connection")).isEqualTo("close");
  }

  private static String chunks(String chunks) {
    return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
  }

  @Test
  void chunks_that_grow_too_large_are_413_as_soon_as_they_do() throws IOException {
    var chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
    assertThat(exchange(chunks(chunk + chunk + "1\r\n")).status()).isEqualTo(413);
    assertThat(exchange(chunks("3e9\r\n")).status()).isEqualTo(413);
  }

  @Test
  void as_many_leading_zeros_as_the_limit_says_are_read_over_and_one_more_is_400()
      throws IOException {
    var zeros = "0".repeat(64);
    assertThat(exchange(chunks(zeros + "5\r\nhello\r\n" + zeros + "\r\n\r\n")).body())
        .isEqualTo("POST / hello");
    assertThat(exchange(chunks(zeros + "05\r\nhello\r\n0\r\n\r\n")).status()).isEqualTo(400);
    assertThat(exchange(chunks("5\r\nhello\r\n0" + zeros + "\r\n\r\n")).status()).isEqualTo(400);
    assertThat(exchange(chunks(zeros + "ffffffffffffffff\r\n")).status()).isEqualTo(413);
  }

  @Test
  void long_chunk_extensions_are_refused_one_by_one_and_together() throws IOException {
    assertThat(exchange(chunks("1;" + "x".repeat(300))).status()).isEqualTo(400);
    var chunk = "1;" + "x".repeat(200) + "\r\nx\r\n";
    assertThat(exchange(chunks(chunk.repeat(6))).status()).isEqualTo(400);
  }

  @Test
  void large_and_many_trailers_are_431() throws IOException {
    assertThat(exchange(chunks("0\r\nX: " + "x".repeat(1000))).status()).isEqualTo(431);
    var line = "X: " + "x".repeat(200) + "\r\n";
    assertThat(exchange(chunks("0\r\n" + line.repeat(5))).status()).isEqualTo(431);
    assertThat(exchange(chunks("0\r\n" + "X: x\r\n".repeat(11))).status()).isEqualTo(431);
  }

  @Test
  void the_refusal_reaches_a_client_that_goes_on_sending() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(post(4_000_000)).send(new byte[4_000_000]);
      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_refused_head_request_gets_no_body() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send("HEAD / HTTP/1.1\r\n\r\n");
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(400);
      assertThat(head.header("Content-Length")).isNotEqualTo("0");
      assertThat(client.readRest()).isEmpty();
    }
    try (var client = RawClient.connect(server)) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(413);
      assertThat(client.readRest()).isEmpty();
    }
  }

  @Test
  void a_head_request_refused_before_its_head_is_complete_gets_no_body() throws IOException {
    expectBodiless(414, "HEAD /" + "x".repeat(100));
    expectBodiless(414, "HEAD /" + "x".repeat(100) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    expectBodiless(431, "HEAD / HTTP/1.1\r\nX: " + "x".repeat(1000));
    expectBodiless(400, "HEAD / HTTP/1.1\nHost: a\r\n\r\n");
    expectBodiless(400, "\r\nHEAD / HTTP/1.1\r\nHost: a\n\r\n");
    expectBodiless(400, "GET / HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\n", 200);
  }

  private void expectBodiless(int status, String bytes, int... before) throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(bytes);
      for (var expected : before) {
        assertThat(client.read().status()).isEqualTo(expected);
      }
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(status);
      assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
      assertThat(client.readRest()).isEmpty();
    }
  }

  @Test
  void a_refused_request_whose_method_only_starts_like_head_gets_a_body() throws IOException {
    assertThat(exchange("HEADX /" + "x".repeat(100)).body()).isNotEmpty();
    assertThat(exchange("GET / HTTP/1.1\nHEAD / HTTP/1.1\r\n").body()).isNotEmpty();
  }

  @Test
  void a_connection_too_many_is_closed_and_a_closed_one_makes_room() throws IOException {
    try (var small = TestServer.startEcho(TestServer.options().withMaxConnections(2));
        var first = RawClient.connect(small)) {
      assertThat(first.get("/").read().status()).isEqualTo(200);
      try (var second = RawClient.connect(small)) {
        assertThat(second.get("/").read().status()).isEqualTo(200);
        try (var third = RawClient.connect(small)) {
          assertThat(third.isClosedByServer()).isTrue();
        }
        second.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(second.read().status()).isEqualTo(200);
        assertThat(second.isClosedByServer()).isTrue();
      }
      // The server notices in its own time that the client has closed its side, too.
      assertThat(RawClient.comesToServe(small)).isTrue();
    }
  }
}
