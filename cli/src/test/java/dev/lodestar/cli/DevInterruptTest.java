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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl+C in a terminal, which tells all processes of the loop at once.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DevInterruptTest {
  /// Its request goes on when there is a file `go`, and makes `begun` before; `told` is there when
  /// it was told to end.
  private static final String PROGRAM =
      """
      import dev.lodestar.*;
      import java.nio.file.*;

      @Get("/slow")
      String slow() throws Exception {
        Files.writeString(java.nio.file.Path.of("begun"), "");
        while (!Files.exists(java.nio.file.Path.of("go"))) {
          Thread.sleep(10);
        }
        return "finished";
      }

      void main(String... args) {
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      try {
                        Files.writeString(java.nio.file.Path.of("told"), "");
                      } catch (java.io.IOException failure) {
                        throw new java.io.UncheckedIOException(failure);
                      }
                    }));
        Lodestar.run(this, args);
      }
      """;

  @TempDir Path folder;

  @Test
  void the_application_is_told_once_and_finishes_its_requests() throws Exception {
    Files.writeString(folder.resolve("App.java"), PROGRAM);
    // The request is not to be broken off while the machine is busy.
    Files.writeString(folder.resolve("lodestar.toml"), "[dev]\nstopTimeout = \"100s\"\n");
    try (var loop =
            JavaProcess.startInSession(
                folder, Map.of(), List.of(), "dev", "App.java", "--port", "0");
        var client = HttpClient.newHttpClient()) {
      var line = loop.line("dev The application serves http");
      var uri = line.substring(line.indexOf("http")).split(" ", 2)[0] + "/slow";
      var begun =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
      DevLoop.until(() -> Files.exists(folder.resolve("begun")));

      loop.interruptAll();
      DevLoop.until(() -> Files.exists(folder.resolve("told")));
      Thread.sleep(300); // told a second time, it would break the request off
      assertThat(begun.isDone()).isFalse();
      Files.createFile(folder.resolve("go"));

      assertThat(begun.get(60, TimeUnit.SECONDS).body()).isEqualTo("finished");
      assertThat(loop.outcome().exitCode()).isEqualTo(130);
    }
  }
}
