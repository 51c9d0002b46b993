package dev.lodestar.vite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.Lodestar;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViteStartTest {
  @TempDir Path folder;
  private Dist dist;

  @BeforeEach
  void build() throws IOException {
    dist = Dist.in(folder);
  }

  private static List<StartupProblem> problems(Vite vite) {
    var refused =
        catchThrowableOfType(StartupException.class, () -> Lodestar.app().plugin(vite).build());
    return refused.problems();
  }

  @Test
  void an_application_starts_with_what_vite_has_written() {
    assertThat(Lodestar.app().plugin(dist.vite().spa().entries("src/main.ts")).build().plugins())
        .hasSize(1);
  }

  @Test
  void the_manifest_of_older_versions_of_vite_is_found_too() throws IOException {
    Files.move(folder.resolve(".vite/manifest.json"), folder.resolve("manifest.json"));

    assertThat(dist.vite().assets().tags("src/main.ts").html()).contains("main-BRBmoGS9.js");
  }

  @Test
  void a_missing_manifest_is_a_problem_that_says_how_to_make_one() throws IOException {
    Files.delete(folder.resolve(".vite/manifest.json"));

    assertThat(problems(dist.vite()))
        .containsExactly(
            new StartupProblem(
                "vite-manifest",
                folder.toString(),
                "There is neither .vite/manifest.json nor manifest.json in this folder.",
                "Run 'npx vite build' with build: { manifest: true } in Vite's configuration; or"
                    + " start with 'lodestar dev', which needs no build."));
  }

  @Test
  void a_missing_folder_is_the_same_problem() {
    var problem = problems(Vite.directory(folder.resolve("none")).environment(Map.of())).getFirst();

    assertThat(problem.code()).isEqualTo("vite-manifest");
    assertThat(problem.what()).startsWith("There is no folder " + folder.resolve("none"));
  }

  @Test
  void missing_resources_are_the_same_problem() {
    var vite = Vite.resources(ViteStartTest.class, "none-there").environment(Map.of());

    assertThat(problems(vite).getFirst().code()).isEqualTo("vite-manifest");
  }

  @Test
  void every_unknown_entry_is_listed_beside_what_else_is_wrong() {
    var app =
        Lodestar.app()
            .get("/{a}/{a}", request -> dev.lodestar.http.Response.text(""))
            .plugin(dist.vite().entries("src/mian.ts", "src/main.ts", "shop.js"));

    var refused = catchThrowableOfType(StartupException.class, app::build);

    assertThat(refused.problems())
        .contains(
            new StartupProblem(
                "vite-entry",
                "the entry 'src/mian.ts'",
                "It is not in " + folder + "/.vite/manifest.json.",
                "Did you mean 'src/main.ts'?"),
            new StartupProblem(
                "vite-entry",
                "the entry 'shop.js'",
                "It is not in " + folder + "/.vite/manifest.json.",
                "Known are: src/admin.ts, src/main.ts, src/print.css."))
        .hasSize(3);
  }

  @Test
  void a_file_that_was_not_copied_is_a_problem_of_the_entry_that_needs_it() throws IOException {
    Files.delete(folder.resolve("assets/base-Cx81Qw0p.js"));

    var problem = problems(dist.vite().entries("src/admin.ts")).getFirst();

    assertThat(problem.code()).isEqualTo("vite-file");
    assertThat(problem.subject()).isEqualTo("the entry 'src/admin.ts'");
    assertThat(problem.what()).contains("'assets/base-Cx81Qw0p.js'");
  }

  @Test
  void a_missing_page_is_a_problem_where_there_is_one_to_answer_with() throws IOException {
    Files.delete(folder.resolve("index.html"));

    assertThat(problems(dist.vite().spa())).extracting(StartupProblem::code).contains("vite-page");
    assertThat(Lodestar.app().plugin(dist.vite()).build().plugins()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{                                             | line 1",
        "[]                                            | At : ",
        "{\"a\": {}}                                   | At /a/file",
        "{\"a\": {\"file\": 1}}                        | At /a/file",
        "{\"a\": {\"file\": \"a.js\", \"imports\": [\"b\"]}} | 'a' imports 'b', which is not in it.",
        "{\"a\": {\"file\": \"../a.js\"}}              | 'a' names the file '../a.js', which leads elsewhere.",
        "{\"a\": {\"file\": \"//evil.example/a.js\"}}  | which leads elsewhere.",
        "{\"a\": {\"file\": \"a.js\", \"css\": [\"\"]}} | which leads elsewhere.",
      })
  void what_is_no_manifest_is_a_problem_that_names_the_place(String json, String told)
      throws IOException {
    dist.write(".vite/manifest.json", json);

    var problem = problems(dist.vite()).getFirst();

    assertThat(problem.code()).isEqualTo("vite-manifest");
    assertThat(problem.subject()).isEqualTo(folder + "/.vite/manifest.json");
    assertThat(problem.what()).startsWith("It is no manifest of Vite: ").contains(told);
  }

  @Test
  void a_manifest_beyond_the_limit_is_not_read() throws IOException {
    dist.write(".vite/manifest.json", " ".repeat(Vite.MAX_MANIFEST_SIZE + 1));

    assertThat(problems(dist.vite()).getFirst().what()).startsWith("It has more than 16777216");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "assets/", "/assets", "//evil.example/", "ftp://cdn.example/"})
  void a_base_is_a_path_or_an_address_that_ends_in_a_slash(String base) {
    var refused =
        catchThrowableOfType(IllegalArgumentException.class, () -> dist.vite().base(base));

    assertThat(refused).hasMessageContaining("'" + base + "'");
  }
}
