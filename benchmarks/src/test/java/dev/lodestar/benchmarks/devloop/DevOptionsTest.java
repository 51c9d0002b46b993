package dev.lodestar.benchmarks.devloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevOptionsTest {
  @Test
  void the_usage_tells_the_defaults() {
    var options = DevOptions.parse(List.of());

    assertThat(DevOptions.USAGE)
        .contains("--edits=" + options.edits())
        .contains("--structural=" + options.structural())
        .contains("--reloads=" + options.reloads())
        .contains("--requests=" + options.requests())
        .contains("--classes=" + options.classes())
        .contains("--pause=" + options.pause());
    assertThat(options.with()).isEmpty();
  }

  @Test
  void beside_others_the_pause_is_shorter_unless_it_is_named() {
    assertThat(DevOptions.parse(List.of("--with=quarkus,spring-boot")).pause()).isEqualTo(1);
    assertThat(DevOptions.parse(List.of("--pause=0", "--with=quarkus")).pause()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--edits=0", "--edits=x", "--classes=10", "--with=rails", "--with", "--edit=3"})
  void what_is_not_known_is_refused(String argument) {
    assertThatThrownBy(() -> DevOptions.parse(List.of(argument)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'");
  }
}
