package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.ServerOptions.Scheduling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the server makes of the options that its virtual machine was started with. Each case is a
/// process of its own, which ends by itself when the server has been stopped.
class JavaOptionsTest {
  private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";
  private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

  private record Result(int exit, String output, String errors) {}

  /// The program: serves one request to itself and tells on which thread and transport.
  static final class Main {
    public static void main(String[] arguments) throws IOException {
      var options = TestServer.options().withScheduling(Scheduling.valueOf(arguments[0]));
      try {
        var server =
            TestServer.start(
                options, request -> TestServer.text(request, Thread.currentThread().toString()));
        try (var client = RawClient.connect(server)) {
          System.out.println(client.get("/").read().body() + " " + Transport.best());
        }
        server.close();
      } catch (IllegalStateException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }

  private static Result run(Scheduling scheduling, String... javaOptions)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(javaOptions));
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), Main.class.getName(), scheduling.name()));
    var process = new ProcessBuilder(command).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    var errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output, errors);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTOMATIC, true, true, lodestar-http",
    "AUTOMATIC, true, false, lodestar-http",
    "AUTOMATIC, false, true, ForkJoinPool",
    "AUTOMATIC, false, false, ForkJoinPool",
    "EVENT_LOOP, true, false, lodestar-http",
    "DEFAULT_SCHEDULER, true, false, ForkJoinPool"
  })
  void it_takes_the_best_that_is_allowed_without_a_warning(
      Scheduling scheduling, boolean opens, boolean nativeAccess, String carrier) throws Exception {
    var options = new ArrayList<String>();
    if (opens) {
      options.add(OPENS);
    }
    if (nativeAccess) {
      options.add(NATIVE);
    }
    var result = run(scheduling, options.toArray(String[]::new));
    assertThat(result.errors()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.output()).startsWith("VirtualThread").contains("@" + carrier);
    if (!nativeAccess) {
      assertThat(result.output()).contains("NIO");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "EVENT_LOOP")
  void an_event_loop_that_was_asked_for_and_is_not_allowed_is_explained(Scheduling scheduling)
      throws Exception {
    assertThat(run(scheduling).output())
        .isEqualToIgnoringNewLines(
            "The scheduling EVENT_LOOP needs the java option --add-opens"
                + " java.base/java.lang=ALL-UNNAMED on Java 25; add it, or choose AUTOMATIC or"
                + " DEFAULT_SCHEDULER.");
  }
}
