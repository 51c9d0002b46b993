package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.engine.RedirectOptions;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ServedApplication;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.UnixSocket;
import dev.lodestar.http.Request;
import dev.lodestar.http.ServerSite;
import dev.lodestar.http.Status;
import dev.lodestar.http.StopSignal;
import dev.lodestar.http.TrustedProxies;
import io.netty.channel.epoll.Epoll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnixSocketTest {
  @TempDir Path folder;

  private Path path() {
    return folder.resolve("app.sock");
  }

  private ServerOptions options() {
    return TestServer.options().withUnixSocket(path());
  }

  private RenderedResponse serve(Request request) throws IOException {
    return switch (request.path()) {
      case "/file" ->
          TestServer.respond(
              request, Status.OK, new ResponseBody.File(folder.resolve("file"), 0, 300_000));
      case "/peer" ->
          TestServer.text(
              request,
              request.connection().remoteAddress().getClass().getSimpleName()
                  + " "
                  + request.connection().localAddress()
                  + " "
                  + request.clientAddress().isPresent()
                  + " "
                  + request.host());
      case "/client" ->
          TestServer.text(
              request,
              request.clientAddress().map(address -> address.getHostAddress()).orElse("unknown"));
      default -> TestServer.echo(request);
    };
  }

  /// Sends lines and reads until the server closes.
  private String exchange(String head) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      channel.write(ByteBuffer.wrap(head.replace("\n", "\r\n").getBytes(ISO_8859_1)));
      return new String(Channels.newInputStream(channel).readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void requests_and_files_go_over_a_socket_of_the_file_system(Transport transport)
      throws IOException {
    assumeTrue(transport == Transport.NIO || Epoll.isAvailable());
    Files.write(folder.resolve("file"), new byte[300_000]);
    try (var server =
        new NettyEngine(transport).start(TestServer.application(this::serve), options())) {
      assertThat(exchange("GET /1 HTTP/1.1\nHost: a\n\nGET /2 HTTP/1.0\n\n"))
          .contains("GET /1 ")
          .endsWith("GET /2 ");
      assertThat(exchange("GET /file HTTP/1.0\n\n")).hasSizeGreaterThan(300_000);
      assertThat(exchange("GET /peer HTTP/1.0\n\n"))
          .endsWith("UnixDomainSocketAddress " + path() + " false localhost");
      assertThat(exchange("nonsense\n\n")).startsWith("HTTP/1.1 400 ");
      assertThat(server.uri()).isEqualTo(URI.create("unix:" + path()));
      assertThat(server.host()).isEqualTo("localhost");
      assertThat(server.port()).isZero();
    }
    assertThat(path()).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("file"));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void nothing_is_warned_of(Transport transport) throws IOException {
    assumeTrue(transport == Transport.NIO || Epoll.isAvailable());
    var out = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(out, true, UTF_8));
    try (var _ = new NettyEngine(transport).start(TestServer.application(this::serve), options())) {
      assertThat(exchange("GET / HTTP/1.0\n\n")).endsWith("GET / ");
    } finally {
      System.setErr(before);
    }
    assertThat(out.toString(UTF_8)).doesNotContain("WARN", "channel option");
  }

  @Test
  void a_client_may_close_its_side_when_it_has_asked() throws Exception {
    assumeTrue(Epoll.isAvailable());
    var closed = new CountDownLatch(1);
    try (var _ =
            TestServer.start(
                options(),
                request -> {
                  closed.await();
                  return TestServer.echo(request);
                });
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      channel.write(ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1)));
      channel.shutdownOutput();
      closed.countDown();
      assertThat(Channels.newInputStream(channel).readAllBytes()).asString().endsWith("GET / ");
    }
  }

  @Test
  void only_the_owner_may_connect_unless_told_otherwise() throws IOException {
    try (var _ = TestServer.startEcho(options())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
          .isEqualTo("rw-------");
    }
    var group = UnixSocket.at(path()).withPermissions("rw-rw----");
    try (var _ = TestServer.startEcho(TestServer.options().withUnixSocket(group))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
          .isEqualTo("rw-rw----");
    }
  }

  @Test
  void a_socket_that_a_crash_has_left_is_replaced() throws IOException {
    try (var crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      crashed.bind(UnixDomainSocketAddress.of(path()));
    }
    assertThat(path()).exists();
    try (var _ = TestServer.startEcho(options())) {
      assertThat(exchange("GET / HTTP/1.0\n\n")).endsWith("GET / ");
    }
  }

  @Test
  void a_socket_that_somebody_listens_on_is_left_alone() throws IOException {
    try (var _ = TestServer.startEcho(options())) {
      assertThatThrownBy(() -> TestServer.startEcho(options()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "A server listens on the Unix domain socket "
                  + path()
                  + " already; stop it, or choose another path.");
      assertThat(exchange("GET / HTTP/1.0\n\n")).endsWith("GET / ");
    }
  }

  @Test
  void a_file_that_is_no_socket_is_left_alone() throws IOException {
    Files.writeString(path(), "precious");
    assertThatThrownBy(() -> TestServer.startEcho(options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no Unix domain socket, so it is not replaced");
    assertThat(path()).hasContent("precious");
  }

  @Test
  void a_pipe_is_left_alone() throws Exception {
    var made = new ProcessBuilder("mkfifo", path().toString()).start();
    assumeTrue(made.waitFor() == 0);
    assertThatThrownBy(() -> TestServer.startEcho(options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no Unix domain socket, so it is not replaced");
    assertThat(Files.readAttributes(path(), BasicFileAttributes.class).isOther()).isTrue();
    assertThat(Files.getAttribute(path(), "unix:mode"))
        .asInstanceOf(InstanceOfAssertFactories.INTEGER)
        .satisfies(mode -> assertThat(mode & 0170000).as("a pipe").isEqualTo(0010000));
  }

  @Test
  void a_server_that_accepts_nobody_does_not_keep_the_start_waiting() throws Exception {
    try (var hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      hanging.bind(UnixDomainSocketAddress.of(path()), 1);
      var waiting = new ArrayList<SocketChannel>();
      try {
        fill(waiting);
        var start =
            CompletableFuture.runAsync(() -> {
              assertThatThrownBy(() -> TestServer.startEcho(options()))
                  .isInstanceOf(IOException.class)
                  .hasMessageContaining(path().toString());
            });
        assertThat(start).succeedsWithin(Duration.ofSeconds(20));
        assertThat(path()).exists();
      } finally {
        for (var channel : waiting) {
          channel.close();
        }
      }
    }
  }

  /// Connects until the system takes no more for the server.
  private void fill(List<SocketChannel> waiting) throws IOException {
    for (var i = 0; i < 100; i++) {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      waiting.add(channel);
      channel.configureBlocking(false);
      try {
        if (!channel.connect(UnixDomainSocketAddress.of(path()))) {
          return;
        }
      } catch (SocketException full) {
        return;
      }
    }
  }

  @Test
  void a_redirect_has_to_say_which_port_clients_see() {
    var tls = TlsOptions.of(TlsIdentity.selfSigned());
    assertThatThrownBy(() ->
            TestServer.startEcho(options().withTls(tls).withRedirect(RedirectOptions.from(0))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("which has none; say which port clients see");
  }

  @Test
  void a_redirect_may_stand_beside_it() throws IOException {
    var tls = TlsOptions.of(TlsIdentity.selfSigned());
    var redirect = RedirectOptions.from(0).withTargetPort(443);
    try (var server = TestServer.startEcho(options().withTls(tls).withRedirect(redirect));
        var client = RawClient.connect(server.redirectPort().orElseThrow())) {
      assertThat(client.get("/a").read().header("Location")).isEqualTo("https://localhost/a");
    }
  }

  @Test
  void a_proxy_that_is_trusted_may_ask_for_https_urls() throws IOException {
    var head = "GET https://a/1 HTTP/1.1\nHost: a\nConnection: close\n\n";
    try (var _ = TestServer.startEcho(options())) {
      assertThat(exchange(head)).startsWith("HTTP/1.1 421 ");
    }
    try (var _ = TestServer.startEcho(options().withTrustedProxies(TrustedProxies.of("unix")))) {
      assertThat(exchange(head)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_socket_that_another_server_has_put_there_is_not_removed() throws IOException {
    var server = TestServer.startEcho(options());
    Files.delete(path());
    try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(path()));
      server.close();
      assertThat(path()).exists();
    }
  }

  @Test
  void a_missing_folder_and_a_long_path_are_explained() {
    var missing = TestServer.options().withUnixSocket(folder.resolve("missing/app.sock"));
    assertThatThrownBy(() -> TestServer.startEcho(missing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no folder " + folder.resolve("missing"));
    assertThatThrownBy(() -> TestServer.options().withUnixSocket(Path.of("/x".repeat(51))))
        .hasMessageContaining("has 102 bytes, but it can have 1 to 100.");
    assertThat(TestServer.options().withUnixSocket(Path.of("/x".repeat(50))).unixSocket())
        .isPresent();
  }

  @Test
  void whoever_connects_can_be_trusted_as_a_proxy() throws IOException {
    var head = "GET /client HTTP/1.0\nX-Forwarded-For: 203.0.113.9\n\n";
    try (var _ = TestServer.start(options(), this::serve)) {
      assertThat(exchange(head)).endsWith("unknown");
    }
    var proxies = TrustedProxies.of("unix");
    var site = new ServerSite(StopSignal.create(), proxies);
    try (Server _ =
        new NettyEngine()
            .start(
                new ServedApplication(TestServer.application(this::serve), site),
                options().withTrustedProxies(proxies))) {
      assertThat(exchange(head)).endsWith("203.0.113.9");
      assertThat(exchange("GET /client HTTP/1.0\n\n")).endsWith("unknown");
    }
  }

  @Test
  void the_proxy_protocol_is_spoken_there_too() throws IOException {
    try (var _ =
        TestServer.start(options().withProxyProtocol(TrustedProxies.of("unix")), this::serve)) {
      assertThat(exchange("PROXY TCP4 203.0.113.9 192.0.2.1 1234 443\nGET /client HTTP/1.0\n\n"))
          .endsWith("203.0.113.9");
    }
  }

  @Test
  void proxies_with_addresses_cannot_connect_so_naming_them_is_refused() throws IOException {
    var addresses = TrustedProxies.of("10.0.0.0/8");
    assertThatThrownBy(() -> TestServer.startEcho(options().withProxyProtocol(addresses)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The server is to expect the PROXY protocol of 10.0.0.0/8, but it listens on the Unix"
                + " domain socket "
                + path()
                + " alone, whose connections have no address; name whoever connects to it with the"
                + " entry 'unix' of proxyProtocol, or leave proxyProtocol out.");
    assertThatThrownBy(() -> TestServer.startEcho(options().withTrustedProxies(addresses)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The server is to trust the proxies 10.0.0.0/8, but it listens on the Unix domain"
                + " socket "
                + path()
                + " alone, whose connections have no address; name whoever connects to it with the"
                + " entry 'unix' of trustedProxies, or leave trustedProxies out.");
    assertThat(path()).doesNotExist();
  }

  @Test
  void proxies_with_addresses_may_be_named_where_something_tells_of_them() throws IOException {
    var addresses = TrustedProxies.of("10.0.0.0/8");
    var told = options().withProxyProtocol(TrustedProxies.of("unix")).withTrustedProxies(addresses);
    var site = new ServerSite(StopSignal.create(), addresses);
    try (Server _ =
        new NettyEngine()
            .start(new ServedApplication(TestServer.application(this::serve), site), told)) {
      var header = "PROXY TCP4 10.0.0.9 192.0.2.1 1234 443\n";
      assertThat(exchange(header + "GET /client HTTP/1.0\nX-Forwarded-For: 203.0.113.9\n\n"))
          .endsWith("203.0.113.9");
    }
    var redirecting =
        options()
            .withTls(TlsOptions.of(TlsIdentity.selfSigned()))
            .withRedirect(RedirectOptions.from(0).withTargetPort(443))
            .withProxyProtocol(TrustedProxies.of("loopback"));
    try (var server = TestServer.startEcho(redirecting);
        var client = RawClient.connect(server.redirectPort().orElseThrow())) {
      client.sendLines("PROXY TCP4 203.0.113.9 192.0.2.1 1234 443\n");
      assertThat(client.get("/a").read().header("Location")).isEqualTo("https://localhost/a");
    }
  }

  @Test
  void the_stop_waits_for_requests_in_flight() throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var server =
        TestServer.start(
            options(),
            request -> {
              started.countDown();
              go.await();
              return TestServer.echo(request);
            });
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      channel.write(ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1)));
      started.await();
      var stop = CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(30)));
      go.countDown();
      assertThat(Channels.newInputStream(channel).readAllBytes()).asString().endsWith("GET / ");
      assertThat(stop.get()).isTrue();
    }
  }
}
