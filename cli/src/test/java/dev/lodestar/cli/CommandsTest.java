package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.cli.JavaProcess.Outcome;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands that look at an application, and those that it brings itself.
@Timeout(300)
@SuppressWarnings("unchecked")
class CommandsTest {
  private static final String SHOP =
      """
      import dev.lodestar.*;

      @Get("/items")
      String items() {
        return "bolt";
      }

      @Get("/items/{id}")
      String item(int id) {
        return "item " + id;
      }

      @Post("/items")
      void add(String name) {}

      record Seeds() implements Plugin {
        public void install(App.Builder app) {
          app.command(AppCommand.of("seed", "Fills the shop with 100% items.", context -> {
            context.out().println("seeded " + context.arguments());
            return 7;
          }));
        }
      }

      void main(String... args) {
        var fail =
            AppCommand.of("fail", "Fails.", _ -> { throw new IllegalStateException("no disk"); });
        var told =
            AppCommand.of("told", "Says why.", _ -> { throw new LaunchException("There is no disk."); });
        Lodestar.run(
            Lodestar.app().routes(this).plugin(new Seeds()).command(fail, told).build(), args);
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() {
    new Sources(folder).write("Shop.java", SHOP);
  }

  private Outcome run(String... arguments) throws Exception {
    try (var process = JavaProcess.start(folder, Map.of(), List.of(), arguments)) {
      return process.outcome();
    }
  }

  private static Object json(Outcome outcome) {
    var decoded =
        Json.standard().codec(Object.class).decode(outcome.out().getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).as(outcome.toString()).isInstanceOf(Decoded.Valid.class);
    return ((Decoded.Valid<?>) decoded).value();
  }

  @Test
  void routes_are_a_tree_or_a_table_or_json() throws Exception {
    var tree = run("routes", "Shop.java");
    assertThat(tree.exitCode()).isZero();
    assertThat(tree.out()).contains("└─ items", "GET", "POST", "{id}", "Shop.java:");
    assertThat(run("routes", "Shop.java", "--table").out())
        .startsWith("METHOD  PATH")
        .containsPattern("POST +/items +Shop.add\\(String name\\)");
    assertThat(json(run("routes", "Shop.java", "--json")))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .anySatisfy(route ->
            assertThat((Map<Object, Object>) route)
                .containsEntry("method", "POST")
                .containsEntry("path", "/items"));
  }

  @Test
  void explain_tells_which_route_answers_and_what_is_answered_if_none_does() throws Exception {
    assertThat(run("explain", "Shop.java", "GET", "/items/7"))
        .satisfies(found -> assertThat(found.exitCode()).isZero())
        .satisfies(found -> assertThat(found.out()).contains("GET /items/{id}"));
    var other = run("explain", "Shop.java", "DELETE", "/items");
    assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(other.out())
        .contains("DELETE /items is answered with 405")
        .contains("GET")
        .contains("POST");
    var none = run("explain", "Shop.java", "GET", "/itens");
    assertThat(none.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(none.out()).contains("answered with 404").contains("The nearest path is /items.");
    assertThat(run("explain", "Shop.java", "GET").exitCode()).isEqualTo(ExitCode.MISUSED);
    assertThat(run("explain", "Shop.java", "GET", "no-path").exitCode())
        .isEqualTo(ExitCode.MISUSED);
  }

  @Test
  void info_and_diagnose_have_json() throws Exception {
    assertThat((Map<Object, Object>) json(run("info", "Shop.java", "--json")))
        .containsKeys("lodestar", "java", "routes", "plugins", "commands");
    var diagnosis = run("diagnose", "--json");
    assertThat(json(diagnosis))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .isNotEmpty()
        .allSatisfy(finding ->
            assertThat((Map<Object, Object>) finding).containsKeys("weight", "area", "text"));
  }

  @Test
  void version_and_completion_need_no_application() throws Exception {
    assertThat((Map<Object, Object>) json(run("version", "--json")))
        .containsKeys("lodestar", "java");
    assertThat(run("completion", "bash").out()).contains("complete ", "restart", "explain");
    assertThat(run("completion", "fish").err())
        .startsWith("There is no completion for 'fish', but for bash and zsh.");
  }

  @Test
  void commands_of_plugins_are_found_both_ways_and_choose_their_exit_codes() throws Exception {
    var expected = new Outcome(7, "seeded [a, --b]\n", "");

    assertThat(run("run", "Shop.java", "seed", "a", "--b")).isEqualTo(expected);
    assertThat(run("seed", "Shop.java", "a", "--b")).isEqualTo(expected);
  }

  @Test
  void a_command_that_fails_says_so() throws Exception {
    var failed = run("run", "Shop.java", "fail");
    assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err()).startsWith("The command 'fail' failed:").contains("no disk");
    assertThat(run("run", "Shop.java", "told"))
        .isEqualTo(new Outcome(ExitCode.FAILED, "", "There is no disk.\n"));
  }

  @Test
  void the_help_of_an_application_lists_its_commands() throws Exception {
    assertThat(run("run", "Shop.java", "--help").out())
        .containsPattern("seed +Fills the shop with 100% items.")
        .containsPattern("routes +Lists the routes");
  }

  @Test
  void an_unknown_command_is_answered_with_the_nearest() throws Exception {
    for (var outcome :
        List.of(run("rotues"), run("rotues", "Shop.java"), run("run", "Shop.java", "rotues"))) {
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.MISUSED);
      assertThat(outcome.err()).startsWith("There is no command 'rotues'. Did you mean 'routes'?");
    }
    assertThat(run("seeds", "Shop.java").err()).contains("Did you mean 'seed'?");
  }

  @Test
  void where_there_is_no_application_it_is_said_what_can_be_named() throws Exception {
    assertThat(run("routes").err()).contains("has neither App.java nor Main.java, nor a build");
    assertThat(run("start", "Missing.java").err())
        .startsWith("There is no file or folder 'Missing.java'.");
    assertThat(run("stop", "shop"))
        .isEqualTo(
            new Outcome(
                ExitCode.NOT_RUNNING,
                "",
                "The application 'shop' does not run. See what runs with 'lodestar ps'.\n"));
  }
}
