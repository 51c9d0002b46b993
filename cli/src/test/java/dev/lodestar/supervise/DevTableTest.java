package dev.lodestar.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.dev.DevSession;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevTableTest {
  @TempDir Path folder;

  private DevTable bound(String toml) throws Exception {
    Files.writeString(folder.resolve("lodestar.toml"), toml);
    return Configuration.builder()
        .directory(folder)
        .environment(Map.of())
        .properties(Map.of())
        .load()
        .bind("dev", DevTable.class);
  }

  private List<StartupProblem> problems(String toml) {
    return catchThrowableOfType(StartupException.class, () -> bound(toml)).problems();
  }

  @Test
  void everything_can_be_left_out() throws Exception {
    assertThat(bound(""))
        .isEqualTo(
            new DevTable(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                DevSession.DRAIN_TIME));
  }

  @Test
  void an_empty_table_starts_vite_where_it_is_by_default() throws Exception {
    var vite = bound("[dev.vite]").vite().orElseThrow();

    assertThat(vite.port()).isEqualTo(ViteTable.DEFAULT_PORT);
    assertThat(ViteCommand.of(vite))
        .containsExactly("node", "node_modules/vite/bin/vite.js", "--port", "5173", "--strictPort");
  }

  @Test
  void names_of_the_port_are_read() throws Exception {
    assertThat(bound("[dev]\nhosts = [\"shop.example\", \"*.tunnel.example\"]").hosts())
        .containsExactly("shop.example", "*.tunnel.example");
    assertThat(problems("[dev]\nhosts = [\"http://shop.example\"]").getFirst().toString())
        .contains("a name without scheme and port");
  }

  @Test
  void the_time_in_which_the_application_has_to_end_is_read() throws Exception {
    assertThat(bound("[dev]\nstopTimeout = \"2s\"").stopTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void processes_and_gates_are_read() throws Exception {
    var table =
        bound(
            """
            [dev.vite]
            command = ["pnpm", "vite"]
            port = 5200
            cwd = "web"
            env = {MODE = "x"}

            [[dev.process]]
            name = "mail"
            command = ["mailpit", "--listen", "localhost:8025"]
            ready = {http = "http://localhost:8025/", timeout = "5s"}

            [[dev.gate]]
            message = "Start the database: docker compose up -d"
            tcp = "localhost:5432"
            """);

    assertThat(table.vite().orElseThrow().env()).containsEntry("MODE", "x");
    assertThat(table.process().getFirst().ready().orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(table.gate().getFirst().probe()).isEqualTo(new Probe.Tcp("localhost", 5432));
  }

  @Test
  void all_mistakes_are_told_at_once_each_with_its_place() {
    var problems =
        problems(
            """
            [dev.vite]
            prot = 5200
            [[dev.process]]
            nmae = "mail"
            command = ["mailpit"]
            [[dev.gate]]
            message = "x"
            tpc = "localhost:1"
            """);

    assertThat(problems)
        .extracting(problem -> problem.location().orElse("") + " " + problem.fix())
        .contains(
            "lodestar.toml:2:1 Did you mean 'port'?",
            "lodestar.toml:4:1 Did you mean 'name'?",
            "lodestar.toml:8:1 Did you mean 'tcp'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[[dev.gate]]\\nmessage='m' | None of http, tcp, command and file is given",
        "[[dev.gate]]\\nmessage='m'\\ntcp='1'\\nfile='x' | More than one of http, tcp",
        "[[dev.gate]]\\nmessage=' '\\ntcp='1' | The message is blank",
        "[[dev.gate]]\\nmessage='m'\\ntcp='localhost' | 'localhost', but it is a port or a host",
        "[[dev.gate]]\\nmessage='m'\\ntcp='a:70000' | 'a:70000', but it is a port or a host",
        "[[dev.gate]]\\nmessage='m'\\nhttp='https://a/' | of servers with TLS, tcp tells",
        "[[dev.gate]]\\nmessage='m'\\ntcp='1'\\ntimeout='0s' | more than nothing",
        "[[dev.process]]\\nname='a'\\ncommand=[] | The command is empty",
        "[[dev.process]]\\nname='a'\\ncommand=['npm run x'] | no shell takes it apart",
        "[[dev.process]]\\nname='A b'\\ncommand=['x'] | lower-case letters",
        "[[dev.process]]\\nname='vite'\\ncommand=['x'] | belongs to a process of Lodestar",
        "[dev]\\nstopTimeout='0s' | more than nothing and at most an hour",
        "[dev]\\nstopTimeout='61m' | more than nothing and at most an hour",
        "[dev.vite]\\nport=0 | a number from 1 to 65535",
        "[dev.vite]\\ncommand=['vite','--port','5200'] | leave it out of the command",
      })
  void a_value_that_makes_no_sense_is_refused_with_its_place(String toml, String told) {
    var problem = problems(toml.replace("\\n", "\n")).getFirst();

    assertThat(problem.location().orElse("")).startsWith("lodestar.toml:");
    assertThat(problem.what() + problem.fix()).contains(told);
  }

  @Test
  void two_processes_of_one_name_are_refused() {
    var twice = "[[dev.process]]\nname='a'\ncommand=['x']\n";

    assertThat(problems(twice + twice).getFirst().what()).contains("Two processes are called 'a'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vite                          | vite --port 5173 --strictPort",
        "vite --strictPort             | vite --strictPort --port 5173",
        "vite --port 5173              | vite --port 5173 --strictPort",
        "vite --port=5173 --strictPort | vite --port=5173 --strictPort",
        "npm run dev                   | npm run dev -- --port 5173 --strictPort",
        "npm run dev -- --open         | npm run dev -- --open --port 5173 --strictPort",
        "pnpm dev                      | pnpm dev --port 5173 --strictPort",
      })
  void vite_is_told_its_port_once_and_to_take_no_other(String given, String started) {
    var table =
        new ViteTable(
            java.util.Optional.of(List.of(given.split(" "))),
            5173,
            java.util.Optional.empty(),
            Map.of());

    assertThat(String.join(" ", ViteCommand.of(table))).isEqualTo(started);
  }

  @Test
  void a_folder_that_is_not_there_and_vite_that_is_not_installed_are_told_together()
      throws Exception {
    var table = bound("[dev.vite]\n[[dev.process]]\nname='a'\ncommand=['x']\ncwd='none'\n");

    var refused = catchThrowableOfType(SuperviseException.class, () -> Plan.of(table, folder));

    assertThat(refused)
        .hasMessageContaining("'a' cannot be started: there is no folder " + folder.resolve("none"))
        .hasMessageContaining("Vite is not installed in " + folder)
        .hasMessageContaining("Run 'npm install' there");
  }

  @Test
  void the_application_is_told_that_vite_serves() throws Exception {
    assertThat(Plan.of(bound("[dev.vite]\ncommand=['vite']"), folder).applicationEnvironment())
        .isEqualTo(Map.of("LODESTAR_VITE", "dev"));
    assertThat(Plan.of(bound(""), folder).applicationEnvironment()).isEmpty();
  }
}
