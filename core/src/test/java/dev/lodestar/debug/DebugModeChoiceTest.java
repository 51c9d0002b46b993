package dev.lodestar.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether debug mode is on.
class DebugModeChoiceTest {

  private static boolean isOn(String value) {
    return DebugMode.isOn(Optional.empty(), Map.of("LODESTAR_DEBUG", value));
  }

  @Test
  void it_is_off_by_default() {
    assertThat(DebugMode.isOn(Optional.empty(), Map.of())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "on", "TRUE", " On "})
  void the_environment_turns_it_on(String value) {
    assertThat(isOn(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "false", "off", "OFF"})
  void the_environment_turns_it_off(String value) {
    assertThat(isOn(value)).isFalse();
  }

  @Test
  void the_program_counts_before_the_environment() {
    assertThat(DebugMode.isOn(Optional.of(false), Map.of("LODESTAR_DEBUG", "1"))).isFalse();
    assertThat(DebugMode.isOn(Optional.of(true), Map.of("LODESTAR_DEBUG", "0"))).isTrue();
    assertThat(DebugMode.isOn(Optional.of(false), Map.of("LODESTAR_DEBUG", "x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "2", "", "debug"})
  void another_value_is_refused_with_those_that_are_accepted(String value) {
    assertThatThrownBy(() -> isOn(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The environment variable LODESTAR_DEBUG is '"
                + value
                + "', but it has to be 1, true or on for debug mode, or 0, false or off; unset it"
                + " for no debug mode.");
  }
}
