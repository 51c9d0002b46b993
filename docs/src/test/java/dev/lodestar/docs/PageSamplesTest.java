package dev.lodestar.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of the manual can fail.
final class PageSamplesTest {
  private static final String GREETING =
      """
      <!-- sample: App.java -->
      ```java
      @Get("/greet")
      String greet(String name) {
        return "Hi, " + name + "!";
      }
      ```
      """;

  @TempDir Path folder;

  private void check(String markdown) throws Exception {
    for (var check : PageSamples.of(Block.of("page.md", markdown), folder, false)) {
      check.check().call();
    }
  }

  @Test
  void a_conversation_that_is_true_passes() throws Exception {
    check(
        GREETING
            + """
            ```console
            $ curl 'localhost:8080/greet?name=Bob'
            Hi, Bob!
            $ curl -i localhost:8080/greet?name=Eve
            HTTP/1.1 200 OK
            …

            Hi, …!
            ```
            """);
  }

  @Test
  void another_answer_than_the_one_shown_fails() {
    assertThatThrownBy(() ->
            check(
                GREETING
                    + """
                    ```console
                    $ curl 'localhost:8080/greet?name=Bob'
                    Hi, Eve!
                    ```
                    """))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("page.md:8");
  }

  @Test
  void a_sample_that_does_not_compile_fails() {
    assertThatThrownBy(() -> check(GREETING.replace("return", "retrun")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("does not compile");
  }

  @Test
  void a_sample_that_the_framework_refuses_fails() {
    assertThatThrownBy(() -> check(GREETING.replace("/greet", "/{greet}")))
        .hasMessageContaining("path-parameter-unused");
  }

  @Test
  void a_java_block_without_a_marker_is_refused() {
    assertThatThrownBy(() -> check(GREETING.substring(GREETING.indexOf("```"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("page.md:1: Put a marker before the block");
  }

  @Test
  void a_command_other_than_curl_is_refused() {
    assertThatThrownBy(() -> check(GREETING + "```console\n$ ./lodestar run App.java\n```\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Only curl");
  }

  @Test
  void an_indented_block_is_not_overlooked() {
    assertThatThrownBy(() -> check("- item\n\n  ```java\n  ```\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("page.md:3");
  }

  @Test
  void other_output_than_the_one_shown_fails() {
    assertThatThrownBy(() ->
            check(
                """
                <!-- sample: Sum.java -->
                ```java
                IO.println(1 + 1);
                ```

                <!-- output -->
                ```text
                3
                ```
                """))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_test_that_does_not_pass_fails() {
    assertThatThrownBy(() ->
            check(
                """
                <!-- sample: WrongTest.java -->
                ```java
                import org.junit.jupiter.api.*;

                final class WrongTest {
                  @Test
                  void fails() {
                    Assertions.fail("no");
                  }
                }
                ```
                """))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("do not pass");
  }

  @Test
  void an_ellipsis_stands_for_text_within_a_line_or_for_lines() {
    assertThat(Expected.matches("a …, b\n", "a 1, b\n")).isTrue();
    assertThat(Expected.matches("a …, b\n", "a\n1, b\n")).isFalse();
    assertThat(Expected.matches("a\n…\nb\n", "a\n1\n2\nb\n")).isTrue();
    assertThat(Expected.matches("a\n", "a\nb\n")).isFalse();
  }

  @Test
  void quotes_are_read_as_a_shell_does() {
    assertThat(Curl.words("curl -H 'A: b c' --json '{\"d\": 1}' \"x\"y"))
        .containsExactly("curl", "-H", "A: b c", "--json", "{\"d\": 1}", "xy");
  }
}
