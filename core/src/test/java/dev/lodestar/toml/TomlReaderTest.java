package dev.lodestar.toml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.toml.TomlNode.Table;
import org.junit.jupiter.api.Test;

/// What the corpus does not say: places, sentences, limits.
class TomlReaderTest {
  private static TomlProblem only(String text) {
    var problems = TomlReader.read(text).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  @Test
  void tells_the_line_and_column_of_an_error_of_syntax() {
    assertThat(only("a = 1\nb = [1, 2\nc = 3\n"))
        .isEqualTo(
            new TomlProblem(
                "Expected ',' or ']' after an element of the array, but there is 'c'.",
                3,
                1,
                false));
    assertThat(only("name = \"a\\qb\"")).extracting("line", "column").containsExactly(1, 10);
  }

  @Test
  void counts_characters_beyond_the_basic_plane_as_one() {
    assertThat(only("a = \"\uD83D\uDE00\" x").column()).isEqualTo(9);
  }

  @Test
  void goes_on_after_a_key_that_is_there_already() {
    var document = TomlReader.read("a = 1\na = 2\n[t]\n[t]\nb = 3\nc = 4\nc = 5");

    assertThat(document.problems())
        .containsExactly(
            new TomlProblem("The key 'a' is there already, in line 1.", 2, 1, true),
            new TomlProblem("The key 't' is there already, in line 3.", 4, 2, true),
            new TomlProblem("The key 'c' is there already, in line 6.", 7, 1, true));
  }

  @Test
  void repeats_no_value_in_a_problem() {
    assertThat(only("password = hunter2").message()).doesNotContain("hunter2");
    assertThat(only("password = \"hunter2").message()).doesNotContain("hunter2");
    assertThat(only("password = \"hunter2\" hunter3").message()).doesNotContain("unter");
  }

  @Test
  void knows_the_place_of_every_value() {
    var document = TomlReader.read("\n[server]\n  port = 8080\nhosts = [\n  'a',\n  'b']");
    var server = (Table) document.root().entries().get("server").value();
    var hosts = (TomlNode.Array) server.entries().get("hosts").value();

    assertThat(server.entries().get("port")).extracting("line", "column").containsExactly(3, 3);
    assertThat(server.entries().get("port").value())
        .extracting("line", "column")
        .containsExactly(3, 10);
    assertThat(hosts.elements().get(1)).extracting("line", "column").containsExactly(6, 3);
  }

  @Test
  void limits_the_depth_of_arrays_tables_and_keys() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(only("a = " + deep).message())
        .isEqualTo("Tables and arrays are nested more than 100 levels deep.");
    assertThat(only("a = " + "{a=".repeat(100_000)).message()).contains("100 levels");
    assertThat(only("[" + "a.".repeat(100_000) + "a]").message())
        .isEqualTo("The key has more than 100 parts.");
  }

  @Test
  void reads_a_single_value() {
    var list = TomlReader.readValue(" [1, 2] ");

    assertThat(list.problems()).isEmpty();
    assertThat(list.root().entries().get("").value()).isInstanceOf(TomlNode.Array.class);
    assertThat(TomlReader.readValue("[1] 2").problems()).hasSize(1);
    assertThat(TomlReader.readValue("").problems()).hasSize(1);
  }
}
