package dev.lodestar.http3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsTrust;
import dev.lodestar.server.tls.Authority;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates of servers and clients in handshakes of QUIC.
class TlsTest {
  private static final Authority.Issued OTHER = Http3Servers.AUTHORITY.issue("other.example");

  /// Has the name of the authority that is trusted, and another key.
  private static final Authority NAMESAKE = new Authority("Authority");

  private static TlsIdentity identity(Authority.Issued issued) {
    return TlsIdentity.of(issued.key(), List.of(issued.certificate()));
  }

  private static Server start(TlsOptions tls) throws IOException {
    return Http3Servers.start(
        Http3Servers.options().withTls(tls),
        request -> {
          var session = request.connection().tls().orElseThrow();
          return Http3Servers.text(
              request,
              session.protocol()
                  + " "
                  + session.serverName().orElse("none")
                  + " "
                  + session.clientCertificates().stream()
                      .map(one -> one.getSubjectX500Principal().getName())
                      .toList());
        });
  }

  private static QuicClient.Settings to(Server server) {
    return QuicClient.to(server.http3Port().getAsInt());
  }

  private static QuicClient.Settings showing(Server server, Authority.Issued shown) {
    return to(server).tls(builder -> builder.keyManager(shown.key(), null, shown.certificate()));
  }

  private static X509Certificate certificate(QuicClient client) throws Exception {
    return (X509Certificate) client.channel().sslEngine().getSession().getPeerCertificates()[0];
  }

  @Test
  void the_application_sees_the_version_and_the_host() throws Exception {
    try (var server = start(Http3Servers.tls());
        var client = to(server).host("Www.Example.Org").tls(TlsTest::trustingAll).connect();
        var nameless = to(server).connect()) {
      assertThat(client.get("/").answer().body()).isEqualTo("TLSv1.3 www.example.org []");
      // Netty does not say what has no dot.
      assertThat(nameless.get("/").answer().body()).isEqualTo("TLSv1.3 none []");
    }
  }

  @Test
  void a_client_may_show_a_certificate() throws Exception {
    var tls =
        Http3Servers.tls()
            .withClientAuthentication(
                TlsOptions.ClientAuthentication.OPTIONAL,
                TlsTrust.of(Http3Servers.AUTHORITY.certificate()));
    try (var server = start(tls);
        var without = to(server).connect();
        var with = showing(server, Http3Servers.AUTHORITY.issue("somebody")).connect()) {
      assertThat(without.get("/").answer().body()).isEqualTo("TLSv1.3 none []");
      assertThat(with.get("/").answer().body()).isEqualTo("TLSv1.3 none [CN=somebody]");
    }
  }

  @Test
  void a_client_that_has_to_show_a_certificate_and_does_not_is_not_served() throws Exception {
    var tls =
        Http3Servers.tls()
            .withClientAuthentication(
                TlsOptions.ClientAuthentication.REQUIRED,
                TlsTrust.of(Http3Servers.AUTHORITY.certificate()));
    try (var server = start(tls)) {
      try (var known = showing(server, Http3Servers.AUTHORITY.issue("somebody")).connect()) {
        assertThat(known.get("/").answer().body()).endsWith("[CN=somebody]");
      }
      var stranger = new Authority("Stranger").issue("somebody");
      var expired =
          Http3Servers.AUTHORITY.issue(Duration.ofDays(-2), Duration.ofDays(-1), "somebody");
      var early = Http3Servers.AUTHORITY.issue(Duration.ofDays(1), Duration.ofDays(2), "somebody");
      for (var settings :
          List.of(
              to(server),
              showing(server, stranger),
              showing(server, NAMESAKE.issue("somebody")),
              showing(server, expired),
              showing(server, early))) {
        // A client of TLS 1.3 learns only after its handshake that it is not let in.
        assertThat(isServed(settings)).isFalse();
      }
    }
  }

