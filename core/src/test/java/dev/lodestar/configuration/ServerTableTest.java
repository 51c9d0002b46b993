package dev.lodestar.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lodestar.engine.FairnessOptions;
import dev.lodestar.engine.Http2Options;
import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions.ClientAuthentication;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.ForwardedHeader;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTableTest {
  @TempDir Path folder;
  private Place place;

  @BeforeEach
  void make_a_place() {
    place = new Place(folder);
  }

  @Test
  void is_the_defaults_where_nothing_is_given() {
    assertThat(place.load().serverOptions()).isEqualTo(ServerOptions.defaults());
  }

  @Test
  void has_a_value_for_every_option() {
    var options = options(ServerOptions.class);
    assertThat(options.remove("accessLog")).as("it stands in the table logging").isTrue();
    assertThat(components(ServerTable.class)).containsAll(options);
    assertThat(components(ServerTable.Fairness.class)).isEqualTo(options(FairnessOptions.class));
    assertThat(components(ServerTable.Overload.class)).isEqualTo(options(OverloadOptions.class));
    assertThat(components(ServerTable.Http2.class)).isEqualTo(options(Http2Options.class));
    assertThat(components(ServerTable.Http3.class)).isEqualTo(options(Http3Options.class));
    assertThat(components(ServerTable.WebSocket.class)).isEqualTo(options(WebSocketOptions.class));
  }

  private static TreeSet<String> components(Class<?> table) {
    var names = new TreeSet<String>();
    Arrays.stream(table.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
    return names;
  }

  /// What the methods with… set.
  private static TreeSet<String> options(Class<?> type) {
    var names = new TreeSet<String>();
    for (var method : type.getMethods()) {
      if (method.getName().startsWith("with") && !Modifier.isStatic(method.getModifiers())) {
        var name = method.getName().substring("with".length());
        names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
      }
    }
    return names;
  }

  @Test
  void reads_options_of_all_kinds() throws Exception {
    place.file(
        "lodestar.toml",
        """
        [server]
        host = "0.0.0.0"
        port = 9000
        maxBodySize = 5_000_000
        idleTimeout = "2m"
        scheduling = "default-scheduler"
        trustedProxies = ["10.0.0.0/8"]
        trustedHeaders = ["x-forwarded-for"]
        unixSocket = "app.sock"
        unixSocketPermissions = "rw-rw----"

        [server.http2]
        enabled = false

        [server.http3]
        silenceTimeout = "20s"

        [server.overload]
        maxRequestsInFlight = 500

        [server.fairness]
        reportAfter = "250ms"

        [server.webSocket]
        allowedOrigins = ["https://example.com"]
        """);
    var options = place.load().serverOptions();

    assertThat(options.host()).isEqualTo("0.0.0.0");
    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.maxBodySize()).isEqualTo(5_000_000);
    assertThat(options.idleTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.scheduling()).isEqualTo(ServerOptions.Scheduling.DEFAULT_SCHEDULER);
    assertThat(options.trustedProxies().headers()).containsExactly(ForwardedHeader.X_FORWARDED_FOR);
    assertThat(options.unixSocket().orElseThrow()).hasToString("app.sock (rw-rw----)");
    assertThat(options.http2().enabled()).isFalse();
    assertThat(options.http3().orElseThrow().silenceTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.overload().maxRequestsInFlight()).isEqualTo(500);
    assertThat(options.fairness().reportAfter()).isEqualTo(Duration.ofMillis(250));
    assertThat(options.webSocket().allowedOrigins()).containsExactly("https://example.com");
  }

  @Test
  void reads_every_form_of_keys() throws Exception {
    place.file(
        "lodestar.toml",
        """
        [server.tls]
        certificate = "chain.pem"
        key = "key.pem"
        keyPassword = "hidden"
        clientCa = "ca.pem"
        clientAuthentication = "optional"
        protocols = ["TLSv1.3"]
        strictTransportSecurity = "365d"

        [server.tls.hosts."api.example.com"]
        keystore = "api.p12"
        keystorePassword = "hidden"

        [server.redirect]
        port = 8081
        """);
    var options = place.load().serverOptions();
    var tls = options.tls().orElseThrow();

    assertThat(tls.identity())
        .isEqualTo(TlsIdentity.pem(Path.of("chain.pem"), Path.of("key.pem"), "hidden"));
    assertThat(tls.hosts().get("api.example.com"))
        .isEqualTo(TlsIdentity.keystore(Path.of("api.p12"), "hidden"));
    assertThat(tls.clientAuthentication()).isEqualTo(ClientAuthentication.OPTIONAL);
    assertThat(tls.strictTransportSecurity()).contains("max-age=31536000");
    assertThat(options.redirect().orElseThrow().port()).isEqualTo(8081);
    assertThat(place.load().entries().toString()).doesNotContain("hidden");
  }

  /// What [ServerOptions#fromEnvironment(Map)] reads means the same here.
  @Test
  void understands_the_variables_that_there_were_before() {
    var environment = new HashMap<String, String>();
    environment.put("LODESTAR_HOST", "0.0.0.0");
    environment.put("LODESTAR_PORT", "9000");
    environment.put("LODESTAR_STARTUP_REPORT", "1");
    environment.put("LODESTAR_TRUSTED_PROXIES", "10.0.0.0/8, unix");
    environment.put("LODESTAR_PROXY_PROTOCOL", "10.0.0.1");
    environment.put("LODESTAR_TLS_CERTIFICATE", "chain.pem");
    environment.put("LODESTAR_TLS_KEY", "key.pem");
    environment.put("LODESTAR_TLS_KEY_PASSWORD", "x");
    environment.put("LODESTAR_TLS_CLIENT_CA", "ca.pem");
    environment.put("LODESTAR_REDIRECT_PORT", "8080");
    environment.put("LODESTAR_UNIX_SOCKET", "app.sock");
    environment.forEach(place::variable);

    assertThat(place.load().serverOptions())
        .hasToString(ServerOptions.fromEnvironment(environment).toString());
    assertThat(place.load().warnings()).isEmpty();
  }

  @Test
  void has_a_variable_a_property_and_an_argument_for_each_option() {
    place
        .variable("LODESTAR_MAX_BODY_SIZE", "1")
        .variable("LODESTAR_OVERLOAD_RETRY_AFTER", "9s")
        .property("lodestar.server.maxHeaderCount", "7")
        .arguments("--set", "server.webSocket.maxFrames=3");
    var options = place.load().serverOptions();

    assertThat(options.maxBodySize()).isEqualTo(1);
    assertThat(options.overload().retryAfter()).isEqualTo(Duration.ofSeconds(9));
    assertThat(options.maxHeaderCount()).isEqualTo(7);
    assertThat(options.webSocket().maxFrames()).isEqualTo(3);
  }

  @Test
  void tells_the_place_of_every_option_that_is_refused() throws Exception {
    place
        .file(
            "lodestar.toml",
            "[server]\nport = 70000\nhost = ''\nprot = 1\n[server.http2]\nmaxResets = 0\n"
                + "[server.tls]\nkey = 'x'\n[server.redirect]\nhost = '/'\nport = 80")
        .variable("LODESTAR_EVENT_LOOPS", "-1");

    assertThat(place.load().problems())
        .extracting(StartupProblem::subject, problem -> problem.location().orElse(""))
        .containsExactlyInAnyOrder(tuple("server.prot", "lodestar.toml:4:1"));

    place.file(
        "lodestar.toml",
        "[server]\nport = 70000\nhost = ''\n[server.http2]\nmaxResets = 0\n"
            + "[server.tls]\nkey = 'x'\n[server.redirect]\nhost = '/'\nport = 80");
    assertThat(place.load().problems())
        .extracting(StartupProblem::subject, problem -> problem.location().orElse(""))
        .containsExactlyInAnyOrder(
            tuple("server.port", "lodestar.toml:2:8"),
            tuple("server.host", "lodestar.toml:3:8"),
            tuple("server.http2.maxResets", "lodestar.toml:5:13"),
            tuple("server.tls", "lodestar.toml:6:1"),
            tuple("server.redirect.host", "lodestar.toml:9:8"),
            tuple("server.eventLoops", "LODESTAR_EVENT_LOOPS"));
  }

  @Test
  void takes_no_certificate_beside_one_that_nobody_has_signed() throws Exception {
    place
        .file("lodestar.toml", "[server.tls]\nselfSigned = true")
        .variable("LODESTAR_TLS_CERTIFICATE", "chain.pem")
        .variable("LODESTAR_TLS_KEY", "key.pem");

    assertThat(place.load().problems())
        .extracting(StartupProblem::subject)
        .containsExactly("server.tls");
  }

  @Test
  void shows_options_with_their_origins() throws Exception {
    place.file("lodestar.toml", "[server]\nport = 9000");

    assertThat(place.load().entries())
        .contains(
            new ConfigurationEntry(
                "server.port", "9000", new Origin(Origin.Source.FILE, "lodestar.toml:2:8"), true));
  }
}
