package dev.lodestar.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedPathTest {

  @Test
  void names_are_decoded_once() {
    assertThat(RequestedPath.of("/a%20b/c%252e/").orElseThrow().names())
        .containsExactly("a b", "c%2e");
  }

  @Test
  void the_root_has_no_names() {
    assertThat(RequestedPath.of("/").orElseThrow().names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "//",
        "/a//b",
        "//etc/passwd",
        "/.",
        "/..",
        "/../a",
        "/a/..",
        "/%2e%2e/a",
        "/%2E%2E%2Fa",
        "/a%2Fb",
        "/a%5Cb",
        "/a\\b",
        "/..\\a",
        "/%00",
        "/a%00.txt",
        "/a%0Ab",
        "/a%7Fb",
        "/%C0%AE%C0%AE/a",
        "/%ED%A0%80",
        "/%",
        "/%zz",
        "/%u002e"
      })
  void what_could_lead_elsewhere_is_no_path(String raw) {
    assertThat(RequestedPath.of(raw)).isEmpty();
  }

  @Test
  void names_and_paths_have_a_limit() {
    assertThat(RequestedPath.of("/" + "a".repeat(255))).isPresent();
    assertThat(RequestedPath.of("/" + "a".repeat(256))).isEmpty();
    assertThat(RequestedPath.of("/" + "%C3%A4".repeat(128))).isEmpty();
    assertThat(RequestedPath.of("/a".repeat(1000))).isPresent();
    assertThat(RequestedPath.of("/a".repeat(1001))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:",
        "c:evil",
        "a.txt:stream",
        "con",
        "CON",
        "con.txt",
        "NUL .x",
        "aux.js",
        "com1",
        "LPT9.log",
        "COM¹",
        "a.txt.",
        "a.txt ",
        "PROGRA~1",
        "git~1"
      })
  void names_that_windows_reads_otherwise_are_known(String name) {
    assertThat(WindowsNames.isTreacherous(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "console.js", "com10", "common.css", "auxiliary", "a~b", "~", "a.b.c"})
  void other_names_are_not(String name) {
    assertThat(WindowsNames.isTreacherous(name)).isFalse();
  }
}
