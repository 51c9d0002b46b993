package dev.lodestar.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessAgeTest {
  /// What the kernel counts in.
  private static final Duration TICK = Duration.ofMillis(10);

  @Test
  void a_process_is_older_than_its_virtual_machine() {
    var machine = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());

    assertThat(ProcessAge.now())
        .hasValueSatisfying(age -> assertThat(age).isGreaterThan(machine.minus(TICK)));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void it_agrees_with_the_start_that_Java_tells_to_the_second_of_the_boot() {
    var started = ProcessHandle.current().info().startInstant().orElseThrow();
    var tolerance = Duration.ofMillis(1_500);
    var least = Duration.between(started, Instant.now()).minus(tolerance);
    var age = ProcessAge.now().orElseThrow();
    var most = Duration.between(started, Instant.now()).plus(tolerance);

    assertThat(age).isBetween(least, most);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void it_grows_with_the_clock() throws InterruptedException {
    var before = System.nanoTime();
    var first = ProcessAge.now().orElseThrow();
    Thread.sleep(100);
    var second = ProcessAge.now().orElseThrow();
    var most = Duration.ofNanos(System.nanoTime() - before);

    assertThat(second.minus(first)).isBetween(Duration.ofMillis(100).minus(TICK), most.plus(TICK));
  }
}
