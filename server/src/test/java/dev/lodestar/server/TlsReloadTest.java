package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsTrust;
import dev.lodestar.server.tls.TestAuthority;
import io.netty.handler.ssl.OpenSsl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// New certificates without a restart.
class TlsReloadTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Authority");

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("both.pem");
  }

  private void write(TestAuthority.Issued issued) throws IOException {
    var fresh = issued.writeTo(folder.resolve("fresh.pem"));
    Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private TlsOptions tls() {
    return TlsOptions.of(TlsIdentity.pem(file(), file())).withReloadInterval(Duration.ZERO);
  }

  private static RawClient connect(Server server) throws IOException {
    return TlsClients.trusting(AUTHORITY.certificate()).connect(server);
  }

  private static X509Certificate certificate(RawClient client) throws IOException {
    return (X509Certificate) ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
  }

  private static X509Certificate certificate(Server server) throws IOException {
    try (var client = connect(server)) {
      return certificate(client);
    }
  }

  @Test
  void new_connections_get_the_new_certificate_and_open_ones_go_on() throws IOException {
    var first = AUTHORITY.issue("localhost");
    write(first);
    try (var server = TestServer.startEcho(TestServer.options().withTls(tls()));
        var open = connect(server)) {
      open.get("/").read();
      var second = AUTHORITY.issue("localhost");
      write(second);
      assertThat(certificate(server)).isEqualTo(first.certificate());
      server.reloadTls();
      assertThat(certificate(server)).isEqualTo(second.certificate());
      assertThat(open.get("/").read().status()).isEqualTo(200);
    }
  }

  @Test
  void files_that_have_changed_are_noticed() throws Exception {
    write(AUTHORITY.issue("localhost"));
    var watching = tls().withReloadInterval(Duration.ofMillis(20));
    try (var server = TestServer.startEcho(TestServer.options().withTls(watching))) {
      var second = AUTHORITY.issue("localhost");
      write(second);
      while (!certificate(server).equals(second.certificate())) {
        Thread.sleep(10);
      }
      Files.writeString(file(), "broken");
      Thread.sleep(100);
      assertThat(certificate(server)).isEqualTo(second.certificate());
      var third = AUTHORITY.issue("localhost");
      write(third);
      while (!certificate(server).equals(third.certificate())) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void what_is_broken_is_refused_and_the_old_certificate_stays() throws IOException {
    var first = AUTHORITY.issue("localhost");
    write(first);
    try (var server = TestServer.startEcho(TestServer.options().withTls(tls()))) {
      Files.writeString(file(), "broken");
      assertThatThrownBy(server::reloadTls)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("has no certificate");
      Files.delete(file());
      assertThatThrownBy(server::reloadTls)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("there is no file");
      assertThat(certificate(server)).isEqualTo(first.certificate());
    }
  }

  @Test
  void a_pair_of_which_half_has_been_exchanged_is_told_once_and_used_when_it_is_whole()
      throws Exception {
    var first = AUTHORITY.issue("localhost");
    var chain = first.writeTo(folder.resolve("chain.pem"));
    var key = Files.writeString(folder.resolve("key.pem"), first.keyPem());
    var options = TlsOptions.of(TlsIdentity.pem(chain, key));
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server =
        TestServer.startEcho(
            TestServer.options().withTls(options.withReloadInterval(Duration.ofMillis(20))))) {
      var second = AUTHORITY.issue("localhost");
      // At once: half a file would be another failure.
      Files.move(
          second.writeTo(folder.resolve("fresh.pem")), chain, StandardCopyOption.ATOMIC_MOVE);
      while (!log.toString(UTF_8).contains("tls_reload_failed")) {
        Thread.sleep(10);
      }
      Thread.sleep(300);
      assertThat(certificate(server)).isEqualTo(first.certificate());
      assertThat(log.toString(UTF_8).lines().filter(line -> line.contains("tls_reload_failed")))
          .singleElement()
          .asString()
          .contains("The private key of " + chain + " with " + key + " does not belong to");
      Files.writeString(key, second.keyPem());
      while (!certificate(server).equals(second.certificate())) {
        Thread.sleep(10);
      }
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void a_certificate_that_is_not_valid_yet_is_told_once_and_used_when_it_is() throws Exception {
    var first = AUTHORITY.issue("localhost");
    write(first);
    var watching = tls().withReloadInterval(Duration.ofMillis(50));
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server = TestServer.startEcho(TestServer.options().withTls(watching))) {
      // A busy machine may not look at it before it is valid, and then has nothing to tell.
      for (var wait = 3; !log.toString(UTF_8).contains("tls_reload_failed"); wait *= 2) {
        var second = AUTHORITY.issue(Duration.ofSeconds(wait), Duration.ofDays(100), "localhost");
        write(second);
        while (!certificate(server).equals(second.certificate())) {
          Thread.sleep(10);
        }
      }
      assertThat(log.toString(UTF_8).lines().filter(line -> line.contains("tls_reload_failed")))
          .singleElement()
          .asString()
          .contains("The certificate of " + file(), "is valid from");
    } finally {
      System.setErr(before);
    }
  }

  private String authorities(TestAuthority... authorities) {
    var text = new StringBuilder();
    for (var authority : authorities) {
      text.append(TestAuthority.pem("CERTIFICATE", TestAuthority.encoded(authority.certificate())));
    }
    return text.toString();
  }

  /// A client that has been let in keeps what it needs to skip the next handshake.
  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.3", "JDK, TLSv1.2", "OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2"})
  void whose_authority_is_not_trusted_any_more_is_not_let_in_by_an_old_session(
      TlsOptions.Provider provider, String version) throws Exception {
    Assumptions.assumeTrue(provider == TlsOptions.Provider.JDK || OpenSsl.isAvailable());
    write(AUTHORITY.issue("localhost"));
    var before = new TestAuthority("Before");
    var after = new TestAuthority("After");
    var trusted = Files.writeString(folder.resolve("trusted.pem"), authorities(before, after));
    var options =
        tls()
            .withProvider(provider)
            .withProtocols(version)
            .withClientAuthentication(
                TlsOptions.ClientAuthentication.REQUIRED, TlsTrust.pem(trusted));
    var old = TlsClients.showing(before.issue("old"), AUTHORITY.certificate());
    var fresh = TlsClients.showing(after.issue("new"), AUTHORITY.certificate());
    try (var server = TestServer.startEcho(TestServer.options().withTls(options))) {
      assertThat(session(old, server)).isEqualTo(session(old, server));
      Files.writeString(trusted, authorities(after));
      server.reloadTls();
      assertThatThrownBy(() -> session(old, server)).isInstanceOf(IOException.class);
      assertThat(session(fresh, server)).isPositive();
    }
  }

  /// Asks something, in a session of before if there is one.
  ///
  /// @return when the session was made
  private static long session(TlsClients clients, Server server) throws Exception {
    // So that two sessions are not made in the same moment.
    Thread.sleep(5);
    try (var socket =
        (SSLSocket) clients.context().getSocketFactory().createSocket("localhost", server.port())) {
      assertThat(RawClient.over(socket).get("/").read().status()).isEqualTo(200);
      return socket.getSession().getCreationTime();
    }
  }

  @Test
  void a_server_without_tls_has_nothing_to_reload() throws IOException {
    try (var server = TestServer.startEcho()) {
      assertThatThrownBy(server::reloadTls)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The server does not speak TLS, so there is nothing to reload.");
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void a_server_that_has_stopped_has_nothing_to_reload(TlsOptions.Provider provider)
      throws IOException {
    Assumptions.assumeTrue(provider == TlsOptions.Provider.JDK || OpenSsl.isAvailable());
    write(AUTHORITY.issue("localhost"));
    var server = TestServer.startEcho(TestServer.options().withTls(tls().withProvider(provider)));
    server.close();
    assertThatThrownBy(server::reloadTls)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The server has stopped, so there is nothing to reload.");
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void no_request_fails_while_certificates_change(TlsOptions.Provider provider) throws Exception {
    Assumptions.assumeTrue(provider == TlsOptions.Provider.JDK || OpenSsl.isAvailable());
    write(AUTHORITY.issue("localhost"));
    var options = TestServer.options().withTls(tls().withProvider(provider));
    var done = new AtomicBoolean();
    try (var server = TestServer.startEcho(options);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> load =
          () -> {
            var answers = 0;
            do {
              try (var client = connect(server)) {
                for (var i = 0; i < 3; i++) {
                  assertThat(client.get("/").read().status()).isEqualTo(200);
                  answers++;
                }
              }
            } while (!done.get());
            return answers;
          };
      var loads = new ArrayList<Future<Integer>>();
      for (var i = 0; i < 4; i++) {
        loads.add(threads.submit(load));
      }
      for (var i = 0; i < 30; i++) {
        write(AUTHORITY.issue("localhost"));
        server.reloadTls();
        Thread.sleep(10);
      }
      done.set(true);
      for (var each : loads) {
        assertThat(each.get()).isPositive();
      }
    }
  }
}
