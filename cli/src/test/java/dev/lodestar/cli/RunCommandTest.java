package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.cli.JavaProcess.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command `lodestar run`, in processes of its own.
@Timeout(300)
class RunCommandTest {
  private static final String GREETING =
      """
      import dev.lodestar.*;

      @Get("/greet")
      String greet(String name) {
        return "Hi, " + name + "!";
      }

      void main(String... args) {
        Lodestar.run(this, args);
      }
      """;
  private static final int ENDED_BY_TERM = 128 + 15;

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    new Sources(folder).write(name, text);
  }

  private JavaProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    return JavaProcess.start(folder, environment, List.of(), arguments);
  }

  private Outcome run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    try (var process = start(environment, arguments)) {
      return process.outcome();
    }
  }

  private static String get(String uri) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void debug_mode_of_the_environment_shows_the_source_of_the_program() throws Exception {
    write(
        "App.java",
        GREETING.replace("return \"Hi, ", "if (name.isEmpty()) throw new Error(); return \"Hi, "));
    var debug = Map.of("LODESTAR_DEBUG", "1");
    try (var process = start(debug, "run", "App.java", "--port", "0");
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(process.uri() + "/greet?name="))
              .header("Accept", "text/html")
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).body())
          .containsPattern("<mark> *5 +if \\(name\\.isEmpty\\(\\)\\) throw new Error\\(\\);");
    }
  }

  @Test
  void a_debug_mode_that_is_none_is_refused_without_a_stack_trace() throws Exception {
    write("App.java", GREETING);

    var outcome = run(Map.of("LODESTAR_DEBUG", "maybe"), "run", "App.java");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("The environment variable LODESTAR_DEBUG is 'maybe', but it has to be 1, true")
        .hasLineCount(1);
  }

  @Test
  void an_application_serves_until_it_is_told_to_stop() throws Exception {
    write("App.java", GREETING);
    try (var process = start(Map.of(), "run", "App.java", "--port", "0")) {
      assertThat(get(process.uri() + "/greet?name=Bob")).isEqualTo("Hi, Bob!");
      process.terminate();

      var outcome = process.outcome();
      assertThat(outcome.exitCode()).isEqualTo(ENDED_BY_TERM);
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out()).contains("/greet", "App.greet(String name)");
    }
  }

  @Test
  void the_second_start_loads_neither_the_compiler_nor_the_option_library() throws Exception {
    write("Count.java", "void main(String... args) { IO.println(args.length); }");
    var first = classesLoadedBy("run", "--port=1", "Count.java", "a", "b");
    var second = classesLoadedBy("run", "--port=1", "Count.java", "a", "b");

    assertThat(first).anyMatch(line -> line.contains("com.sun.tools.javac."));
    assertThat(second)
        .anyMatch(line -> line.contains(" Count "))
        .noneMatch(line -> line.contains("com.sun.tools.javac."))
        .noneMatch(line -> line.contains(" picocli."));
  }

  private List<String> classesLoadedBy(String... arguments) throws Exception {
    var log = folder.resolve("classes.log");
    var options = List.of("-Xlog:class+load:file=" + log);
    try (var process = JavaProcess.start(folder, Map.of(), options, arguments)) {
      assertThat(process.outcome()).isEqualTo(new Outcome(0, "4\n", ""));
    }
    return Files.readAllLines(log);
  }

  @Test
  void arguments_go_before_environment_variables() throws Exception {
    write("App.java", GREETING);
    var environment = Map.of("LODESTAR_PORT", "http", "LODESTAR_HOST", "localhost");
    try (var process = start(environment, "run", "--port=0", "App.java")) {
      assertThat(process.uri()).startsWith("http://localhost:");
    }
  }

  @Test
  void without_arguments_environment_variables_are_used() throws Exception {
    write("App.java", GREETING);
    try (var process = start(Map.of("LODESTAR_PORT", "0"), "run", "App.java")) {
      assertThat(get(process.uri() + "/greet?name=Ann")).isEqualTo("Hi, Ann!");
    }
  }

  @Test
  void a_wrong_environment_variable_is_named() throws Exception {
    write("App.java", GREETING);

    assertThat(run(Map.of("LODESTAR_PORT", "http"), "run", "App.java"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "The environment variable LODESTAR_PORT is 'http', but a port is a number from 0"
                    + " to 65535.\n"));
  }

  @Test
  void a_wrong_argument_of_the_application_is_explained() throws Exception {
    write("App.java", GREETING);

    assertThat(run("run", "App.java", "--port", "99999"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                The option --port is '99999', but a port is a number from 0 to 65535.
                Usage: APPLICATION [-h] [--startup-report] [--version] [--config=FILE]
                                   [--host=HOST] [--name=NAME] [--port=PORT]
                                   [--tls-certificate=FILE] [--tls-key=FILE]
                                   [--unix-socket=FILE] [--profile=NAME]...
                                   [--set=NAME=VALUE]...
                '--help' says more.
                """));
  }

  @Test
  void help_of_the_application_is_no_failure() throws Exception {
    write("App.java", GREETING);
    var outcome = run("run", "App.java", "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("Usage: APPLICATION");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void a_port_in_use_is_named_without_a_stack_trace() throws Exception {
    write("App.java", GREETING);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var outcome = run("run", "App.java", "--port=" + taken.getLocalPort());

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err())
          .contains(String.valueOf(taken.getLocalPort()))
          .doesNotContain("\tat ", "Exception");
      assertThat(outcome.err().strip().lines()).hasSize(1);
    }
  }

  @Test
  void mistakes_in_the_application_are_reported_without_a_stack_trace() throws Exception {
    write(
        "App.java",
        """
        import dev.lodestar.*;

        @Get("/items/{id")
        String item(int id) {
          return "";
        }

        void main(String... args) {
          Lodestar.run(this, args);
        }
        """);
    var outcome = run("run", "App.java", "--port=0");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("App.java:", "/items/{id")
        .doesNotContain("\tat ", "Exception");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void an_application_that_the_program_builds_itself_is_reported_like_any_other() throws Exception {
    write(
        "App.java",
        """
        import dev.lodestar.*;

        @Get("/items/{id")
        String item() {
          return "";
        }

        void main() {
          var app = Lodestar.app().routes(this).build();
          app.serve();
        }
        """);
    var outcome = run("run", "App.java");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("App.java:", "/items/{id")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void an_application_that_is_built_by_an_initializer_is_reported_like_any_other()
      throws Exception {
    write(
        "App.java",
        """
        import dev.lodestar.*;

        static class Items {
          @Get("/items/{id")
          String item() {
            return "";
          }
        }

        static final dev.lodestar.App ITEMS = Lodestar.app().routes(new Items()).build();

        void main() {
          ITEMS.serve();
        }
        """);
    var outcome = run("run", "App.java");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("App.java:", "/items/{id")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void a_socket_that_cannot_be_bound_is_one_sentence_whoever_serves() throws Exception {
    write(
        "App.java",
        """
        import dev.lodestar.*;
        import dev.lodestar.engine.ServerOptions;

        void main() {
          Lodestar.app().build().serve(ServerOptions.defaults().withHost("no.such.host.invalid"));
        }
        """);
    var outcome = run("run", "App.java");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no.such.host.invalid").doesNotContain("\tat ", "Exception");
  }

  @Test
  void a_compile_error_ends_with_exit_code_1() throws Exception {
    write("App.java", "void main() {\n  int count = \"x\";\n}\n");

    assertThat(run("run", "App.java"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                App.java:2: error: incompatible types: String cannot be converted to int
                  int count = "x";
                              ^
                1 error
                """));
  }

  @Test
  void an_exception_of_the_program_shows_its_own_lines_only() throws Exception {
    write("App.java", "void main() {\n\n  throw new IllegalStateException(\"broken\");\n}\n");
    var expected =
        new Outcome(
            1,
            "",
            """
            Exception in thread "main" java.lang.IllegalStateException: broken
            \tat App.main(App.java:3)
            """);

    assertThat(run("run", "App.java")).as("compiled").isEqualTo(expected);
    assertThat(run("run", "App.java")).as("kept").isEqualTo(expected);
  }

  @Test
  void the_program_sees_its_own_classes_through_the_context_class_loader() throws Exception {
    write(
        "App.java",
        """
        void main() throws Exception {
          var loader = Thread.currentThread().getContextClassLoader();
          IO.println(loader.loadClass("App") == getClass());
        }
        """);

    assertThat(run("run", "App.java")).isEqualTo(new Outcome(0, "true\n", ""));
  }

  @Test
  void arguments_that_the_program_cannot_see_are_refused() throws Exception {
    write("App.java", "void main() { IO.println(\"started\"); }");

    assertThat(run("run", "App.java", "--port", "1"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "The main method in 'App.java' takes no arguments, so '--port 1' would be lost."
                    + " Declare 'void main(String... args)' and pass them on:"
                    + " 'Lodestar.run(this, args)'.\n"));
  }

  @Test
  void a_missing_file_is_one_sentence() throws Exception {
    assertThat(run("run", "App.java"))
        .isEqualTo(new Outcome(1, "", "There is no file 'App.java'.\n"));
  }

  @Test
  void the_command_explains_its_own_mistakes() throws Exception {
    var outcome = run("run", "--prot=1", "App.java");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("There is no option '--prot'. Did you mean '--port'?\n");
  }

  @Test
  void several_first_starts_at_once_all_work() throws Exception {
    write("App.java", "void main(String... args) { IO.println(args[0]); }");
    var processes = new ArrayList<JavaProcess>();
    try {
      for (var i = 0; i < 4; i++) {
        processes.add(start(Map.of(), "run", "App.java", "number " + i));
      }
      for (var i = 0; i < 4; i++) {
        assertThat(processes.get(i).outcome()).isEqualTo(new Outcome(0, "number " + i + "\n", ""));
      }
    } finally {
      processes.forEach(JavaProcess::close);
    }
  }

  @Test
  void a_cache_that_cannot_be_written_does_no_harm() throws Exception {
    write("App.java", "void main() { IO.println(\"works\"); }");
    write("file", "");

    assertThat(run(Map.of("LODESTAR_CACHE", folder.resolve("file").toString()), "run", "App.java"))
        .isEqualTo(new Outcome(0, "works\n", ""));
  }
}
