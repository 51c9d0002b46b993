package dev.lodestar.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What real processes write where somebody can see it.
@Timeout(120)
class LogProcessTest {
  @TempDir Path folder;

  /// Runs a program on a terminal of its own, whose screen is the output.
  private static String onTerminal(Map<String, String> environment, String argument)
      throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/script"))).isTrue();
    var line =
        String.join(
            " ", LogProcess.command(argument).stream().map(LogProcessTest::quoted).toList());
    return LogProcess.run(
            environment, List.of("script", "--quiet", "--return", "--command", line, "/dev/null"))
        .output();
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }

  @Test
  void a_pipe_gets_json_on_the_standard_error() throws Exception {
    var ran = LogProcess.run(Map.of(), "hello");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output()).isEmpty();
    assertThat(ran.errors())
        .matches(
            "\\{\"time\":\"[-0-9]{10}T[:0-9]{8}\\.\\d{3}Z\",\"level\":\"INFO\","
                + "\"logger\":\"shop.Orders\",\"message\":\"hello you\",\"thread\":\"main\"}\n");
  }

  @Test
  void the_end_of_the_process_is_told_only_if_its_logger_is_named() throws Exception {
    assertThat(LogProcess.run(Map.of("LODESTAR_LOGGING_LEVEL", "debug"), "exit").errors())
        .contains("deep")
        .doesNotContain("Runtime.exit");
    assertThat(LogProcess.run(Map.of(), "exit-named").errors()).contains("Runtime.exit");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_terminal_gets_colours() throws Exception {
    assertThat(onTerminal(Map.of(), "hello"))
        .contains("\u001b[32mINFO ", "shop.Orders", "hello you")
        .doesNotContain("{\"time\"");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void who_wants_no_colours_gets_none() throws Exception {
    assertThat(onTerminal(Map.of("NO_COLOR", "1"), "hello"))
        .matches("(?s)[:0-9]{8}\\.\\d{3} INFO  shop.Orders  hello you\\R");
    assertThat(onTerminal(Map.of("TERM", "dumb"), "hello")).doesNotContain("\u001b");
  }

  @Test
  void the_environment_says_what_lines_look_like() throws Exception {
    var console = LogProcess.run(Map.of("LODESTAR_LOGGING_FORMAT", "console"), "hello").errors();

    assertThat(console).matches("[:0-9]{8}\\.\\d{3} INFO  shop.Orders  hello you\\R");
  }

  @Test
  void the_environment_says_how_much_is_written() throws Exception {
    assertThat(LogProcess.run(Map.of(), "debug").errors()).isEmpty();
    assertThat(LogProcess.run(Map.of("LODESTAR_LOGGING_LEVEL", "debug"), "debug").errors())
        .contains("\"level\":\"DEBUG\"", "deep");
    assertThat(LogProcess.run(Map.of("LODESTAR_LOGGING_LEVEL", "nonsense"), "hello").errors())
        .contains("hello you");
  }

  @Test
  void nothing_that_is_logged_can_look_like_a_line_of_its_own() throws Exception {
    for (var format : List.of("json", "console")) {
      var written = LogProcess.run(Map.of("LODESTAR_LOGGING_FORMAT", format), "forged").errors();

      assertThat(written.lines()).as(written).hasSize(1);
      assertThat(written).contains("\\n", "\\u001b").doesNotContain("\u001b");
    }
  }

  @Test
  void levels_change_while_the_process_runs() throws Exception {
    assertThat(LogProcess.run(Map.of(), "levels").errors())
        .contains("\"two\"")
        .doesNotContain("\"one\"", "\"three\"");
  }

  @Test
  void libraries_that_log_otherwise_are_heard_too() throws Exception {
    var written = LogProcess.run(Map.of(), "others").errors();

    assertThat(written.lines()).as(written).hasSize(2);
    assertThat(written)
        .contains(
            "\"level\":\"WARN\",\"logger\":\"lib.System\",\"message\":\"from a system logger\"",
            "\"level\":\"INFO\",\"logger\":\"lib.Util\",\"message\":\"from java.util.logging\"");
  }

  @Test
  void a_program_goes_on_when_nobody_reads_any_more() throws Exception {
    var command =
        String.join(" ", LogProcess.command("flood").stream().map(LogProcessTest::quoted).toList());

    var kept =
        LogProcess.run(
            Map.of(),
            List.of("bash", "-c", "{ " + command + " 2>&1 1>&3 | head -n 1 >/dev/null; } 3>&1"));

    assertThat(kept.output()).isEqualTo("still here\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_program_goes_on_when_somebody_holds_the_pipe_and_does_not_read() throws Exception {
    var process = new ProcessBuilder(LogProcess.command("unread")).start();
    LogProcess.endAfterAWhile(process);
    try {
      var output = process.inputReader();
      assertThat(output.readLine()).isEqualTo("goes on");

      // Who reads at last is told of what is missing.
      var errors = process.errorReader();
      var line = errors.readLine();
      while (line != null && !line.contains("log_lines_lost")) {
        line = errors.readLine();
      }
      assertThat(line).contains("\"logger\":\"dev.lodestar.logging\"").containsPattern("count=\\d");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_program_goes_on_when_the_disk_is_full() throws Exception {
    var command =
        String.join(" ", LogProcess.command("flood").stream().map(LogProcessTest::quoted).toList());

    var ran = LogProcess.run(Map.of(), List.of("sh", "-c", command + " 2>/dev/full"));

    assertThat(ran.output()).isEqualTo("still here\n");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void a_failure_shows_the_frames_of_the_application_on_a_console() throws Exception {
    assertThat(LogProcess.run(Map.of("LODESTAR_LOGGING_FORMAT", "console"), "failure").errors())
        .contains("java.lang.IllegalStateException: no stock");
  }

  @Test
  void each_line_of_a_request_has_its_id_and_its_fields() throws Exception {
    var lines = LogProcess.run(Map.of(), "access").errors().lines().toList();

    var read = lines.stream().filter(line -> line.contains("\"message\":\"read\"")).findFirst();
    assertThat(read).isPresent();
    assertThat(read.get())
        .containsPattern("\"requestId\":\"[-0-9a-f]{36}\"")
        .contains("\"fields\":{\"user\":\"ada\"}");
    var id = read.get().replaceAll(".*\"requestId\":\"([-0-9a-f]{36})\".*", "$1");

    var access = lines.stream().filter(line -> line.contains("GET /orders/7 200")).findFirst();
    assertThat(access).isPresent();
    assertThat(access.get())
        .contains(
            "\"logger\":\"dev.lodestar.access\"",
            "\"requestId\":\"" + id + "\"",
            "\"method\":\"GET\",\"path\":\"/orders/7\",\"route\":\"/orders/{id}\",\"status\":200,"
                + "\"bytes\":5,\"ms\":",
            "\"client\":\"127.0.0.1\"",
            "\"user\":\"ada\"")
        .doesNotContain("sesame");
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("GET /nowhere 404"));
    assertThat(lines).noneSatisfy(line -> assertThat(line).contains("/probe"));
    assertThat(lines)
        .as("what the engine refuses, too")
        .anySatisfy(line ->
            assertThat(line).contains("- - 400", "\"status\":400", "\"client\":\"127.0.0.1\""));
  }

  @Test
  void a_request_that_is_turned_away_for_overload_has_a_line_of_the_access_log() throws Exception {
    var ran = LogProcess.run(Map.of(), "overload");

    assertThat(ran.output()).startsWith("503");
    assertThat(ran.errors())
        .contains("\"message\":\"GET /orders/7 503\"", "\"route\":\"/orders/{id}\"")
        .doesNotContain("sesame");
  }

  @Test
  void a_websocket_does_not_load_the_back_end_on_an_event_loop() throws Exception {
    var command = new ArrayList<>(LogProcess.command("socket"));
    command.addAll(
        1,
        List.of(
            "-Dslf4j.provider=" + LogProgram.Telling.class.getName(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED"));

    var ran = LogProcess.run(Map.of(), command);

    assertThat(ran.output()).isEqualTo("loaded by a virtual thread: false\nhello\n");
  }
}