  @Test
  void a_client_certificate_that_is_optional_has_to_be_right() throws Exception {
    var tls =
        Http3Servers.tls()
            .withClientAuthentication(
                TlsOptions.ClientAuthentication.OPTIONAL,
                TlsTrust.of(Http3Servers.AUTHORITY.certificate()));
    try (var server = start(tls)) {
      assertThat(isServed(to(server))).isTrue();
      assertThat(isServed(showing(server, NAMESAKE.issue("somebody")))).isFalse();
      // Clients are told who is trusted, and this one has nothing to show then.
      try (var client = showing(server, new Authority("Stranger").issue("somebody")).connect()) {
        assertThat(client.get("/").answer().body()).isEqualTo("TLSv1.3 none []");
      }
    }
  }

  @Test
  void who_is_trusted_can_be_read_anew(@TempDir Path folder) throws Exception {
    var other = new Authority("Other");
    var trusted = folder.resolve("trusted.pem");
    write(trusted, Http3Servers.AUTHORITY.certificate());
    var tls =
        Http3Servers.tls()
            .withReloadInterval(Duration.ZERO)
            .withClientAuthentication(
                TlsOptions.ClientAuthentication.REQUIRED, TlsTrust.pem(trusted));
    var known = Http3Servers.AUTHORITY.issue("known");
    var unknown = other.issue("unknown");
    try (var server = start(tls);
        var open = showing(server, known).connect()) {
      assertThat(isServed(showing(server, unknown))).isFalse();
      write(trusted, other.certificate());
      server.reloadTls();
      assertThat(isServed(showing(server, unknown))).isTrue();
      assertThat(isServed(showing(server, known))).isFalse();
      assertThat(open.get("/").answer().body()).endsWith("[CN=known]");
    }
  }

  /// What a client would have to show next time, it shows once, and not again in the same session.
  @Test
  void whose_authority_is_not_trusted_any_more_is_not_let_in_by_an_old_session(@TempDir Path folder)
      throws Exception {
    var trusted = folder.resolve("trusted.pem");
    write(trusted, Http3Servers.AUTHORITY.certificate());
    var tls =
        Http3Servers.tls()
            .withReloadInterval(Duration.ZERO)
            .withClientAuthentication(
                TlsOptions.ClientAuthentication.REQUIRED, TlsTrust.pem(trusted));
    try (var server = start(tls)) {
      var known = showing(server, Http3Servers.AUTHORITY.issue("known"));
      known.context(known.newContext());
      for (var i = 0; i < 3; i++) {
        try (var client = known.connect()) {
          assertThat(client.get("/").answer().body()).endsWith("[CN=known]");
        }
      }
      write(trusted, new Authority("Other").certificate());
      server.reloadTls();
      assertThat(isServed(known)).isFalse();
      write(trusted, Http3Servers.AUTHORITY.certificate());
      server.reloadTls();
      assertThat(isServed(known)).isTrue();
    }
  }

  /// Requests that were recorded could be sent again before the handshake has ended.
  @Test
  void early_data_is_not_offered_to_a_client_that_comes_back() throws Exception {
    try (var server = start(Http3Servers.tls())) {
      var settings = to(server).tls(builder -> builder.earlyData(true));
      settings.context(settings.newContext());
      for (var i = 0; i < 3; i++) {
        try (var client = settings.connect()) {
          assertThat(client.get("/").answer().status()).isEqualTo(200);
          assertThat(client.isOfferedEarlyData()).isFalse();
        }
      }
    }
  }

  @Test
  void every_host_asks_for_a_certificate_of_the_client() throws Exception {
    var tls =
        Http3Servers.tls()
            .withHost("other.example", identity(OTHER))
            .withClientAuthentication(
                TlsOptions.ClientAuthentication.REQUIRED,
                TlsTrust.of(Http3Servers.AUTHORITY.certificate()));
    var shown = Http3Servers.AUTHORITY.issue("somebody");
    try (var server = start(tls)) {
      try (var client = showing(server, shown).host("other.example").connect()) {
        assertThat(certificate(client)).isEqualTo(OTHER.certificate());
        assertThat(client.get("/").answer().body())
            .isEqualTo("TLSv1.3 other.example [CN=somebody]");
      }
      assertThat(isServed(to(server).host("other.example"))).isFalse();
    }
  }

