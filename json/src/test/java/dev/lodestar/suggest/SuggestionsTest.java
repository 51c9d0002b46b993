package dev.lodestar.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> SLOTS = List.of("str", "int", "long", "double", "datetime");

  @Test
  void one_mistake_of_any_kind_is_forgiven() {
    assertThat(Suggestions.closest("lon", SLOTS)).contains("long");
    assertThat(Suggestions.closest("longg", SLOTS)).contains("long");
    assertThat(Suggestions.closest("lang", SLOTS)).contains("long");
    assertThat(Suggestions.closest("itn", SLOTS)).contains("int");
  }

  @Test
  void case_does_not_count() {
    assertThat(Suggestions.closest("DateTime", SLOTS)).contains("datetime");
  }

  @Test
  void longer_names_forgive_more() {
    assertThat(Suggestions.closest("dattim", SLOTS)).contains("datetime");
  }

  @Test
  void a_name_that_is_far_from_all_gets_no_suggestion() {
    assertThat(Suggestions.closest("uuid", SLOTS)).isEmpty();
    assertThat(Suggestions.closest("", SLOTS)).isEmpty();
    assertThat(Suggestions.closest("int", List.of())).isEmpty();
  }

  @Test
  void the_closest_wins_and_among_equals_the_first() {
    assertThat(Suggestions.closest("inta", List.of("intbc", "into", "ints"))).contains("into");
  }
}
