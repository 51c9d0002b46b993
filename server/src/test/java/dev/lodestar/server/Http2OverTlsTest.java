package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Http2Options;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.server.tls.TestAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/2 where client and server agree on it in the handshake of TLS (ALPN).
class Http2OverTlsTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
  private static final TestAuthority.Issued LOCALHOST = AUTHORITY.issue("localhost", "127.0.0.1");
  private static final TlsClients CLIENTS = TlsClients.trusting(AUTHORITY.certificate());

  private static ServerOptions options() {
    return TestServer.options()
        .withTls(TlsOptions.of(TlsIdentity.of(LOCALHOST.key(), List.of(LOCALHOST.certificate()))));
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().sslContext(CLIENTS.context()).build();
  }

  @Test
  void a_client_that_offers_it_speaks_it() throws Exception {
    try (var server =
            TestServer.start(
                options(),
                request ->
                    TestServer.text(
                        request,
                        request.connection().protocol() + " " + request.connection().secure()));
        var client = client()) {
      var response = client.send(to(server.port(), "/").build(), BodyHandlers.ofString());
      assertThat(response.version()).isEqualTo(Version.HTTP_2);
      assertThat(response.body()).isEqualTo("HTTP/2 true");
    }
  }

  private static HttpRequest.Builder to(int port, String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
  }

  @Test
  void large_bodies_pass_in_both_directions() throws Exception {
    var large = "0123456789".repeat(500_000);
    try (var server = TestServer.startEcho(options());
        var client = client()) {
      var request = to(server.port(), "/").POST(HttpRequest.BodyPublishers.ofString(large)).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("POST / " + large);
    }
  }

  @Test
  void a_client_that_offers_http_1_1_alone_speaks_that() throws Exception {
    try (var server = TestServer.startEcho(options());
        var client = client()) {
      var request = to(server.port(), "/").version(Version.HTTP_1_1).build();
      assertThat(client.send(request, BodyHandlers.ofString()).version())
          .isEqualTo(Version.HTTP_1_1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http/1.1"})
  void a_client_that_has_not_agreed_on_it_does_not_get_it(String offered) throws Exception {
    try (var server = TestServer.startEcho(options())) {
      var socket = CLIENTS.socket(server, "localhost");
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(
          offered.isEmpty() ? new String[0] : new String[] {offered});
      socket.setSSLParameters(parameters);
      try (var client = RawClient.over(TlsClients.handshake(socket))) {
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(505);
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void a_server_that_does_not_want_it_does_not_offer_it() throws Exception {
    try (var server =
            TestServer.startEcho(options().withHttp2(Http2Options.defaults().withEnabled(false)));
        var client = client()) {
      var response = client.send(to(server.port(), "/").build(), BodyHandlers.ofString());
      assertThat(response.version()).isEqualTo(Version.HTTP_1_1);
      assertThat(response.body()).isEqualTo("GET / ");
    }
  }

  @Test
  void a_stop_ends_connections_that_are_idle() throws Exception {
    var server = TestServer.startEcho(options());
    try (var client = client()) {
      client.send(to(server.port(), "/").build(), BodyHandlers.ofString());
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
    }
  }
}
