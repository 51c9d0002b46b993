package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.cli.JavaProcess.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands `lodestar schema` and `lodestar mock`, in processes of their own.
@Timeout(300)
class SchemaCommandTest {
  private static final String PROGRAM =
      """
      import dev.lodestar.*;

      record Widget(String sku, int stock) {}

      @Get("/widgets/{sku}")
      Widget widget(String sku) {
        return new Widget(sku, 3);
      }

      void main(String... args) {
        IO.println("This is printed by the program.");
        Lodestar.run(this, args);
      }
      """;

  @TempDir Path folder;

  private Outcome run(String... arguments) throws Exception {
    try (var process = JavaProcess.start(folder, Map.of(), List.of(), arguments)) {
      return process.outcome();
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void the_document_of_a_program_is_printed_and_nothing_else() throws Exception {
    write("App.java", PROGRAM);

    var outcome = run("schema", "openapi", "App.java");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).startsWith("{\n").contains("\"/widgets/{sku}\"").endsWith("}\n");
    assertThat(outcome.err()).isEqualToIgnoringNewLines("This is printed by the program.");
  }

  @Test
  void the_name_of_the_file_decides_about_yaml() throws Exception {
    write("App.java", PROGRAM);

    assertThat(run("schema", "openapi", "App.java", "-o", "api.yaml").exitCode()).isZero();

    assertThat(read("api.yaml")).startsWith("openapi: ").contains("/widgets/{sku}\":");
    assertThat(run("schema", "openapi", "App.java", "-o", "api.json").exitCode()).isZero();
    assertThat(run("schema", "diff", "api.json", "api.yaml").out())
        .isEqualTo("Nothing has changed.\n");
  }

  @Test
  void a_file_that_does_not_change_is_not_touched_and_can_be_checked() throws Exception {
    write("App.java", PROGRAM);
    run("schema", "typescript", "App.java", "-o", "api.ts");
    var before = Files.getLastModifiedTime(folder.resolve("api.ts"));

    assertThat(read("api.ts")).contains("export interface Widget {").doesNotContain("ApiClient");
    assertThat(run("schema", "typescript", "App.java", "-o", "api.ts").exitCode()).isZero();
    assertThat(Files.getLastModifiedTime(folder.resolve("api.ts"))).isEqualTo(before);
    assertThat(run("schema", "typescript", "App.java", "-o", "api.ts", "--check").exitCode())
        .isZero();
    var changed = run("schema", "typescript", "App.java", "--client", "-o", "api.ts", "--check");
    assertThat(changed.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(changed.err()).contains("The file 'api.ts' is not what it would be now");
    assertThat(read("api.ts")).doesNotContain("ApiClient");
    assertThat(run("schema", "typescript", "App.java", "-o", "none/api.ts").err())
        .contains("The file 'none/api.ts' cannot be written: there is no such folder");
  }

  @Test
  void types_are_written_as_json_schema() throws Exception {
    write("App.java", PROGRAM);

    assertThat(run("schema", "json-schema", "App.java", "--type", "Widget").out())
        .contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"", "\"stock\"");
    var mistyped = run("schema", "json-schema", "App.java", "--type", "Widgets");
    assertThat(mistyped.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(mistyped.err())
        .contains("There is no type 'Widgets' in the document. Did you mean 'Widget'?");
  }

  @Test
  void a_diff_that_breaks_clients_ends_with_1() throws Exception {
    write("App.java", PROGRAM);
    run("schema", "openapi", "App.java", "-o", "before.json");
    write("App.java", PROGRAM.replace("int stock", "String colour").replace(", 3", ", \"red\""));

    var diff = run("schema", "diff", "before.json", "App.java");

    assertThat(diff.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(diff.out())
        .isEqualTo(
            """
            Breaking (1)
              Widget in responses
                Field stock: It is gone.
            Compatible (1)
              Widget in responses
                Field colour: It is new.
            """);
    assertThat(run("schema", "diff", "before.json", "App.java", "--format", "json").out())
        .contains("\"breaking\": true");
  }

  @Test
  void a_class_on_the_class_path_is_a_program_too() throws Exception {
    var outcome = run("schema", "openapi", "--class", ClassProgram.class.getName());

    assertThat(outcome.out()).contains("\"/of-a-class\"");
    assertThat(run("schema", "openapi", "--class", "no.such.Thing").err())
        .startsWith("There is no class 'no.such.Thing' on the class path");
  }

  @Test
  void a_program_that_serves_nothing_is_a_failure() throws Exception {
    write("App.java", "void main() { IO.println(1); }");
    write("Exit.java", "void main() { System.exit(0); }");
    write("Broken.java", "void main() { throw new IllegalStateException(\"no\"); }");
    write("Wrong.java", "void main() { nothing(); }");

    var ended = run("schema", "openapi", "App.java");
    assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ended.err())
        .contains("The program 'App.java' ended without serving an application.");
    assertThat(run("schema", "openapi", "Exit.java").exitCode()).isEqualTo(ExitCode.FAILED);
    var broken = run("schema", "openapi", "Broken.java");
    assertThat(broken.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(broken.err()).contains("java.lang.IllegalStateException: no");
    assertThat(run("schema", "openapi", "Wrong.java").exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void what_is_no_document_is_explained() throws Exception {
    write("old.json", "{\"swagger\": \"2.0\"}");

    assertThat(run("schema", "typescript", "old.json").err())
        .startsWith("In 'old.json': Its field 'swagger' says 2.0, but");
    var missing = run("schema", "diff", "old.json", "oId.json");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void mistakes_of_the_command_line_end_with_2() throws Exception {
    assertThat(run("schema").exitCode()).isEqualTo(ExitCode.MISUSED);
    assertThat(run("schema", "opanapi").err()).contains("Did you mean 'openapi'?");
    assertThat(run("schema", "openapi").err())
        .startsWith("Give a FILE, or the option --class with a class.");
    assertThat(run("schema", "openapi", "App.java", "--format", "xml").err())
        .startsWith("The option --format is 'xml', but it is json or yaml.");
    assertThat(run("schema", "openapi", "App.java", "--check").exitCode())
        .isEqualTo(ExitCode.MISUSED);
    assertThat(run("mock", "api.json", "--seed", "x").err())
        .startsWith("The option --seed is 'x', but a seed is a whole number.");
  }

  @Test
  void doc_comments_are_written_into_a_file() throws Exception {
    write("Thing.java", "/// What a thing is.\nrecord Thing(int size) {}");

    assertThat(run("schema", "comments", "Thing.java", "-o", "comments.json").exitCode()).isZero();

    assertThat(read("comments.json")).contains("What a thing is.");
    assertThat(run("schema", "comments", "Nothing.java").err())
        .startsWith("There is no file or folder 'Nothing.java'.");
  }

  @Test
  void a_mock_answers_with_examples_and_checks_requests() throws Exception {
    write("App.java", PROGRAM);
    try (var process =
            JavaProcess.start(folder, Map.of(), List.of(), "mock", "App.java", "--port", "0");
        var client = HttpClient.newHttpClient()) {
      var uri = process.uri();
      var request = HttpRequest.newBuilder(URI.create(uri + "/widgets/a")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).startsWith("{\"sku\":");
    }
  }
}
