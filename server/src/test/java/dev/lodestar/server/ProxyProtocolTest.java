package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.http.Request;
import dev.lodestar.http.TrustedProxies;
import dev.lodestar.server.tls.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyProtocolTest {
  private static final byte[] SIGNATURE = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int TCP4 = 0x11;
  private static final byte[] ADDRESSES = {
    (byte) 203, 0, 113, 9, (byte) 192, 0, 2, 1, 0x10, 0x00, 0x01, (byte) 0xBB
  };

  private static ServerOptions options() {
    return TestServer.options().withProxyProtocol(TrustedProxies.of("loopback"));
  }

  private static RenderedResponse serve(Request request) {
    var connection = request.connection();
    return TestServer.text(
        request,
        connection.scheme() + " " + connection.remoteAddress() + " " + connection.localAddress());
  }

  private static Server start() throws IOException {
    return TestServer.start(options(), ProxyProtocolTest::serve);
  }

  private static byte[] version2(int command, int family, byte[] content, byte[]... additions) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    out.write(command);
    out.write(family);
    var length = content.length;
    for (var addition : additions) {
      length += addition.length;
    }
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(content);
    for (var addition : additions) {
      out.writeBytes(addition);
    }
    return out.toByteArray();
  }

  @Test
  void version_1_tells_the_client() throws IOException {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.sendLines("PROXY TCP4 203.0.113.9 192.0.2.1 4096 443\n");
      assertThat(client.get("/").read().body()).isEqualTo("http /203.0.113.9:4096 /192.0.2.1:443");
      assertThat(client.get("/").read().body()).startsWith("http /203.0.113.9:4096");
    }
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.sendLines("PROXY TCP6 2001:db8::9 2001:db8::1 4096 443\n");
      assertThat(client.get("/").read().body()).startsWith("http /[2001:db8:0:0:0:0:0:9]:4096");
    }
  }

  @Test
  void version_2_tells_the_client() throws IOException {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(version2(PROXY, TCP4, ADDRESSES));
      assertThat(client.get("/").read().body()).isEqualTo("http /203.0.113.9:4096 /192.0.2.1:443");
    }
  }

  @Test
  void a_client_that_speaks_tls_with_the_proxy_is_secure() throws IOException {
    byte[] tls = {0x20, 0, 5, 1, 0, 0, 0, 0};
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(version2(PROXY, TCP4, ADDRESSES, tls));
      assertThat(client.get("/").read().body()).startsWith("https /203.0.113.9:4096");
    }
  }

  @Test
  void a_proxy_that_speaks_for_itself_keeps_its_address() throws IOException {
    try (var server = start()) {
      try (var client = RawClient.connect(server)) {
        client.send(version2(LOCAL, 0, new byte[0]));
        assertThat(client.get("/").read().body()).startsWith("http /127.0.0.1:");
      }
      try (var client = RawClient.connect(server)) {
        client.sendLines("PROXY UNKNOWN\n");
        assertThat(client.get("/").read().body()).startsWith("http /127.0.0.1:");
      }
    }
  }

  @Test
  void header_and_request_may_come_in_any_pieces() throws IOException {
    var request = "GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1);
    var header = version2(PROXY, TCP4, ADDRESSES);
    try (var server = start();
        var together = RawClient.connect(server);
        var apart = RawClient.connect(server)) {
      var all = new ByteArrayOutputStream();
      all.writeBytes(header);
      all.writeBytes(request);
      together.send(all.toByteArray());
      assertThat(together.read().body()).startsWith("http /203.0.113.9:4096");
      for (var b : all.toByteArray()) {
        apart.send(new byte[] {b});
      }
      assertThat(apart.read().body()).startsWith("http /203.0.113.9:4096");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "PROXY TCP4 203.0.113.9 192.0.2.1 4096\r\n",
        "PROXY TCP4 203.0.113.999 192.0.2.1 4096 443\r\n",
        "PROXY TCP4 2001:db8::9 2001:db8::1 4096 443\r\n",
        "PROXY TCP4 203.0.113.9 192.0.2.1 99999 443\r\n",
        "PROXY TCP5 203.0.113.9 192.0.2.1 4096 443\r\n",
        "PROXY TCP4 203.0.113.9 192.0.2.1 4096 443 and very much more than a header can have,"
            + " which is one hundred and seven bytes at most\r\n",
        "\r\n\r\n\0\r\nQUIX\n!\u0011\0\f............",
      })
  void a_missing_or_malformed_header_ends_the_connection(String sent) throws IOException {
    try (var server = start();
        var client = RawClient.connect(server).send(sent)) {
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void headers_of_other_transports_and_with_too_much_in_them_end_the_connection()
      throws IOException {
    try (var server = start();
        var udp = RawClient.connect(server).send(version2(PROXY, 0x12, ADDRESSES));
        var large =
            RawClient.connect(server).send(version2(PROXY, TCP4, ADDRESSES, new byte[5_000]))) {
      assertThat(udp.isClosedByServer()).isTrue();
      assertThat(large.isClosedByServer()).isTrue();
    }
  }

  @Test
  void nobody_else_can_claim_to_be_a_client() throws IOException {
    var options = TestServer.options().withProxyProtocol(TrustedProxies.of("10.0.0.7"));
    try (var server = TestServer.start(options, ProxyProtocolTest::serve);
        var direct = RawClient.connect(server);
        var liar = RawClient.connect(server)) {
      assertThat(direct.get("/").read().body()).startsWith("http /127.0.0.1:");
      liar.sendLines("PROXY TCP4 203.0.113.9 192.0.2.1 4096 443\n").get("/");
      assertThat(liar.read().status()).isEqualTo(400);
    }
  }

  @Test
  void a_header_that_does_not_come_ends_the_connection_after_the_time_of_a_head()
      throws IOException {
    var impatient = options().withHeaderTimeout(Duration.ofMillis(200));
    try (var server = TestServer.start(impatient, ProxyProtocolTest::serve);
        var silent = RawClient.connect(server);
        var slow = RawClient.connect(server).send("PROXY TCP4 ")) {
      assertThat(silent.isClosedByServer()).isTrue();
      assertThat(slow.isClosedByServer()).isTrue();
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void many_that_do_not_begin_with_a_header_are_told_of_once_and_in_words() throws IOException {
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server = start()) {
      for (var i = 0; i < 20; i++) {
        try (var client = RawClient.connect(server).sendLines("PROXY TCP5 a b 1 2\n")) {
          assertThat(client.isClosedByServer()).isTrue();
        }
      }
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8).lines())
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .contains("proxy_header_missing count=1", "from /127.0.0.1:")
        .endsWith("and does not: it is malformed.");
  }

  @Test
  void one_that_does_not_come_in_time_is_told_of() throws IOException {
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    var impatient = options().withHeaderTimeout(Duration.ofMillis(200));
    try (var server = TestServer.start(impatient, ProxyProtocolTest::serve);
        var silent = RawClient.connect(server)) {
      assertThat(silent.isClosedByServer()).isTrue();
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8)).contains("proxy_header_missing", "it has not come in time");
  }

  @Test
  void the_connections_of_a_client_are_counted_and_not_those_of_the_proxy() throws IOException {
    var few = options().withOverload(OverloadOptions.defaults().withMaxConnectionsPerAddress(1));
    try (var server = TestServer.start(few, ProxyProtocolTest::serve);
        var first = RawClient.connect(server);
        var other = RawClient.connect(server);
        var proxy = RawClient.connect(server);
        var again = RawClient.connect(server)) {
      first.sendLines("PROXY TCP4 203.0.113.9 192.0.2.1 4096 443\n").get("/");
      assertThat(first.read().status()).isEqualTo(200);
      other.sendLines("PROXY TCP4 203.0.113.8 192.0.2.1 4096 443\n").get("/");
      assertThat(other.read().status()).isEqualTo(200);
      proxy.sendLines("PROXY UNKNOWN\n").get("/");
      assertThat(proxy.read().status()).isEqualTo(200);
      again.sendLines("PROXY TCP4 203.0.113.9 192.0.2.1 4097 443\n").get("/");
      assertThat(again.isClosedByServer()).isTrue();
      first.reset();
      assertComesToServe(server, "PROXY TCP4 203.0.113.9 192.0.2.1 4098 443\n");
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
    }
  }

  /// The server notices the end of a connection in its own time.
  private static void assertComesToServe(Server server, String header) throws IOException {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() - end < 0) {
      try (var client = RawClient.connect(server)) {
        client.sendLines(header + "GET / HTTP/1.1\nHost: a\n\n");
        if (!client.isClosedByServer()) {
          return;
        }
      }
    }
    throw new AssertionError("The place was not given back.");
  }

  @Test
  void waiting_headers_do_not_hold_up_a_stop() throws IOException {
    var server = start();
    try (var silent = RawClient.connect(server);
        var other = RawClient.connect(server)) {
      other.sendLines("PROXY UNKNOWN\n").get("/").read();
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
      assertThat(silent.isClosedByServer()).isTrue();
    }
  }

  @Test
  void tls_comes_after_the_header() throws IOException {
    var authority = new TestAuthority("Authority");
    var issued = authority.issue("localhost");
    var tls = TlsOptions.of(TlsIdentity.of(issued.key(), List.of(issued.certificate())));
    try (var server = TestServer.start(options().withTls(tls), ProxyProtocolTest::serve);
        var plain = RawClient.connect(server)) {
      plain.sendLines("PROXY TCP4 203.0.113.9 192.0.2.1 4096 443\n");
      var socket =
          (SSLSocket)
              TlsClients.trusting(authority.certificate())
                  .context()
                  .getSocketFactory()
                  .createSocket(plain.socket(), "localhost", server.port(), true);
      var client = RawClient.over(TlsClients.handshake(socket));
      assertThat(client.get("/").read().body()).isEqualTo("https /203.0.113.9:4096 /192.0.2.1:443");
    }
  }
}
