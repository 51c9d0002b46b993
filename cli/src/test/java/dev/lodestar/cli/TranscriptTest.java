package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that the manual shows, run as it shows them, print what it shows. With the property
/// `lodestar.docs.update` the manual is changed to what they print.
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class TranscriptTest {
  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

  /// A block of commands that this test runs.
  private static final Pattern BLOCK =
      Pattern.compile(
          "(<!-- not run: [^\n]*TranscriptTest[^\n]*-->\n```console\n)(.*?)```", Pattern.DOTALL);

  private static final String SHOP =
      """
      import dev.lodestar.*;
      import java.util.List;

      @Get("/items")
      List<String> items() {
        return List.of("bolt", "nut");
      }

      @Get("/items/{id}")
      String item(int id) {
        return "item " + id;
      }

      @Post("/items")
      void add(String name) {}

      void main(String... args) {
        var count =
            AppCommand.of(
                "count",
                "Counts the items.",
                context -> {
                  context.out().println(items().size() + " items");
                  return 0;
                });
        Lodestar.run(Lodestar.app().routes(this).command(count).build(), args);
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"managing.md", "command-line.md", "new.md"})
  void a_page_shows_what_commands_print(String page) throws Exception {
    Files.writeString(folder.resolve("Shop.java"), SHOP);
    var text = Files.readString(DOCS.resolve(page));
    var blocks = BLOCK.matcher(text);
    var found = 0;
    var actual = new StringBuilder();
    while (blocks.find()) {
      found++;
      var shown = blocks.group(1) + transcript(commands(blocks.group(2))) + "```";
      blocks.appendReplacement(actual, java.util.regex.Matcher.quoteReplacement(shown));
    }
    blocks.appendTail(actual);
    assertThat(found).isPositive();
    if (Boolean.getBoolean("lodestar.docs.update")) {
      Files.writeString(DOCS.resolve(page), actual);
    } else {
      assertThat(actual).hasToString(text);
    }
  }

  private static List<String> commands(String block) {
    return block
        .lines()
        .filter(line -> line.startsWith("$ "))
        .map(line -> line.substring(2))
        .toList();
  }

  private String transcript(List<String> commands) throws Exception {
    var text = new StringBuilder();
    var exitCode = 0;
    var here = folder;
    try {
      for (var command : commands) {
        text.append("$ ").append(command).append('\n');
        if (command.equals("echo $?")) {
          text.append(exitCode).append('\n');
          continue;
        }
        if (command.startsWith("cd ")) {
          here = here.resolve(command.substring(3));
          continue;
        }
        var words = new ArrayList<>(List.of(command.split(" ", -1)));
        assertThat(words.removeFirst()).isEqualTo("./lodestar");
        var outcome = run(here, words);
        exitCode = outcome.exitCode();
        text.append(withoutWhatDiffers(outcome.out() + outcome.err()));
      }
    } finally {
      run(folder, List.of("stop", "shop", "--timeout", "1"));
    }
    return text.toString();
  }

  private JavaProcess.Outcome run(Path here, List<String> arguments)
      throws IOException, InterruptedException {
    var environment = Map.of("LODESTAR_STATE", folder.resolve("state").toString());
    try (var process =
        JavaProcess.start(here, environment, List.of(), arguments.toArray(new String[0]))) {
      return process.outcome();
    }
  }

  private String withoutWhatDiffers(String printed) {
    return printed
        .replace(folder.resolve("state").toString(), "~/.local/state/lodestar")
        .replace(folder.toString(), "/home/ada/shop")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:…")
        .replaceAll("(process +)\\d+", "$1…")
        .replaceAll("started in \\d+ ms", "started in … ms")
        .replaceAll("(started +)\\S+Z \\(.*\\)", "$1…")
        .replaceAll("(lodestar +)\\d\\S*", "$1…")
        .replaceAll("(?m)^(\\S+ +serving +)\\d+ +\\d+s +", "$1…        …    ");
  }
}
