package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that are to speak HTTP/3 and cannot: in this module there is nothing that speaks it.
class Http3StartTest {
  private static final TlsOptions TLS = TlsOptions.of(TlsIdentity.selfSigned("localhost"));

  private static ServerOptions options() {
    return TestServer.options().withHttp3(Http3Options.defaults());
  }

  private static void expectRefusal(ServerOptions options, String message) {
    assertThatThrownBy(() -> TestServer.startEcho(options))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void the_module_is_missing() {
    expectRefusal(
        options().withTls(TLS),
        "The server is to speak HTTP/3, but what speaks it is not there; add the dependency"
            + " dev.lodestar:lodestar-http3, or leave withHttp3 out.");
  }

  @Test
  void there_is_no_certificate() {
    expectRefusal(options(), "The server is to speak HTTP/3, but has no certificate");
  }

  @Test
  void the_version_of_tls_is_not_allowed() {
    expectRefusal(
        options().withTls(TLS.withProtocols("TLSv1.2")),
        "The server is to speak HTTP/3, which needs TLSv1.3, but the options of TLS allow TLSv1.2"
            + " alone");
  }

  @Test
  void a_unix_socket_has_no_port(@TempDir Path folder) {
    expectRefusal(
        options().withTls(TLS).withUnixSocket(folder.resolve("s")),
        "The server is to speak HTTP/3 and listens on the Unix domain socket");
  }
}
