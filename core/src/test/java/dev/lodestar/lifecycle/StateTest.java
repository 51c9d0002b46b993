package dev.lodestar.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.Key;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final Key<String> NAME = Key.of("name", String.class);

  private final State state = new State();

  @Test
  void a_value_is_there_until_it_is_removed() {
    assertThat(state.put(NAME, "one")).isEmpty();
    assertThat(state.put(NAME, "two")).contains("one");
    assertThat(state.get(NAME)).contains("two");
    assertThat(state.remove(NAME)).contains("two");
    assertThat(state.get(NAME)).isEmpty();
    assertThat(state.remove(NAME)).isEmpty();
  }

  @Test
  void two_keys_of_the_same_name_are_two_values() {
    state.put(NAME, "one");

    assertThat(state.get(Key.of("name", String.class))).isEmpty();
  }

  @Test
  void an_empty_state_says_so() {
    assertThatThrownBy(() -> state.require(NAME)).hasMessageContaining("it has none at all");
  }

  @Test
  void a_value_is_computed_once_however_many_ask() throws Exception {
    var computed = new AtomicInteger();
    var asks = new ArrayList<Callable<String>>();
    for (var i = 0; i < 100; i++) {
      asks.add(() -> state.computeIfAbsent(NAME, () -> "value " + computed.incrementAndGet()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(asks)) {
        assertThat(answer.get()).isEqualTo("value 1");
      }
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // what a program may do that ignores its warnings
  void a_value_of_another_type_than_the_key_is_refused() {
    Key key = NAME;

    assertThatThrownBy(() -> state.put(key, 1)).isInstanceOf(ClassCastException.class);
  }
}
