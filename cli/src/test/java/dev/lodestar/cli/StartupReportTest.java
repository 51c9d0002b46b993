package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The report of what a start has cost, of programs in processes of their own.
@Timeout(300)
class StartupReportTest {
  private static final String START_LINE = "Lodestar serves ";
  private static final Map<String, String> ASKING = Map.of("LODESTAR_STARTUP_REPORT", "1");

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(
        folder.resolve("App.java"),
        """
        import dev.lodestar.*;

        @Get("/")
        String hello() {
          return "hello";
        }

        void main(String... args) {
          Lodestar.run(this, args);
        }
        """);
  }

  @Test
  void the_argument_has_every_phase_printed_after_the_first_answer() throws Exception {
    try (var process = start(Map.of(), "run", "--startup-report", "--port", "0", "App.java")) {
      get(process);

      var head = process.line("Start-up report: ");
      assertThat(head).endsWith(" ms until the first answer");
      for (var phase :
          List.of(
              "the virtual machine starts",
              "the program, up to Lodestar.app()",
              "this report itself",
              "declarations and plugins",
              "analysis",
              "generated code",
              "routes and pipeline",
              "engine: its classes",
              "lifespans and singletons",
              "engine: threads and socket",
              "waiting for the first request",
              "the first request is handled",
              "its response is sent",
              "together")) {
        assertThat(process.line("  " + phase)).matches(".* [0-9]+\\.[0-9] .*");
      }
      assertThat(process.line("  Of the classes")).contains("archives", "jars", "generated");
    }
  }

  @Test
  void the_environment_asks_for_it_too() throws Exception {
    try (var process = start(ASKING, "run", "--port", "0", "App.java")) {
      get(process);

      assertThat(process.line("  analysis")).isNotEmpty();
    }
  }

  @Test
  void without_an_answer_it_is_printed_at_the_end() throws Exception {
    try (var process = start(ASKING, "run", "--port", "0", "App.java")) {
      process.line(START_LINE);
      process.terminate();

      assertThat(process.line("Start-up report: ")).endsWith("until it stopped, without an answer");
    }
  }

  @Test
  void a_value_that_is_not_known_is_told() throws Exception {
    try (var process =
        start(Map.of("LODESTAR_STARTUP_REPORT", "maybe"), "run", "--port", "0", "App.java")) {
      var outcome = process.outcome();

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err()).contains("LODESTAR_STARTUP_REPORT is 'maybe'", "1, true or on");
    }
  }

  private JavaProcess start(Map<String, String> environment, String... arguments) throws Exception {
    return JavaProcess.start(folder, environment, List.of(), arguments);
  }

  private static void get(JavaProcess process) throws Exception {
    var line = process.line(START_LINE);
    var uri = URI.create(line.substring(START_LINE.length()).split(" ", -1)[0]);
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("hello");
    }
  }
}
