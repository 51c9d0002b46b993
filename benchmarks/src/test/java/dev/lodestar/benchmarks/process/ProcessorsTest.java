package dev.lodestar.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorsTest {
  @Test
  void a_list_of_processors_has_numbers_and_ranges() {
    assertThat(Processors.parse("0-3,6,8-9")).containsExactly(0, 1, 2, 3, 6, 8, 9);
  }
}
