package dev.lodestar.jsonpatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pointers as RFC 6901 writes them.
class JsonPointerTest {
  private static List<String> steps(String text) {
    return Objects.requireNonNull(JsonPointer.parse(text)).steps();
  }

  @Test
  void steps_are_separated_by_slashes() {
    assertThat(steps("")).isEmpty();
    assertThat(steps("/")).containsExactly("");
    assertThat(steps("/a/0/b c")).containsExactly("a", "0", "b c");
    assertThat(steps("//a/")).containsExactly("", "a", "");
    assertThat(steps("/%25\"\\^|")).containsExactly("%25\"\\^|");
  }

  @Test
  void tildes_and_slashes_are_escaped_and_unescaped_once() {
    assertThat(steps("/a~1b")).containsExactly("a/b");
    assertThat(steps("/m~0n")).containsExactly("m~n");
    assertThat(steps("/~01")).containsExactly("~1");
    assertThat(steps("/~00~10")).containsExactly("~0/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "#", "#/a", " /a", "/~", "/a~", "/~2", "/~/a", "/~~0"})
  void everything_else_is_no_pointer(String text) {
    assertThat(JsonPointer.parse(text)).isNull();
  }

  @Test
  void the_length_is_bounded() {
    assertThat(JsonPointer.parse("/" + "a".repeat(JsonPointer.MAX_LENGTH - 1))).isNotNull();
    assertThat(JsonPointer.parse("/" + "a".repeat(JsonPointer.MAX_LENGTH))).isNull();
  }
}
