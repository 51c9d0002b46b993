package guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client that the page of the example uses is what is generated now.
@Timeout(180)
class GuestbookClientTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("lodestar.repository"), "examples", "guestbook")
          .toAbsolutePath()
          .normalize();

  @TempDir Path folder;

  @Test
  void the_client_of_the_page_is_what_its_readme_says_how_to_make() throws Exception {
    var command = command();
    var out = command.indexOf("-o");
    var kept = EXAMPLE.resolve(command.get(out + 1));
    var made = folder.resolve("api.ts");
    command.set(out + 1, made.toString());

    run(command);

    assertThat(kept).as("make it anew as the README says").hasContent(Files.readString(made));
  }

  /// What the README says, as a list of arguments.
  private static List<String> command() throws Exception {
    var start = "LODESTAR_VITE=dev ../../lodestar ";
    var line =
        Files.readString(EXAMPLE.resolve("README.md"))
            .lines()
            .map(String::strip)
            .filter(each -> each.startsWith(start))
            .findFirst()
            .orElseThrow();
    return new ArrayList<>(List.of(line.substring(start.length()).split(" ", -1)));
  }

  private void run(List<String> arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.lodestar.cli.Main");
    command.addAll(arguments);
    var log = folder.resolve("log");
    var builder =
        new ProcessBuilder(command)
            .directory(EXAMPLE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("LODESTAR_CACHE", folder.resolve("cache").toString());
    builder.environment().put("LODESTAR_VITE", "dev");
    var process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
