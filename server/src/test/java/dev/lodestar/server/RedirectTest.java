package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.engine.RedirectOptions;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The port that sends clients to the one that speaks TLS.
class RedirectTest {
  @TempDir Path folder;

  private static Server start(RedirectOptions redirect) throws IOException {
    return TestServer.startEcho(options(redirect));
  }

  private static ServerOptions options(RedirectOptions redirect) {
    return TestServer.options()
        .withTls(TlsOptions.of(TlsIdentity.selfSigned()))
        .withRedirect(redirect);
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /// Starts a server that cannot start.
  ///
  /// @return why
  private static String failure(ServerOptions options) {
    return String.valueOf(
        catchThrowableOfType(IOException.class, () -> TestServer.startEcho(options).close())
            .getMessage());
  }

  private static RawClient connect(Server server) throws IOException {
    return RawClient.connect(server.redirectPort().orElseThrow());
  }

  private static String location(RawClient client, String head) throws IOException {
    var response = client.sendLines(head).read();
    assertThat(response.status()).isEqualTo(308);
    return response.header("Location");
  }

  @Test
  void path_and_query_and_host_are_kept() throws IOException {
    try (var server = start(RedirectOptions.from(0));
        var client = connect(server)) {
      var port = server.port();
      assertThat(location(client, "GET /a%20b?c=d HTTP/1.1\nHost: Example.com:80\n\n"))
          .isEqualTo("https://example.com:" + port + "/a%20b?c=d");
      assertThat(location(client, "GET / HTTP/1.1\nHost: [::1]:8080\n\n"))
          .isEqualTo("https://[::1]:" + port + "/");
      assertThat(location(client, "OPTIONS * HTTP/1.1\nHost: a.test\n\n"))
          .isEqualTo("https://a.test:" + port + "/");
      assertThat(location(client, "POST /x HTTP/1.1\nHost: a.test\nContent-Length: 5\n\nhello"))
          .isEqualTo("https://a.test:" + port + "/x");
      assertThat(location(client, "GET //evil.test/ HTTP/1.1\nHost: a.test\n\n"))
          .isEqualTo("https://a.test:" + port + "//evil.test/");
    }
  }

  @Test
  void it_has_a_port_of_its_own() throws IOException {
    int port;
    String failure;
    do {
      port = freePort();
      failure = failure(options(RedirectOptions.from(port)).withPort(port));
      // Another process may have it by now.
    } while (failure.startsWith("Port " + port + " "));
    assertThat(failure)
        .contains("The redirect cannot listen on port " + port)
        .contains("the server itself");
  }

  @Test
  void host_and_port_can_be_fixed() throws IOException {
    var redirect = RedirectOptions.from(0).withHost("www.example.com").withTargetPort(443);
    try (var server = start(redirect);
        var client = connect(server)) {
      assertThat(location(client, "GET /a HTTP/1.1\nHost: evil.test\n\n"))
          .isEqualTo("https://www.example.com/a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.test/evil", "user@a.test", "a test", "a.test:99999", ""})
  void malformed_hosts_are_refused(String host) throws IOException {
    try (var server = start(RedirectOptions.from(0));
        var client = connect(server)) {
      var response = client.sendLines("GET / HTTP/1.1\nHost: " + host + "\n\n").read();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.header("Location")).isNull();
    }
  }

  @Test
  void large_bodies_are_not_received() throws IOException {
    try (var server = start(RedirectOptions.from(0));
        var client = connect(server)) {
      var head = "POST / HTTP/1.1\nHost: a.test\nContent-Length: 9000000\n\n";
      assertThat(location(client, head)).startsWith("https://a.test:");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void challenges_of_acme_are_answered() throws IOException {
    Files.writeString(folder.resolve("Abc-_1"), "Abc-_1.digest");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    try (var server = start(RedirectOptions.from(0).withChallenges(folder));
        var client = connect(server)) {
      var challenges = "/.well-known/acme-challenge/";
      var response = client.get(challenges + "Abc-_1").read();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("Abc-_1.digest");
      for (var bad :
          new String[] {"missing", "secret.txt", "../" + folder.getFileName() + "/x", ""}) {
        assertThat(client.get(challenges + bad).read().status()).as(bad).isEqualTo(404);
      }
      assertThat(client.get("/other").read().status()).isEqualTo(308);
    }
  }

  @Test
  void both_ports_are_free_after_the_stop() throws IOException {
    var server = start(RedirectOptions.from(0));
    var port = server.redirectPort().orElseThrow();
    server.close();
    assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(IOException.class);
    try (var next = TestServer.startEchoAgain(options(RedirectOptions.from(port)))) {
      assertThat(next.redirectPort()).hasValue(port);
    }
  }

  @Test
  void a_port_in_use_is_named_and_the_other_is_given_back() throws IOException {
    try (var other = TestServer.startEcho()) {
      int port;
      String failure;
      do {
        port = freePort();
        failure = failure(options(RedirectOptions.from(other.port())).withPort(port));
        // Another process may have it by now.
      } while (failure.startsWith("Port " + port + " "));
      assertThat(failure).startsWith("Port " + other.port() + " on 127.0.0.1 is already in use;");
      try (var again = TestServer.startEchoAgain(TestServer.options().withPort(port))) {
        assertThat(again.port()).isEqualTo(port);
      }
    }
  }

  @Test
  void a_redirect_without_tls_is_an_error_at_start() {
    assertThatThrownBy(
            () -> TestServer.startEcho(TestServer.options().withRedirect(RedirectOptions.from(0))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The server is to redirect clients to a port that speaks TLS, but it speaks none; give"
                + " it a certificate and a key with withTls, or leave the redirect out.");
  }
}
