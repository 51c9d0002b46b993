package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// The two readers of command lines accept the same language.
class ReadersTest {
  private static final List<String> WORDS =
      List.of(
          "--host",
          "--port",
          "--host=h",
          "--port=1",
          "--port=65535",
          "--port=65536",
          "--port=",
          "--host=",
          "--host= ",
          "--port=+1",
          "--port=007",
          "--port=abc",
          "--port=99999999999",
          "--warnings",
          "--warnings=true",
          "--startup-report",
          "--help",
          "-h",
          "--version",
          "--",
          "-",
          "-x",
          "--prot",
          "--set",
          "--set=a.b=1",
          "--set=x",
          "a=b",
          "--profile",
          "--profile=prod",
          "--config",
          "--config=f.toml",
          "--hosts",
          "--port:1",
          "0",
          "8080",
          "localhost",
          "App.java",
          "a b",
          "@file",
          "");

  @Test
  void what_the_quick_reader_accepts_the_full_reader_reads_the_same_way() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_122);
    var accepted = 0;
    for (var round = 0; round < 20_000; round++) {
      var arguments = new ArrayList<String>();
      for (var length = random.nextInt(6); length > 0; length--) {
        arguments.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      var serve = QuickReader.serve(arguments);
      if (serve != null) {
        accepted++;
        assertThat(FullReader.serve(arguments)).as("%s", arguments).isEqualTo(serve);
      }
      var run = QuickReader.run(arguments);
      if (run != null) {
        accepted++;
        arguments.addFirst("run");
        assertThat(FullReader.lodestar(arguments)).as("%s", arguments).isEqualTo(run);
      }
    }
    assertThat(accepted).isGreaterThan(2_000);
  }

  @Test
  void plain_command_lines_take_the_quick_reader() {
    assertThat(QuickReader.serve(List.of("--port", "0")))
        .isEqualTo(new ServeCommand.Serve(null, 0, false, null, List.of()));
    assertThat(QuickReader.serve(List.of("--host=::1", "--port=65535")))
        .isEqualTo(new ServeCommand.Serve("::1", 65_535, false, null, List.of()));
    assertThat(QuickReader.run(List.of("App.java")))
        .isEqualTo(new Command.Run("App.java", false, List.of()));
  }

  @Test
  void options_of_run_come_first_among_the_arguments_of_the_application() {
    var arguments =
        List.of("--port=1", "--host", "h", "--warnings", "App.java", "--help", "--", "x");

    assertThat(QuickReader.run(arguments))
        .isEqualTo(
            new Command.Run(
                "App.java", true, List.of("--host", "h", "--port", "1", "--help", "--", "x")));
  }

  @Test
  void two_dashes_end_the_options_of_run() {
    assertThat(FullReader.lodestar(List.of("run", "--", "--odd.java", "x")))
        .isEqualTo(new Command.Run("--odd.java", false, List.of("x")));
  }
}
