package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lodestar.engine.Server;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is not HTTP/1.1 to the letter is refused, the connection is closed, and the application
/// never sees it; nor does it see the request that may hide behind it.
class MalformedRequestsTest {
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final AtomicInteger HANDLED = new AtomicInteger();
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.start(request -> {
          HANDLED.incrementAndGet();
          return TestServer.echo(request);
        });
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        // request line
        arguments(400, " GET / HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET  / HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET /  HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET\t/ HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET / HTTP/1.1 \nHost: a\n\n"),
        arguments(400, "GET /\nHost: a\n\n"),
        arguments(400, "GET\nHost: a\n\n"),
        arguments(400, "GET / \nHost: a\n\n"),
        arguments(400, "/ HTTP/1.1\nHost: a\n\n"),
        arguments(400, "G(T / HTTP/1.1\nHost: a\n\n"),
        arguments(400, "G\u00e9T / HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET /a b HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET /a\u0000b HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET /a\u0001b HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET /a\u007fb HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET /\u00e9 HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET /a#b HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET a HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET ?a HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET * HTTP/1.1\nHost: a\n\n"),
        arguments(400, "OPTIONS ** HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET ftp://a/ HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET http:///b HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET http://user@a/ HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET http://a:99999/ HTTP/1.1\nHost: a\n\n"),
        arguments(400, "GET http://a/ HTTP/1.1\n\n"),
        arguments(501, "CONNECT a:443 HTTP/1.1\nHost: a\n\n"),
        arguments(501, "CONNECT / HTTP/1.1\nHost: a\n\n"),
        // version
        arguments(400, "GET / http/1.1\nHost: a\n\n"),
        arguments(400, "GET / HTTP/1\nHost: a\n\n"),
        arguments(400, "GET / HTTP/1.10\nHost: a\n\n"),
        arguments(400, "GET / HTTP/11\nHost: a\n\n"),
        arguments(400, "GET / HTTP/x.1\nHost: a\n\n"),
        arguments(400, "GET / HTTPS/1.1\nHost: a\n\n"),
        arguments(400, "GET / HTTP 1.1\nHost: a\n\n"),
        arguments(505, "GET / HTTP/2.0\nHost: a\n\n"),
        arguments(505, "GET / HTTP/0.9\nHost: a\n\n"),
        arguments(505, "PRI * HTTP/2.0\n\nSM\n\n"),
        // line ends
        arguments(400, "\n\nGET / HTTP/1.1\nHost: a\n\n"),
        // header fields
        arguments(400, "GET / HTTP/1.1\nHost: a\nName : b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName\t: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\n Name: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName: b\n c\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName: b\n\tc\n\n"),
        arguments(400, "GET / HTTP/1.1\n Host: a\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\n: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nNa me: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nN\u00e4me: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nNa(me: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nNa\u0000me: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName: b\u0000c\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName: b\u0007c\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName: b\u007fc\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName: b\rc\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nName: b\r\r\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\n\rName: b\n\n"),
        arguments(400, "GET / HTTP/1.1\rHost: a\n\n"),
        // host
        arguments(400, "GET / HTTP/1.1\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nHost: a\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a\nhOST: b\n\n"),
        arguments(400, "GET / HTTP/1.0\nHost: a\nHost: b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost:\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a/b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: user@a\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: http://a\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a:b\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a:65536\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: a:80:80\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: :80\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: [::1\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: []\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: [::g]\n\n"),
        arguments(400, "GET / HTTP/1.1\nHost: [::1]x\n\n"),
        // body framing
        arguments(400, post("Content-Length: 5", "Transfer-Encoding: chunked") + "0\n\n"),
        arguments(400, post("Transfer-Encoding: chunked", "Content-Length: 5") + "0\n\n"),
        arguments(400, post("Content-Length: 5", "Content-Length: 6") + "hello"),
        arguments(400, post("Content-Length: 5", "Content-Length: 5") + "hello"),
        arguments(400, post("Content-Length: 5, 5") + "hello"),
        arguments(400, post("Content-Length: 5,6") + "hello"),
        arguments(400, post("Content-Length: -5") + "hello"),
        arguments(400, post("Content-Length: +5") + "hello"),
        arguments(400, post("Content-Length: 5a") + "hello"),
        arguments(400, post("Content-Length: 0x5") + "hello"),
        arguments(400, post("Content-Length: 5 5") + "hello"),
        arguments(400, post("Content-Length: 5.0") + "hello"),
        arguments(400, post("Content-Length: \u00b2") + "hello"),
        arguments(400, post("Content-Length:") + "hello"),
        arguments(400, post("Content-Length: ") + "hello"),
        arguments(413, post("Content-Length: 99999999999999999999999999") + "hello"),
        arguments(413, post("Content-Length: 9223372036854775808") + "hello"),
        arguments(400, post("Transfer-Encoding: identity") + "hello"),
        arguments(400, post("Transfer-Encoding: gzip") + "hello"),
        arguments(400, post("Transfer-Encoding:") + "hello"),
        arguments(400, post("Transfer-Encoding: chunked, identity") + "0\n\n"),
        arguments(400, post("Transfer-Encoding: chunked, chunked") + "0\n\n"),
        arguments(400, post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked") + "0\n\n"),
        arguments(400, post("Transfer-Encoding: xchunked") + "0\n\n"),
        arguments(400, post("Transfer-Encoding: \"chunked\"") + "0\n\n"),
        arguments(400, post("Transfer-Encoding: chunked;a=b") + "0\n\n"),
        arguments(400, post("Transfer-Encoding: \u000bchunked") + "0\n\n"),
        arguments(501, post("Transfer-Encoding: gzip, chunked") + "0\n\n"),
        arguments(501, post("Transfer-Encoding: gzip", "Transfer-Encoding: chunked") + "0\n\n"),
        arguments(501, post("Transfer-Encoding: ,chunked") + "0\n\n"),
        arguments(400, "POST / HTTP/1.0\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n"),
        arguments(417, post("Content-Length: 5", "Expect: 200-ok") + "hello"),
        arguments(417, post("Content-Length: 5", "Expect: 100-continue, 100-continue") + "hello"),
        // chunks
        arguments(400, chunked("\n")),
        arguments(400, chunked("x\nhello\n0\n\n")),
        arguments(400, chunked("-5\nhello\n0\n\n")),
        arguments(400, chunked("+5\nhello\n0\n\n")),
        arguments(400, chunked("0x5\nhello\n0\n\n")),
        arguments(400, chunked(" 5\nhello\n0\n\n")),
        arguments(400, chunked("5 \nhello\n0\n\n")),
        arguments(400, chunked("5,\nhello\n0\n\n")),
        arguments(400, chunked("5\u0000\nhello\n0\n\n")),
        arguments(400, chunked("5;a\u0000\nhello\n0\n\n")),
        arguments(400, chunked("5;a\rb\nhello\n0\n\n")),
        arguments(400, chunked("4\nhello\n0\n\n")),
        arguments(400, chunked("5\nhelloo\n0\n\n")),
        arguments(400, chunked("5\nhello0\n\n")),
        arguments(400, chunked("5\nhello\n;a\n\n")),
        arguments(413, chunked("ffffffffffffffff\nhello\n0\n\n")),
        arguments(413, chunked("fffffffffffffffffffffff\nhello\n0\n\n")),
        arguments(413, chunked("80000000\nhello\n0\n\n")),
        arguments(400, chunked("0\nno field\n\n")),
        arguments(400, chunked("0\nName : b\n\n")),
        arguments(400, chunked("0\n folded\n\n")),
        arguments(400, chunked("0\nName: \u0000\n\n")));
  }

  private static String post(String... fields) {
    return "POST / HTTP/1.1\nHost: a\n" + String.join("\n", fields) + "\n\n";
  }

  private static String chunked(String body) {
    return post("Transfer-Encoding: chunked") + body;
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void is_refused_and_the_connection_closed(int status, String lines) throws IOException {
    var before = HANDLED.get();
    try (var client = RawClient.connect(server)) {
      client.send(lines.replace("\n", "\r\n") + SMUGGLED);
      var response = client.read();
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(response.body()).endsWith(".");
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(HANDLED).hasValue(before);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void is_refused_when_it_comes_byte_by_byte(int status, String lines) throws IOException {
    var before = HANDLED.get();
    try (var client = RawClient.connect(server)) {
      for (var b : lines.replace("\n", "\r\n").toCharArray()) {
        client.send(String.valueOf(b));
      }
      assertThat(client.read().status()).isEqualTo(status);
    }
    assertThat(HANDLED).hasValue(before);
  }

  static Stream<Arguments> bareLineFeeds() {
    return Stream.of(
        arguments("GET / HTTP/1.1\nHost: a\r\n\r\n"),
        arguments("GET / HTTP/1.1\r\nHost: a\n\r\n"),
        arguments("GET / HTTP/1.1\r\nHost: a\r\n\n"),
        arguments("GET / HTTP/1.1\r\nHost: a\nName: b\r\n\r\n"),
        arguments("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        arguments(chunkedHead() + "5\nhello\r\n0\r\n\r\n"),
        arguments(chunkedHead() + "5\r\nhello\n0\r\n\r\n"),
        arguments(chunkedHead() + "5\r\nhello\r\n0\n\r\n"),
        arguments(chunkedHead() + "5\r\nhello\r\n0\r\n\n"),
        arguments(chunkedHead() + "5\r\nhello\r\n0\r\nName: b\n\r\n"));
  }

  private static String chunkedHead() {
    return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  }

  @ParameterizedTest
  @MethodSource("bareLineFeeds")
  void lines_that_end_in_a_line_feed_alone_are_refused(String bytes) throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(bytes + SMUGGLED);
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("foreignProtocols")
  void other_protocols_are_refused_at_their_first_byte(byte[] bytes) throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(bytes);
      assertThat(client.read().status()).isEqualTo(400);
    }
  }

  static Stream<byte[]> foreignProtocols() {
    return Stream.of(new byte[] {0x16, 3, 1}, new byte[] {0}, new byte[] {'(', '1'});
  }
}
