package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.http.Status;
import dev.lodestar.server.tls.TestAuthority;
import io.netty.handler.ssl.OpenSsl;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients do to a server that speaks TLS, and that it goes on.
class TlsAttackTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
  private static final TestAuthority.Issued LOCALHOST = AUTHORITY.issue("localhost");
  private static final TlsClients CLIENTS = TlsClients.trusting(AUTHORITY.certificate());

  private static final int MOST_DEMANDS = 50_000;

  private static final byte[] HTTP2_REQUEST =
      ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
              + hex("00000604000000000000047fffffff")
              + hex("0000040800000000007ffe0000")
              + hex("00000e0105000000018287844109")
              + "localhost")
          .getBytes(ISO_8859_1);

  private static String hex(String digits) {
    return new String(HexFormat.of().parseHex(digits), ISO_8859_1);
  }

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

  /// A client that has been answered, since its handshake was done in the time that the server
  /// gives it; for that a busy machine needs some attempts.
  private static RawClient connectInTime(Server server) throws IOException {
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      try {
        var client = CLIENTS.connect(server);
        assertThat(client.get("/").read().status()).isEqualTo(200);
        return client;
      } catch (SSLException | SocketException | EOFException late) {
        if (System.nanoTime() > end) {
          throw late;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_handshake_that_does_not_come_ends_after_its_time(boolean hosts) throws IOException {
    var impatient =
        tls().withHandshakeTimeout(Duration.ofMillis(400)).withUnknownHostsRefused(hosts);
    try (var server = start(impatient);
        var silent = RawClient.connect(server);
        var slow = RawClient.connect(server).send(new byte[] {22, 3, 1, 2, 0, 1, 0, 1});
        var half = RawClient.connect(server).send(new byte[] {22})) {
      assertThat(silent.isClosedByServer()).isTrue();
      assertThat(slow.isClosedByServer()).isTrue();
      assertThat(half.isClosedByServer()).isTrue();
      connectInTime(server).close();
    }
  }

  @Test
  void a_client_that_leaves_in_its_handshake_is_let_go_at_once_and_not_logged() throws Exception {
    var hello = firstMessage();
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server = start(tls())) {
      assertServes(server);
      var shortest = Long.MAX_VALUE;
      for (var i = 0; i < 10; i++) {
        var begin = System.nanoTime();
        try (var client = RawClient.connect(server).send(hello)) {
          client.closeOutput();
          client.awaitClosedByServer();
        }
        shortest = Math.min(shortest, System.nanoTime() - begin);
      }
      // Each was kept for three seconds. A busy machine may be as slow now and then, but not
      // always.
      assertThat(Duration.ofNanos(shortest)).isLessThan(Duration.ofSeconds(2));
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  /// What is wrong is found out by a computation, while its client goes.
  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void clients_that_say_something_wrong_and_leave_are_not_logged(TlsOptions.Provider provider)
      throws Exception {
    assumeProvider(provider);
    var engine = CLIENTS.context().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {"TLSv1.2"});
    engine.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
    var hello = firstMessage(engine);
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server = start(tls().withProvider(provider))) {
      for (var i = 0; i < 200; i++) {
        RawClient.connect(server).send(hello).reset();
      }
      assertServes(server);
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  void a_client_that_breaks_a_rule_and_reads_nothing_is_closed_in_time_and_not_logged()
      throws Exception {
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server =
            TestServer.start(
                TestServer.options().withTls(tls()),
                request ->
                    TestServer.respond(request, Status.OK, ResponseBody.of(new byte[20_000_000])));
        var plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      var socket = CLIENTS.over(plain);
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      // Windows without end, a request, and content for the connection, which has none.
      socket.getOutputStream().write(HTTP2_REQUEST);
      Thread.sleep(300);
      socket.getOutputStream().write(HexFormat.of().parseHex("00000100000000000078"));
      Thread.sleep(6_000);
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  /// What a client says first.
  private static byte[] firstMessage() throws Exception {
    var engine = CLIENTS.context().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    return firstMessage(engine);
  }

  private static byte[] firstMessage(SSLEngine engine) throws Exception {
    engine.beginHandshake();
    var message = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), message);
    return Arrays.copyOf(message.array(), message.position());
  }

  @Test
  void a_connection_that_has_ended_its_handshake_is_not_closed_by_its_time_out() throws Exception {
    try (var server = start(tls().withHandshakeTimeout(Duration.ofMillis(400)));
        var client = connectInTime(server)) {
      Thread.sleep(600);
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

  private static void assumeProvider(TlsOptions.Provider provider) {
    assumeTrue(provider == TlsOptions.Provider.JDK || OpenSsl.isAvailable());
  }

  /// A record that cannot be decrypted, an alert and a message of a handshake that are not
  /// encrypted.
  @ParameterizedTest
  @CsvSource({
    "JDK, TLSv1.3, 17 03 03 0028",
    "JDK, TLSv1.3, 15 03 03 0002 02 28",
    "JDK, TLSv1.3, 16 03 03 0004 00 000000",
    "JDK, TLSv1.2, 17 03 03 0028",
    "OPENSSL, TLSv1.3, 17 03 03 0028",
    "OPENSSL, TLSv1.3, 15 03 03 0002 02 28",
    "OPENSSL, TLSv1.3, 16 03 03 0004 00 000000",
    "OPENSSL, TLSv1.2, 17 03 03 0028"
  })
  void a_wrong_record_after_the_handshake_ends_the_connection_at_once_and_is_not_logged(
      TlsOptions.Provider provider, String version, String record) throws Exception {
    assumeProvider(provider);
    var bytes = Arrays.copyOf(HexFormat.of().parseHex(record.replace(" ", "")), 45);
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server = start(tls().withProvider(provider).withProtocols(version));
        var raw = RawClient.connect(server)) {
      var client = RawClient.over(TlsClients.handshake(CLIENTS.over(raw.socket())));
      assertThat(client.get("/").read().status()).isEqualTo(200);
      raw.send(bytes);
      assertEnds(raw);
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  /// New keys cost a client a few bytes, and the server computations and an answer. Over a Unix
  /// domain socket, since little fits into one before the server has to wait.
  @ParameterizedTest
  @CsvSource({"JDK, false", "JDK, true", "OPENSSL, false"})
  void new_keys_that_are_demanded_without_end_while_nothing_is_read_end_the_connection(
      TlsOptions.Provider provider, boolean content, @TempDir Path folder) throws Exception {
    assumeProvider(provider);
    var address = UnixDomainSocketAddress.of(folder.resolve("app.sock"));
    var options =
        TestServer.options()
            .withTls(tls().withProvider(provider))
            .withUnixSocket(address.getPath());
    try (var _ = TestServer.startEcho(options);
        var channel = SocketChannel.open(address)) {
      var socket = TlsClients.handshake(CLIENTS.over(new ChannelSocket(channel)));
      var client = RawClient.over(socket);
      client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
      assertThat(demandNewKeys(socket, content ? "x" : "")).isBetween(20, MOST_DEMANDS - 1);
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void new_keys_that_are_demanded_now_and_then_are_given(TlsOptions.Provider provider)
      throws IOException {
    assumeProvider(provider);
    try (var server = start(tls().withProvider(provider));
        var client = CLIENTS.connect(server)) {
      for (var i = 0; i < 200; i++) {
        assertThat(client.get("/").read().status()).isEqualTo(200);
        ((SSLSocket) client.socket()).startHandshake();
      }
      assertThat(client.get("/").read().status()).isEqualTo(200);
    }
  }

  /// Demands new keys until the server ends the connection, and reads nothing.
  ///
  /// @param content what is sent between
  /// @return how often
  private static int demandNewKeys(SSLSocket socket, String content) {
    var demands = 0;
    try {
      while (demands < MOST_DEMANDS) {
        // After the handshake, this begins none.
        socket.startHandshake();
        socket.getOutputStream().write(content.getBytes(UTF_8));
        demands++;
      }
    } catch (IOException ended) {
      // told by the count
    }
    return demands;
  }

  /// A Unix domain socket as what TLS can be spoken over.
  private static final class ChannelSocket extends Socket {
    private final SocketChannel channel;

    ChannelSocket(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public void setSoTimeout(int timeout) {
      // it has none
    }

    @Override
    public InputStream getInputStream() {
      return Channels.newInputStream(channel);
    }

    @Override
    public OutputStream getOutputStream() {
      return Channels.newOutputStream(channel);
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
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() - end < 0) {
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