  private static boolean isServed(QuicClient.Settings settings) throws Exception {
    try (var client = settings.connect()) {
      return client.get("/").answer().status() != 0;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void each_host_has_its_certificate() throws Exception {
    try (var server = start(Http3Servers.tls().withHost("other.example", identity(OTHER)))) {
      try (var client = to(server).connect()) {
        assertThat(certificate(client)).isEqualTo(Http3Servers.LOCALHOST.certificate());
      }
      try (var client = to(server).host("other.example").connect()) {
        assertThat(certificate(client)).isEqualTo(OTHER.certificate());
      }
      try (var client = to(server).host("third.example").tls(TlsTest::trustingAll).connect()) {
        assertThat(certificate(client)).isEqualTo(Http3Servers.LOCALHOST.certificate());
      }
    }
  }

  @Test
  void a_wildcard_is_for_one_label_and_a_whole_name_wins() throws Exception {
    var all = Http3Servers.AUTHORITY.issue("*.wild.example");
    var one = Http3Servers.AUTHORITY.issue("one.wild.example");
    var tls =
        Http3Servers.tls()
            .withHost("*.wild.example", identity(all))
            .withHost("one.wild.example", identity(one));
    try (var server = start(tls)) {
      var shown =
          Map.of(
              "two.wild.example", all,
              "THREE.Wild.Example", all,
              "one.wild.example", one,
              "a.two.wild.example", Http3Servers.LOCALHOST,
              "wild.example", Http3Servers.LOCALHOST);
      for (var host : shown.entrySet()) {
        try (var client = to(server).host(host.getKey()).tls(TlsTest::trustingAll).connect()) {
          assertThat(certificate(client))
              .as(host.getKey())
              .isEqualTo(host.getValue().certificate());
        }
      }
    }
  }

  private static QuicSslContextBuilder trustingAll(QuicSslContextBuilder builder) {
    return builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
  }

  @Test
  void unknown_hosts_are_refused_if_that_is_asked_for() throws Exception {
    var tls =
        Http3Servers.tls().withHost("other.example", identity(OTHER)).withUnknownHostsRefused(true);
    try (var server = start(tls)) {
      try (var client = to(server).host("other.example").connect()) {
        assertThat(client.get("/").answer().body()).startsWith("TLSv1.3 other.example");
      }
      assertThat(isServed(to(server).host("third.example").tls(TlsTest::trustingAll))).isFalse();
    }
  }

  private static void write(Path file, X509Certificate certificate) throws Exception {
    Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
  }

  private static void write(Path file, Authority.Issued issued) throws Exception {
    Files.writeString(
        file,
        pem("CERTIFICATE", issued.certificate().getEncoded())
            + pem("PRIVATE KEY", issued.key().getEncoded()));
  }

  private static String pem(String kind, byte[] content) {
    var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + encoded + "\n-----END " + kind + "-----\n";
  }

  @Test
  void new_connections_get_a_new_certificate_and_open_ones_go_on(@TempDir Path folder)
      throws Exception {
    var file = folder.resolve("both.pem");
    var first = Http3Servers.AUTHORITY.issue("localhost");
    var second = Http3Servers.AUTHORITY.issue("localhost");
    write(file, first);
    var tls = TlsOptions.of(TlsIdentity.pem(file, file)).withReloadInterval(Duration.ZERO);
    try (var server = start(tls);
        var open = to(server).connect()) {
      assertThat(certificate(open)).isEqualTo(first.certificate());
      write(file, second);
      server.reloadTls();
      try (var client = to(server).connect()) {
        assertThat(certificate(client)).isEqualTo(second.certificate());
      }
      Files.writeString(file, "broken");
      assertThatThrownBy(server::reloadTls).isInstanceOf(IOException.class);
      try (var client = to(server).connect()) {
        assertThat(certificate(client)).isEqualTo(second.certificate());
      }
      assertThat(open.get("/").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_client_that_does_not_speak_http3_is_not_let_in() throws Exception {
    try (var server = start(Http3Servers.tls())) {
      assertThat(isServed(to(server).tls(builder -> builder.applicationProtocols("hq-29"))))
          .isFalse();
    }
  }
}
