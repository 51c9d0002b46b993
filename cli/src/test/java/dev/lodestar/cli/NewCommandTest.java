package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class NewCommandTest {
  @TempDir Path folder;

  private static Command read(String line) {
    return FullReader.lodestar(List.of(line.split(" ")));
  }

  @Test
  void a_template_and_a_name_make_a_project() {
    assertThat(read("new api shop --package com.example"))
        .isEqualTo(
            new NewCommand.Make(
                Optional.of("api"), Optional.of("shop"), Optional.of("com.example"), false));
  }

  @Test
  void one_word_is_the_name_unless_it_is_a_template() {
    assertThat(read("new shop"))
        .isEqualTo(
            new NewCommand.Make(Optional.empty(), Optional.of("shop"), Optional.empty(), false));
    assertThat(read("new api"))
        .isEqualTo(
            new NewCommand.Make(Optional.of("api"), Optional.empty(), Optional.empty(), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "new apy shop     | There is no template 'apy'. Did you mean 'api'?",
        "new webapp shop  | There are file, api, database, fullstack.",
        "new api shop x   | 'x' is one argument too many",
        "new --list api   | takes no NAME",
        "new api --pakage | There is no option '--pakage'. Did you mean '--package'?",
      })
  void mistakes_are_told(String line, String told) {
    assertThat(((Answer) read(line)).text()).contains(told);
    assertThat(((Answer) read(line)).exitCode()).isEqualTo(2);
  }

  @Test
  void help_lists_the_templates() {
    assertThat(((Answer) read("new --help")).text())
        .contains("fullstack  a Maven project with a page");
  }

  @Test
  void nobody_is_asked_where_nobody_can_answer() throws Exception {
    var tool = new NewTool(folder, Optional.empty(), Map.of(), Optional.empty());

    var exitCode =
        tool.run(
            new NewCommand.Make(Optional.of("api"), Optional.empty(), Optional.empty(), false));

    assertThat(exitCode).isEqualTo(ExitCode.MISUSED);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_cannot_be_made_is_a_failure_with_a_sentence() {
    var tool = new NewTool(folder, Optional.empty(), Map.of(), Optional.empty());
    var make =
        new NewCommand.Make(Optional.of("file"), Optional.of("Nul"), Optional.empty(), false);

    var failure = catchThrowableOfType(RunFailure.class, () -> tool.run(make));

    assertThat(failure).hasMessageContaining("'Nul' is no name of a project");
  }

  @Test
  void programs_get_json() throws Exception {
    try (var process =
        JavaProcess.start(folder, Map.of(), List.of(), "new", "api", "shop", "--json")) {
      var outcome = process.outcome();

      assertThat(outcome.exitCode()).isZero();
      var told =
          (Map<?, ?>)
              Json.standard()
                  .codec(Object.class)
                  .decode(outcome.out().getBytes(StandardCharsets.UTF_8))
                  .orThrow();
      assertThat(told.get("name")).isEqualTo("shop");
      assertThat(told.get("folder")).isEqualTo(folder.resolve("shop").toString());
      assertThat((List<?>) told.get("files")).hasSize(10);
      assertThat(told.get("next")).isEqualTo(List.of("mvn verify", "lodestar dev ."));
    }
  }

  @Test
  void where_the_command_is_not_on_the_path_it_is_said_how_it_gets_there() throws Exception {
    var make =
        new NewCommand.Make(Optional.of("file"), Optional.of("shop"), Optional.empty(), false);
    var other =
        new NewCommand.Make(Optional.of("file"), Optional.of("other"), Optional.empty(), false);
    var script = Optional.of("/opt/lodestar/lodestar");
    var bin = Files.createDirectory(folder.resolve("bin"));
    Files.createFile(
        bin.resolve("lodestar"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

    assertThat(
            printed(new NewTool(folder, Optional.empty(), Map.of("PATH", "/none"), script), make))
        .contains("ln -s '/opt/lodestar/lodestar' ~/.local/bin/");
    assertThat(
            printed(
                new NewTool(folder, Optional.empty(), Map.of("PATH", bin.toString()), script),
                other))
        .doesNotContain("ln -s");
  }

  private static String printed(NewTool tool, NewCommand command) throws Exception {
    var out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      tool.run(command);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
