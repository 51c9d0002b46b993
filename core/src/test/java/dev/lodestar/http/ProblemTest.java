package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void a_plain_problem_says_what_its_status_says() {
    var problem = Problem.of(Status.NOT_FOUND);

    assertThat(problem.type()).hasToString("about:blank");
    assertThat(problem.status()).isEqualTo(Status.NOT_FOUND);
    assertThat(problem.title()).isEqualTo("Not Found");
    assertThat(problem.detail()).isEmpty();
    assertThat(problem.instance()).isEmpty();
    assertThat(problem.extensions()).isEmpty();
    assertThat(problem).hasToString("404 Not Found");
  }

  @Test
  void changes_make_new_problems_and_keep_the_rest() {
    var plain = Problem.of(Status.CONFLICT);
    var problem =
        plain
            .with("left", 2)
            .withType(URI.create("https://example.org/out-of-stock"))
            .withTitle("Out of stock")
            .withDetail("There are 2 left.")
            .withInstance(URI.create("/orders/7"))
            .with("wanted", 3);

    assertThat(problem.type()).hasToString("https://example.org/out-of-stock");
    assertThat(problem.title()).isEqualTo("Out of stock");
    assertThat(problem.detail()).hasValue("There are 2 left.");
    assertThat(problem.instance()).hasValue(URI.create("/orders/7"));
    assertThat(problem.extensions()).containsExactly(Map.entry("left", 2), Map.entry("wanted", 3));
    assertThat(problem).hasToString("409 Out of stock: There are 2 left.");
    assertThat(plain.extensions()).isEmpty();
  }

  @Test
  void a_member_given_twice_has_its_last_value() {
    assertThat(Problem.of(Status.CONFLICT).with("left", 2).with("left", 1).extensions())
        .containsExactly(Map.entry("left", 1));
  }

  @Test
  void extensions_cannot_be_changed() {
    var extensions = Problem.of(Status.CONFLICT).with("left", 2).extensions();

    assertThatThrownBy(() -> extensions.put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void names_of_members_follow_the_rfc() {
    for (var name : new String[] {"", "ab", "1ab", "_ab", "a-b", "a b", "äbc", "a\nb", "a.b"}) {
      assertThatThrownBy(() -> Problem.of(Status.CONFLICT).with(name, 1))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("\n");
    }
    assertThat(Problem.of(Status.CONFLICT).with("aB_9", 1).extensions()).containsKey("aB_9");
  }

  @Test
  void standard_members_are_not_extensions() {
    for (var name : new String[] {"type", "status", "title", "detail", "instance"}) {
      assertThatThrownBy(() -> Problem.of(Status.CONFLICT).with(name, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("'" + name + "' is a standard member");
    }
  }
}
