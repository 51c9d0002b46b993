package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.process.Applications;
import dev.lodestar.process.StartPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `lodestar stop --all`, with real processes.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class StopAllTest {
  @TempDir Path folder;
  private Applications applications;

  @BeforeEach
  void open() {
    applications = Applications.in(folder.resolve("state"));
  }

  @AfterEach
  void nothing_stays() throws Exception {
    for (var status : applications.all()) {
      applications.stop(status.name(), Duration.ofSeconds(1));
    }
  }

  private void start(String name) throws Exception {
    var command = JavaCommand.java();
    command.add(TinyApplication.class.getName());
    applications.start(StartPlan.of(name, command).with("LODESTAR_PORT", "0"));
  }

  private JavaProcess.Outcome stop(String... arguments) throws Exception {
    var environment = Map.of("LODESTAR_STATE", folder.resolve("state").toString());
    try (var process = JavaProcess.start(folder, environment, List.of(), arguments)) {
      return process.outcome();
    }
  }

  @Test
  void all_that_run_are_stopped_and_told() throws Exception {
    start("shop");
    start("library");

    var outcome = stop("stop", "--all");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("Stopped 'shop' (process "),
            line -> assertThat(line).startsWith("Stopped 'library' (process "));
    assertThat(applications.all()).isEmpty();
    assertThat(stop("stop", "--all").out()).isEqualTo("No application runs in the background.\n");
    assertThat(stop("stop", "--all", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void a_name_beside_it_is_a_mistake_and_stops_nothing() throws Exception {
    start("shop");

    var outcome = stop("stop", "--all", "shop");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Give either 'shop' or --all.");
    assertThat(applications.status("shop").isRunning()).isTrue();
  }
}
