package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the manual shows of the developer loop is what it prints while a file is edited so. With
/// the property `lodestar.docs.update` the manual is changed to what it prints.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DevTranscriptTest {
  private static final Path PAGE =
      Path.of("..", "docs", "development.md").toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile(
          "(<!-- not run: [^\n]*DevTranscriptTest[^\n]*-->\n```console\n)(.*?)```", Pattern.DOTALL);

  private static final String SHOP =
      """
      import dev.lodestar.*;
      import java.util.List;

      @Get("/items")
      List<String> items() {
        return List.of("bolt", "nut");
      }

      void main(String... args) {
        Lodestar.run(this, args);
      }
      """;

  @TempDir Path folder;
  private final StringBuilder shown = new StringBuilder();

  @Test
  void the_page_on_development_shows_what_the_loop_prints() throws Exception {
    save(SHOP);
    shown.append("$ ./lodestar dev Shop.java --port 0\n");
    try (var loop =
        JavaProcess.start(folder, Map.of(), List.of(), "dev", "Shop.java", "--port", "0")) {
      until(loop, "dev The application serves");
      var screw = SHOP.replace("bolt", "screw");
      edit("\"bolt\" becomes \"screw\", and is saved", screw);
      until(loop, "dev The application serves");
      edit("the semicolon is lost, and saved", screw.replace("\"nut\");", "\"nut\")"));
      until(loop, "    1 error");
      edit("it is put back, and saved", screw);
      until(loop, "dev It is right again");
      loop.terminate();
      loop.outcome();
    }
    var text = Files.readString(PAGE);
    var block = BLOCK.matcher(text);
    assertThat(block.find()).isTrue();
    if (Boolean.getBoolean("lodestar.docs.update")) {
      Files.writeString(
          PAGE, block.replaceFirst(Matcher.quoteReplacement(block.group(1) + shown + "```")));
    } else {
      assertThat(shown).hasToString(block.group(2));
    }
  }

  private void save(String text) throws IOException {
    DevLoop.save(folder.resolve("Shop.java"), text);
  }

  private void edit(String what, String text) throws IOException {
    shown.append("# ").append(what).append('\n');
    save(text);
  }

  private void until(JavaProcess loop, String start) throws IOException {
    while (true) {
      var line = loop.line("");
      if (line.startsWith("dev The application has not served anything for")) {
        continue; // the machine has other work
      }
      shown
          .append(
              line.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:…").replaceAll("\\d+ ms", "… ms"))
          .append('\n');
      if (line.startsWith(start)) {
        return;
      }
    }
  }
}
