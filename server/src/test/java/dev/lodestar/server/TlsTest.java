package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsOptions.ClientAuthentication;
import dev.lodestar.engine.TlsTrust;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.server.tls.TestAuthority;
import io.netty.handler.ssl.OpenSsl;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
  private static final TestAuthority.Issued LOCALHOST = AUTHORITY.issue("localhost", "127.0.0.1");
  private static final TlsClients CLIENTS = TlsClients.trusting(AUTHORITY.certificate());

  @TempDir Path folder;

  private static TlsOptions tls() {
    return TlsOptions.of(TlsIdentity.of(LOCALHOST.key(), List.of(LOCALHOST.certificate())));
  }

  private static ServerOptions options(TlsOptions tls) {
    return TestServer.options().withTls(tls);
  }

  private static void assumeProvider(TlsOptions.Provider provider) {
    assumeTrue(provider == TlsOptions.Provider.JDK || OpenSsl.isAvailable());
  }

  private RenderedResponse serve(Request request) throws IOException {
    return switch (request.path()) {
      case "/large" -> TestServer.respond(request, Status.OK, ResponseBody.of(new byte[3_000_000]));
      case "/file" -> {
        var file = folder.resolve("file");
        yield TestServer.respond(
            request, Status.OK, new ResponseBody.File(file, 0, Files.size(file)));
      }
      case "/stream" ->
          TestServer.respond(
              request,
              Status.OK,
              new ResponseBody.Stream(out -> {
                for (var i = 0; i < 3; i++) {
                  out.write("part ".getBytes(UTF_8));
                  out.flush();
                  Thread.sleep(1);
                }
              }));
      case "/connection" -> {
        var connection = request.connection();
        yield TestServer.text(
            request,
            connection.scheme()
                + " "
                + connection.tls().orElseThrow().protocol()
                + " "
                + connection.tls().orElseThrow().serverName().orElse("-")
                + " "
                + request
                    .clientCertificate()
                    .map(certificate -> certificate.getSubjectX500Principal().getName())
                    .orElse("nobody"));
      }
      default -> TestServer.echo(request);
    };
  }

  private Server start(TlsOptions tls) throws IOException {
    return TestServer.start(options(tls), this::serve);
  }

  @ParameterizedTest
  @CsvSource({
    "JDK, TLSv1.3, NIO",
    "JDK, TLSv1.2, NIO",
    "OPENSSL, TLSv1.3, NIO",
    "OPENSSL, TLSv1.2, NIO",
    "JDK, TLSv1.3, EPOLL",
    "JDK, TLSv1.2, EPOLL",
    "OPENSSL, TLSv1.3, EPOLL",
    "OPENSSL, TLSv1.2, EPOLL"
  })
  void requests_bodies_files_and_streams_go_over_tls(
      TlsOptions.Provider provider, String version, Transport transport) throws IOException {
    assumeProvider(provider);
    var content = new byte[2_000_003];
    content[2_000_000] = 1;
    Files.write(folder.resolve("file"), content);
    var options = options(tls().withProvider(provider).withProtocols(version));
    try (var server =
            new NettyEngine(transport).start(TestServer.application(this::serve), options);
        var client = CLIENTS.connect(server)) {
      assertThat(client.get("/connection").read().body())
          .isEqualTo("https " + version + " localhost nobody");
      assertThat(client.get("/1").get("/2").read().body()).isEqualTo("GET /1 ");
      assertThat(client.read().body()).isEqualTo("GET /2 ");
      assertThat(client.get("/large").read().bytes()).hasSize(3_000_000);
      assertThat(client.get("/file").read().bytes()).isEqualTo(content);
      assertThat(client.get("/stream").read().body()).isEqualTo("part part part ");
      var body = "x".repeat(1_000_000);
      assertThat(
              client
                  .send(
                      "POST /up HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                          + body)
                  .read()
                  .body())
          .isEqualTo("POST /up " + body);
    }
  }

  @Test
  void the_address_of_the_server_says_https() throws IOException {
    try (var server = start(tls())) {
      assertThat(server.uri()).isEqualTo(URI.create("https://127.0.0.1:" + server.port()));
    }
  }

  @Test
  void the_client_of_the_jdk_is_served() throws Exception {
    try (var server = start(tls());
        var client = HttpClient.newBuilder().sslContext(CLIENTS.context()).build()) {
      var response =
          client.send(
              HttpRequest.newBuilder(server.uri().resolve("/x")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo("GET /x ");
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void sessions_are_resumed(TlsOptions.Provider provider) throws IOException {
    assumeProvider(provider);
    try (var server = start(tls().withProvider(provider))) {
      var created = new ArrayList<Long>();
      for (var i = 0; i < 3; i++) {
        // A session is resumed for the same host and port as before.
        try (var socket =
            (SSLSocket)
                CLIENTS.context().getSocketFactory().createSocket("localhost", server.port())) {
          var client = RawClient.over(socket);
          client.get("/").read();
          created.add(socket.getSession().getCreationTime());
        }
        sleepAMoment();
      }
      assertThat(created.stream().distinct().count()).isLessThan(3);
    }
  }

  /// So that sessions that are made one after the other differ in the time of their creation.
  private static void sleepAMoment() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException impatience) {
      throw new IllegalStateException(impatience);
    }
  }

  @Test
  void old_versions_are_refused_in_a_sentence() {
    assertThatThrownBy(() -> tls().withProtocols("TLSv1.3", "TLSv1.1"))
        .hasMessage(
            "The protocol 'TLSv1.1' is not accepted: TLSv1.3 and TLSv1.2 are, and everything older"
                + " is broken (RFC 8996).");
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void a_client_that_knows_only_another_version_gets_no_connection(TlsOptions.Provider provider)
      throws IOException {
    assumeProvider(provider);
    try (var server = start(tls().withProvider(provider).withProtocols("TLSv1.3"));
        var socket = CLIENTS.socket(server, "localhost")) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void the_cipher_suites_can_be_chosen(TlsOptions.Provider provider) throws IOException {
    assumeProvider(provider);
    var suite = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    try (var server =
            start(tls().withProvider(provider).withProtocols("TLSv1.2").withCipherSuites(suite));
        var socket = TlsClients.handshake(CLIENTS.socket(server, "localhost"))) {
      assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
    }
  }

  @Test
  void cipher_suites_without_forward_secrecy_are_not_accepted_by_default() throws IOException {
    try (var server = start(tls());
        var socket = CLIENTS.socket(server, "localhost")) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void a_client_that_speaks_no_common_protocol_is_told_so() throws IOException {
    try (var server = start(tls());
        var socket = CLIENTS.socket(server, "localhost")) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"smtp"});
      socket.setSSLParameters(parameters);
      assertThatThrownBy(socket::startHandshake)
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("no_application_protocol");
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.3", "JDK, TLSv1.2", "OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2"})
  void the_last_answer_ends_with_a_close_notify(TlsOptions.Provider provider, String version)
      throws IOException {
    assumeProvider(provider);
    try (var server = start(tls().withProvider(provider).withProtocols(version));
        var client = CLIENTS.connect(server)) {
      client.send("GET / HTTP/1.0\r\n\r\n");
      client.readHead();
      // Without close_notify, the client of the JDK throws here.
      assertThat(client.readRestAsText()).isEqualTo("GET / ");
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void a_response_that_breaks_off_cannot_be_taken_for_the_whole(TlsOptions.Provider provider)
      throws IOException {
    assumeProvider(provider);
    try (var server =
            TestServer.start(
                options(tls().withProvider(provider)),
                request ->
                    TestServer.respond(
                        request,
                        Status.OK,
                        new ResponseBody.Stream(out -> {
                          out.write("part".getBytes(UTF_8));
                          out.flush();
                          throw new IOException("fails on purpose");
                        })));
        var client = CLIENTS.connect(server).send("GET / HTTP/1.0\r\n\r\n")) {
      client.readHead();
      assertThatThrownBy(client::readRest).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_client_that_has_closed_its_side_still_gets_its_answer() throws Exception {
    try (var server = start(tls().withProtocols("TLSv1.3"));
        var client = CLIENTS.connect(server)) {
      client.get("/stream").closeOutput();
      assertThat(client.read().body()).isEqualTo("part part part ");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  /// Its engine sends nothing more when it has received the end.
  @Test
  void with_openssl_the_end_of_one_side_is_the_end_of_both_and_of_the_handler() throws Exception {
    assumeProvider(TlsOptions.Provider.OPENSSL);
    var ended = new CountDownLatch(1);
    try (var server =
            TestServer.start(
                options(tls().withProvider(TlsOptions.Provider.OPENSSL)),
                request ->
                    TestServer.respond(
                        request,
                        Status.OK,
                        new ResponseBody.Stream(out -> {
                          try {
                            while (true) {
                              out.write("part ".getBytes(UTF_8));
                              out.flush();
                              Thread.sleep(1);
                            }
                          } finally {
                            ended.countDown();
                          }
                        })));
        var client = CLIENTS.connect(server)) {
      client.get("/").readHead();
      client.closeOutput();
      assertThatThrownBy(
              () -> {
                while (true) {
                  client.readLine();
                }
              })
          .isInstanceOf(EOFException.class);
      ended.await();
    }
  }

  @Test
  void a_refused_request_gets_its_answer_while_the_client_still_sends() throws IOException {
    try (var server = start(tls());
        var client = CLIENTS.connect(server)) {
      client.send("nonsense\r\n\r\n");
      client.send(new byte[300_000]);
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void clients_cannot_renegotiate(TlsOptions.Provider provider) throws IOException {
    assumeProvider(provider);
    try (var server = start(tls().withProvider(provider).withProtocols("TLSv1.2"));
        var client = CLIENTS.connect(server)) {
      assertThatThrownBy(() -> renegotiate(client)).isInstanceOf(IOException.class);
    }
  }

  private static RawResponse renegotiate(RawClient client) throws IOException {
    client.get("/").read();
    var socket = (SSLSocket) client.socket();
    socket.getSession().invalidate();
    socket.startHandshake();
    return client.get("/").read();
  }

  static final class RenegotiatingMain {
    public static void main(String[] arguments) {
      Lodestar.app()
          .get("/", request -> Response.text("hi"))
          .build()
          .serve(
              ServerOptions.defaults()
                  .withPort(0)
                  .withTls(TlsOptions.of(TlsIdentity.selfSigned()).withProtocols("TLSv1.2")));
    }
  }

  /// That they cannot is the doing of a switch, which a process has once for all: the same client
  /// can where it is set otherwise.
  @Test
  void clients_can_renegotiate_where_the_switch_of_the_jdk_is_set_so() throws IOException {
    try (var server =
            ServedProcess.start(
                RenegotiatingMain.class,
                List.of("-Djdk.tls.rejectClientInitiatedRenegotiation=false"));
        var client = TlsClients.trustingAll().connect(server.port())) {
      assertThat(renegotiate(client).body()).isEqualTo("hi");
    }
  }

  @Test
  void http_without_tls_is_told_to_use_it() throws IOException {
    try (var server = start(tls());
        var client = RawClient.connect(server)) {
      var response = client.get("/secret").read();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body())
          .isEqualTo("This port speaks TLS; use https:// instead of http://.");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void client_certificates_are_required_and_shown_to_handlers(TlsOptions.Provider provider)
      throws IOException {
    assumeProvider(provider);
    var clients = new TestAuthority("Clients");
    var options =
        tls()
            .withProvider(provider)
            .withClientAuthentication(
                ClientAuthentication.REQUIRED, TlsTrust.of(clients.certificate()));
    try (var server = start(options)) {
      try (var client =
          TlsClients.showing(clients.issue("alice"), AUTHORITY.certificate()).connect(server)) {
        assertThat(client.get("/connection").read().body())
            .isEqualTo("https TLSv1.3 localhost CN=alice");
      }
      assertRefused(CLIENTS, server);
      assertRefused(
          TlsClients.showing(
              new TestAuthority("Strangers").issue("mallory"), AUTHORITY.certificate()),
          server);
      assertRefused(
          TlsClients.showing(
              clients.issue(Duration.ofDays(-20), Duration.ofDays(-10), "old"),
              AUTHORITY.certificate()),
          server);
      assertRefused(
          TlsClients.showing(
              clients.issue(Duration.ofDays(10), Duration.ofDays(20), "young"),
              AUTHORITY.certificate()),
          server);
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void client_certificates_can_be_optional(TlsOptions.Provider provider) throws IOException {
    assumeProvider(provider);
    var clients = new TestAuthority("Clients");
    var file = folder.resolve("clients.pem");
    Files.writeString(
        file, TestAuthority.pem("CERTIFICATE", TestAuthority.encoded(clients.certificate())));
    var options =
        tls()
            .withProvider(provider)
            .withClientAuthentication(ClientAuthentication.OPTIONAL, TlsTrust.pem(file));
    try (var server = start(options)) {
      try (var client = CLIENTS.connect(server)) {
        assertThat(client.get("/connection").read().body()).endsWith(" nobody");
      }
      try (var client =
          TlsClients.showing(clients.issue("bob"), AUTHORITY.certificate()).connect(server)) {
        assertThat(client.get("/connection").read().body()).endsWith(" CN=bob");
      }
      assertRefused(
          TlsClients.showing(
              new TestAuthority("Strangers").issue("mallory"), AUTHORITY.certificate()),
          server);
    }
  }

  /// With TLS 1.3, the client is told after it has ended the handshake for its part.
  private static void assertRefused(TlsClients clients, Server server) {
    assertThatThrownBy(
            () -> {
              try (var client = clients.connect(server)) {
                client.get("/").read();
              }
            })
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void each_host_has_its_certificate(TlsOptions.Provider provider) throws IOException {
    assumeProvider(provider);
    var api = AUTHORITY.issue("api.example.com");
    var wild = AUTHORITY.issue("*.example.com");
    var options =
        tls()
            .withProvider(provider)
            .withHost("api.example.com", TlsIdentity.of(api.key(), List.of(api.certificate())))
            .withHost("*.example.com", TlsIdentity.of(wild.key(), List.of(wild.certificate())));
    try (var server = start(options)) {
      assertThat(subject(server, "api.example.com")).isEqualTo("CN=api.example.com");
      assertThat(subject(server, "www.example.com")).isEqualTo("CN=*.example.com");
      assertThat(subject(server, "example.com")).isEqualTo("CN=localhost");
      assertThat(subject(server, "a.b.example.com")).isEqualTo("CN=localhost");
      assertThat(subject(server, "unknown.org")).isEqualTo("CN=localhost");
      assertThat(subject(server, "")).isEqualTo("CN=localhost");
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Provider.class)
  void unknown_hosts_can_be_refused(TlsOptions.Provider provider) throws IOException {
    assumeProvider(provider);
    try (var server = start(tls().withProvider(provider).withUnknownHostsRefused(true))) {
      assertThat(subject(server, "localhost")).isEqualTo("CN=localhost");
      assertThatThrownBy(() -> subject(server, "unknown.org"))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("unrecognized_name");
      assertThatThrownBy(() -> subject(server, "")).isInstanceOf(SSLException.class);
    }
  }

  private static String subject(Server server, String host) throws IOException {
    // A client that resumes a session asks for the host of before.
    var fresh = TlsClients.trusting(AUTHORITY.certificate());
    try (var socket = TlsClients.handshake(fresh.socket(server, host))) {
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  /// The names that clients ask for are theirs to choose. The JDK refuses these, and OpenSSL does
  /// not; what must not be is a connection that nobody answers and nobody closes.
  @ParameterizedTest
  @CsvSource({"JDK, _x.y", "OPENSSL, _x.y", "OPENSSL, -", "OPENSSL, localhost.", "OPENSSL, *.a.b"})
  void a_name_that_no_host_can_have_leaves_no_connection_behind(
      TlsOptions.Provider provider, String name) throws Exception {
    assumeProvider(provider);
    try (var server = start(tls().withProvider(provider))) {
      var socket = CLIENTS.socket(server, "");
      var parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new AnyName(name)));
      socket.setSSLParameters(parameters);
      if (provider == TlsOptions.Provider.OPENSSL) {
        try (var client = RawClient.over(TlsClients.handshake(socket))) {
          assertThat(client.get("/connection").read().body()).isEqualTo("https TLSv1.3 - nobody");
        }
      } else {
        assertThatThrownBy(() -> TlsClients.handshake(socket)).isInstanceOf(SSLException.class);
      }
    }
  }

  private static final class AnyName extends SNIServerName {
    AnyName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(UTF_8));
    }
  }

  @Test
  void a_certificate_for_development_is_made_at_start_and_stays() throws Exception {
    try (var server = start(TlsOptions.of(TlsIdentity.selfSigned("localhost")))) {
      var first = certificate(server);
      assertThat(first.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
      first.verify(first.getPublicKey());
      first.checkValidity();
      assertThat(first.getSubjectAlternativeNames()).containsExactly(List.of(2, "localhost"));
      server.reloadTls();
      assertThat(certificate(server)).isEqualTo(first);
      assertThatThrownBy(() -> CLIENTS.connect(server)).isInstanceOf(SSLException.class);
    }
  }

  private static X509Certificate certificate(Server server) throws IOException {
    try (var socket = TlsClients.handshake(TlsClients.trustingAll().socket(server, "localhost"))) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void responses_tell_browsers_to_come_over_tls_alone() throws IOException {
    var options = tls().withStrictTransportSecurity(Duration.ofDays(365), true);
    try (var server = start(options);
        var client = CLIENTS.connect(server)) {
      var value = "max-age=31536000; includeSubDomains";
      assertThat(client.get("/").read().header("Strict-Transport-Security")).isEqualTo(value);
      assertThat(client.send("nonsense\r\n\r\n").read().header("Strict-Transport-Security"))
          .isEqualTo(value);
    }
    try (var server = start(options);
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().header("Strict-Transport-Security")).isNull();
    }
  }
}
