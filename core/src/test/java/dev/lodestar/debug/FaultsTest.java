package dev.lodestar.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// How failures are read, however large or odd they are.
class FaultsTest {

  @Test
  void exceptions_in_a_circle_are_read_once() {
    var first = new IllegalStateException("first");
    var second = new IllegalStateException("second", first);
    first.initCause(second);
    second.addSuppressed(first);

    assertThat(Faults.of(first)).extracting(Fault::message).containsExactly("first", "second");
  }

  @Test
  void only_so_many_exceptions_are_read() {
    var failure = new Exception("0");
    for (var i = 1; i < 10_000; i++) {
      failure = new Exception(String.valueOf(i), failure);
      failure.addSuppressed(new Exception());
    }

    assertThat(Faults.of(failure)).hasSize(Faults.MOST_EXCEPTIONS);
  }

  @Test
  void long_messages_are_cut_but_never_within_a_character() {
    var message = "x".repeat(Faults.LONGEST_MESSAGE - 1) + "\uD83D\uDE00" + "y".repeat(8);

    assertThat(Faults.of(new Exception(message)).getFirst().message())
        .isEqualTo("x".repeat(Faults.LONGEST_MESSAGE - 1) + "… (10 more characters)");
  }

  @Test
  void calls_in_common_with_the_exception_around_are_counted_only() {
    var cause = new Exception("inner");
    var failure = new Exception("outer", cause);
    var inner = Faults.of(failure).getLast();

    assertThat(inner.frames()).hasSize(1);
    assertThat(inner.common()).isEqualTo(failure.getStackTrace().length - 1);
  }

  @Test
  void calls_beyond_the_limit_are_counted_only() {
    var failure = new Exception();
    var calls = new StackTraceElement[Faults.MOST_FRAMES + 23];
    Arrays.fill(calls, new StackTraceElement("A", "a", "A.java", 1));
    failure.setStackTrace(calls);

    assertThat(Faults.of(failure).getFirst().frames()).hasSize(Faults.MOST_FRAMES);
    assertThat(Faults.of(failure).getFirst().omitted()).isEqualTo(23);
    assertThat(StackTrace.linesOf(Faults.of(failure)).getLast())
        .isEqualTo("    … 23 calls are left out");
  }
}
