package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.server.tls.TestAuthority;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients do to a server that speaks TLS, and that it goes on.
class TlsAttackTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
  private static final TestAuthority.Issued LOCALHOST = AUTHORITY.issue("localhost");
  private static final TlsClients CLIENTS = TlsClients.trusting(AUTHORITY.certificate());

  private static TlsOptions tls() {
    return TlsOptions.of(TlsIdentity.of(LOCALHOST.key(), List.of(LOCALHOST.certificate())));
  }

  private static Server start(TlsOptions tls) throws IOException {
    return TestServer.startEcho(TestServer.options().withTls(tls));
  }

  private static void assertServes(Server server) throws IOException {
    try (var client = CLIENTS.connect(server)) {
      assertThat(client.get("/").read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_handshake_that_does_not_come_ends_after_its_time(boolean hosts) throws IOException {
    var impatient =
        tls().withHandshakeTimeout(Duration.ofMillis(200)).withUnknownHostsRefused(hosts);
    try (var server = start(impatient);
        var silent = RawClient.connect(server);
        var slow = RawClient.connect(server).send(new byte[] {22, 3, 1, 2, 0, 1, 0, 1});
        var half = RawClient.connect(server).send(new byte[] {22})) {
      assertThat(silent.isClosedByServer()).isTrue();
      assertThat(slow.isClosedByServer()).isTrue();
      assertThat(half.isClosedByServer()).isTrue();
      assertServes(server);
    }
  }

  @Test
  void a_connection_that_has_ended_its_handshake_is_not_closed_by_its_time_out() throws Exception {
    try (var server = start(tls().withHandshakeTimeout(Duration.ofMillis(100)));
        var client = CLIENTS.connect(server)) {
      client.get("/").read();
      Thread.sleep(400);
      assertThat(client.get("/").read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void garbage_ends_the_connection_and_nothing_else(boolean hosts) throws IOException {
    var random = new Random(1);
    try (var server = start(tls().withUnknownHostsRefused(hosts))) {
      for (var i = 0; i < 200; i++) {
        var garbage = new byte[1 + random.nextInt(600)];
        random.nextBytes(garbage);
        if (i % 2 == 0) {
          garbage[0] = 22;
        }
        try (var client = RawClient.connect(server)) {
          client.send(garbage);
          client.closeOutput();
          client.readRest();
        } catch (IOException reset) {
          // that is an end, too
        }
      }
      assertServes(server);
    }
  }

  @Test
  void a_record_that_is_too_large_ends_the_connection() throws IOException {
    try (var server = start(tls());
        var client = RawClient.connect(server)) {
      client.send(new byte[] {22, 3, 3, (byte) 0xFF, (byte) 0xFF});
      client.send(new byte[70_000]);
      assertEnds(client);
      assertServes(server);
    }
  }

  @Test
  void data_before_the_handshake_ends_the_connection() throws IOException {
    try (var server = start(tls())) {
      try (var raw = RawClient.connect(server)) {
        raw.send(new byte[] {23, 3, 3, 0, 5, 1, 2, 3, 4, 5});
        assertEnds(raw);
      }
      assertServes(server);
    }
  }

  /// However it ends: an alert may come first.
  private static void assertEnds(RawClient client) {
    try {
      client.readRest();
    } catch (java.net.SocketTimeoutException stillOpen) {
      throw new AssertionError(stillOpen);
    } catch (IOException reset) {
      // that is an end, too
    }
  }

  @Test
  void half_open_handshakes_are_bounded_by_the_most_connections() throws IOException {
    var options = TestServer.options().withTls(tls()).withMaxConnections(50);
    try (var server = TestServer.startEcho(options)) {
      var clients = new ArrayList<RawClient>();
      try {
        for (var i = 0; i < 50; i++) {
          clients.add(RawClient.connect(server).send(new byte[] {22, 3, 1}));
        }
        try (var late = RawClient.connect(server)) {
          assertThat(late.isClosedByServer()).isTrue();
        }
      } finally {
        for (var client : clients) {
          client.close();
        }
      }
      assertComesToServe(server);
    }
  }

  /// The server notices the end of connections in its own time.
  private static void assertComesToServe(Server server) throws IOException {
    for (var i = 0; i < 100; i++) {
      try {
        assertServes(server);
        return;
      } catch (IOException full) {
        pause();
      }
    }
    assertServes(server);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException impatience) {
      throw new IllegalStateException(impatience);
    }
  }

  @Test
  void handshakes_do_not_hold_up_a_stop() throws IOException {
    var server = start(tls());
    try (var silent = RawClient.connect(server);
        var half = RawClient.connect(server).send(new byte[] {22, 3, 1})) {
      assertServes(server);
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
      assertThat(silent.isClosedByServer()).isTrue();
      assertThat(half.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_handshake_on_a_port_without_tls_ends_at_once() throws IOException {
    try (var server = TestServer.startEcho(ServerOptions.defaults().withPort(0))) {
      assertThatThrownBy(() -> CLIENTS.connect(server))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("handshake_failure");
      try (var client = RawClient.connect(server)) {
        assertThat(client.get("/").read().status()).isEqualTo(200);
      }
    }
  }
}
