package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The table `[dev.typescript]`: `lodestar dev` keeps a file what the API is.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class DevTypeScriptTest {
  private static final String SHOP =
      """
      import dev.lodestar.*;

      record Item(String label) {}

      @Get("/items/{id}")
      Item item(int id) {
        return new Item("bolt");
      }

      void main(String... args) {
        Lodestar.run(this, args);
      }
      """;

  @TempDir Path folder;
  private JavaProcess loop;

  @AfterEach
  void end() throws Exception {
    if (loop != null) {
      loop.terminate();
      loop.outcome();
      loop.close();
    }
  }

  /// The table as the manual shows it.
  private static String shown() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "vite.md"));
    var block = Pattern.compile("DevTypeScriptTest[^\n]*-->\n```toml\n(.*?)```", Pattern.DOTALL);
    var found = block.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private void start(String toml) throws IOException {
    Files.writeString(folder.resolve("App.java"), SHOP);
    Files.writeString(folder.resolve("lodestar.toml"), toml);
    loop = JavaProcess.start(folder, Map.of(), List.of(), "dev", "App.java", "--port", "0");
  }

  private void await(String part) throws IOException {
    var line = loop.line("dev ");
    while (!line.contains(part)) {
      line = loop.line("dev ");
    }
  }

  @Test
  void the_client_is_made_at_the_start_and_anew_when_the_api_changes() throws Exception {
    var client = Files.createDirectories(folder.resolve("web/src")).resolve("api.ts");
    start(shown());
    await("web/src/api.ts is what the API is now");
    assertThat(client).content().contains("export interface Item", "label: string", "ApiClient");

    DevLoop.save(folder.resolve("App.java"), SHOP.replace("String label", "String title"));
    await("web/src/api.ts is what the API is now");
    assertThat(client).content().contains("title: string").doesNotContain("label");
  }

  @Test
  void the_file_is_not_touched_when_the_api_stays_the_same() throws Exception {
    var client = Files.createDirectories(folder.resolve("web/src")).resolve("api.ts");
    start(shown());
    await("web/src/api.ts is what the API is now");
    var made = Files.getLastModifiedTime(client);

    DevLoop.save(folder.resolve("App.java"), SHOP.replace("bolt", "nut"));
    await("serves http");
    DevLoop.save(folder.resolve("App.java"), SHOP.replace("\"/items", "\"/things"));
    await("serves http");
    // Documents are dealt with in their order, so that of the first change has been.
    await("web/src/api.ts is what the API is now");
    assertThat(loop.printed())
        .containsPattern("(?s)api.ts is what.*serves http.*serves http.*api.ts is what")
        .doesNotContainPattern("(?s)(api.ts is what.*){3}");
    assertThat(Files.getLastModifiedTime(client)).isGreaterThan(made);
  }

  @Test
  void a_change_of_the_api_is_compiled_and_started_once() throws Exception {
    Files.createDirectories(folder.resolve("web/src"));
    start(shown());
    await("web/src/api.ts is what the API is now");

    DevLoop.save(folder.resolve("App.java"), SHOP.replace("\"/items", "\"/things"));
    await("web/src/api.ts is what the API is now");
    DevLoop.save(folder.resolve("App.java"), SHOP.replace("\"/items", "\"/goods"));
    await("web/src/api.ts is what the API is now");
    // A loop that saw its own file had compiled and started for it before the second change.
    assertThat(loop.printed().lines().filter(line -> line.contains(" has changed")))
        .hasSize(2)
        .allMatch(line -> line.startsWith("dev App.java has changed; compiled in"));
    assertThat(loop.printed().lines().filter(line -> line.contains(" serves http"))).hasSize(3);
  }

  @Test
  void types_alone_are_made_if_no_client_is_wanted() throws Exception {
    start("[dev.typescript]\nfile = \"types.ts\"\nclient = false\n");
    await("types.ts is what the API is now");

    assertThat(folder.resolve("types.ts"))
        .content()
        .contains("export interface Item")
        .doesNotContain("ApiClient");
  }

  @Test
  void a_folder_that_is_missing_is_told_before_anything_starts() throws Exception {
    start("[dev.typescript]\nfile = \"web/api.ts\"\n");
    var outcome = loop.outcome();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("The file 'web/api.ts' of [dev.typescript] cannot be written: there is no folder")
        .contains("Make it, or correct file, which is relative to");
  }
}
