package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.LaunchException;
import dev.lodestar.Lodestar;
import dev.lodestar.configuration.Configuration;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsOptions.ClientAuthentication;
import dev.lodestar.engine.TlsTrust;
import dev.lodestar.engine.UnixSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServeCommandTest {
  private static final App APP = Lodestar.app().build();
  private static final Map<String, String> ENVIRONMENT =
      Map.of("LODESTAR_HOST", "0.0.0.0", "LODESTAR_PORT", "9000");

  @Test
  void arguments_replace_environment_variables_one_by_one() {
    assertThat(new ServeCommand.Serve("::1", null, false, null, List.of()).over(APP, ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("::1").withPort(9000));
    assertThat(new ServeCommand.Serve(null, 1, false, null, List.of()).over(APP, ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("0.0.0.0").withPort(1));
  }

  @Test
  void environment_variables_replace_defaults() {
    assertThat(new ServeCommand.Serve(null, null, false, null, List.of()).over(APP, ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("0.0.0.0").withPort(9000));
    assertThat(new ServeCommand.Serve(null, null, false, null, List.of()).over(APP, Map.of()))
        .isEqualTo(ServerOptions.defaults());
  }

  private static ServerOptions over(
      List<String> arguments, Map<String, String> environment, App app) {
    return ((ServeCommand.Serve) FullReader.serve(arguments)).over(app, environment);
  }

  @Test
  void arguments_say_where_the_certificate_is_and_variables_what_else_counts() {
    var identity = TlsIdentity.pem(Path.of("c.pem"), Path.of("k.pem"), "x");

    assertThat(
            over(
                List.of("--tls-certificate=c.pem", "--tls-key=k.pem"),
                Map.of(
                    "LODESTAR_TLS_CERTIFICATE", " ",
                    "LODESTAR_TLS_KEY_PASSWORD", "x",
                    "LODESTAR_TLS_CLIENT_CA", "ca.pem"),
                APP))
        .isEqualTo(
            ServerOptions.defaults()
                .withTls(
                    TlsOptions.of(identity)
                        .withClientAuthentication(
                            ClientAuthentication.REQUIRED, TlsTrust.pem(Path.of("ca.pem")))));
  }

  @Test
  void arguments_replace_the_certificate_of_the_configuration() {
    var configuration =
        Configuration.builder()
            .environment(Map.of("LODESTAR_TLS_CERTIFICATE", "a.pem", "LODESTAR_TLS_KEY", "b.pem"))
            .load();
    var app = Lodestar.app().configuration(configuration).build();

    assertThat(
            over(List.of("--tls-certificate=c.pem", "--tls-key=k.pem"), Map.of(), app)
                .tls()
                .orElseThrow()
                .identity())
        .isEqualTo(TlsIdentity.pem(Path.of("c.pem"), Path.of("k.pem")));
  }

  @Test
  void an_argument_names_the_unix_socket() {
    assertThat(
            over(List.of("--unix-socket=a.sock"), Map.of("LODESTAR_UNIX_SOCKET", "b.sock"), APP)
                .unixSocket())
        .contains(UnixSocket.at(Path.of("a.sock")));
  }

  @Test
  void a_wrong_environment_variable_that_is_used_is_named() {
    assertThatThrownBy(() ->
            new ServeCommand.Serve("h", null, false, null, List.of())
                .over(APP, Map.of("LODESTAR_PORT", "http")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("LODESTAR_PORT is 'http'");
  }

  @Test
  void a_wrong_environment_variable_that_is_replaced_does_not_matter() {
    assertThat(
            new ServeCommand.Serve(null, 1, false, null, List.of())
                .over(APP, Map.of("LODESTAR_PORT", "http"))
                .port())
        .isEqualTo(1);
  }

  @Test
  void arguments_of_the_configuration_come_before_variables_and_after_those_of_their_own() {
    var serve = new ServeCommand.Serve(null, null, false, null, List.of("--set=server.port=1"));
    var withPort = new ServeCommand.Serve(null, 2, false, null, List.of("--set=server.port=1"));

    assertThat(serve.over(APP, ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("0.0.0.0").withPort(1));
    assertThat(withPort.over(APP, ENVIRONMENT).port()).isEqualTo(2);
  }

  @Test
  void the_configuration_of_the_application_counts_instead_of_the_environment() {
    var app = Lodestar.app().configuration(Configuration.of(Map.of("server.port", "7"))).build();

    assertThat(new ServeCommand.Serve("::1", null, false, null, List.of()).over(app, ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("::1").withPort(7));
  }
}
