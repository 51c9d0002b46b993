package dev.lodestar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/// Which exception of a failure decides about the answer.
class FailuresTest {
  private final Exception cause = new IllegalStateException("the cause");

  @Test
  void what_only_carries_another_exception_is_taken_off() {
    assertThat(Failures.unwrap(new ExecutionException(cause))).isSameAs(cause);
    assertThat(Failures.unwrap(new CompletionException(cause))).isSameAs(cause);
    assertThat(Failures.unwrap(new UndeclaredThrowableException(cause))).isSameAs(cause);
    assertThat(Failures.unwrap(new InvocationTargetException(cause))).isSameAs(cause);
  }

  @Test
  void wrappers_of_wrappers_are_taken_off_too() {
    assertThat(Failures.unwrap(new CompletionException(new ExecutionException(cause))))
        .isSameAs(cause);
  }

  @Test
  void the_cause_of_any_other_exception_stays_its_own_matter() {
    var failure = new RuntimeException(new ExecutionException(cause));

    assertThat(Failures.unwrap(failure)).isSameAs(failure);
  }

  @Test
  void a_subclass_of_a_wrapper_means_something_of_its_own() {
    var failure =
        new ExecutionException(cause) {
          private static final long serialVersionUID = 1L;
        };

    assertThat(Failures.unwrap(failure)).isSameAs(failure);
  }

  @Test
  void a_wrapper_of_nothing_stays() {
    var failure = new InvocationTargetException(null);

    assertThat(Failures.unwrap(failure)).isSameAs(failure);
  }
}
