package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.LaunchException;
import dev.lodestar.engine.ServerOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServeCommandTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("LODESTAR_HOST", "0.0.0.0", "LODESTAR_PORT", "9000");

  @Test
  void arguments_replace_environment_variables_one_by_one() {
    assertThat(new ServeCommand.Serve("::1", null, false, null).over(ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("::1").withPort(9000));
    assertThat(new ServeCommand.Serve(null, 1, false, null).over(ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("0.0.0.0").withPort(1));
  }

  @Test
  void environment_variables_replace_defaults() {
    assertThat(new ServeCommand.Serve(null, null, false, null).over(ENVIRONMENT))
        .isEqualTo(ServerOptions.defaults().withHost("0.0.0.0").withPort(9000));
    assertThat(new ServeCommand.Serve(null, null, false, null).over(Map.of()))
        .isEqualTo(ServerOptions.defaults());
  }

  @Test
  void a_wrong_environment_variable_that_is_used_is_named() {
    assertThatThrownBy(() ->
            new ServeCommand.Serve("h", null, false, null).over(Map.of("LODESTAR_PORT", "http")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("LODESTAR_PORT is 'http'");
  }

  @Test
  void a_wrong_environment_variable_that_is_replaced_does_not_matter() {
    assertThat(
            new ServeCommand.Serve(null, 1, false, null)
                .over(Map.of("LODESTAR_PORT", "http"))
                .port())
        .isEqualTo(1);
  }
}
