package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `lodestar dev --debug-port`, with a real debugger.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DevDebuggerTest {
  private static final String HELLO =
      """
      import dev.lodestar.*;

      @Get("/hello")
      String hello() {
        return "first";
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

  private void start(String debugPort) throws Exception {
    Files.writeString(folder.resolve("App.java"), HELLO);
    loop =
        JavaProcess.start(
            folder,
            Map.of(),
            List.of(),
            "dev",
            "App.java",
            "--port",
            "0",
            "--debug-port",
            debugPort);
  }

  private static VirtualMachine attach(int port) throws Exception {
    var connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    var arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(String.valueOf(port));
    return connector.attach(arguments);
  }

  private String line(String part) throws Exception {
    var line = loop.line("dev ");
    while (!line.contains(part)) {
      line = loop.line("dev ");
    }
    return line;
  }

  /// The first number behind a word.
  private static int number(String line, String word) {
    return Integer.parseInt(line.split(word, 2)[1].split("\\D", 2)[0]);
  }

  @Test
  void a_debugger_stops_the_application_at_a_line_and_finds_the_next_version_at_the_same_port()
      throws Exception {
    start("0");
    var port = number(line("A debugger can attach"), "port ");
    var uri = "http://127.0.0.1:" + number(line("serves http"), "127\\.0\\.0\\.1:");

    var first = attach(port);
    var type = first.classesByName("App").getFirst();
    first
        .eventRequestManager()
        .createBreakpointRequest(type.locationsOfLine(5).getFirst())
        .enable();
    try (var client = HttpClient.newHttpClient()) {
      var asked = HttpRequest.newBuilder(URI.create(uri + "/hello")).build();
      var answer = client.sendAsync(asked, BodyHandlers.ofString(UTF_8));
      var events = first.eventQueue().remove(TimeUnit.SECONDS.toMillis(60));
      assertThat(events).hasAtLeastOneElementOfType(BreakpointEvent.class);
      assertThat(answer).isNotDone();

      DevLoop.save(folder.resolve("App.java"), HELLO.replace("first", "second"));
      var _ = line("serves http");
      assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("first");
      while (true) {
        try {
          first.eventQueue().remove();
        } catch (VMDisconnectedException letGo) {
          break;
        }
      }

      var second = attach(port);
      assertThat(second.classesByName("App")).hasSize(1);
      second.dispose();
      assertThat(client.send(asked, BodyHandlers.ofString(UTF_8)).body()).isEqualTo("second");
    }
  }

  @Test
  void a_port_for_debuggers_that_is_taken_is_told() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(String.valueOf(taken.getLocalPort()));
      var outcome = loop.outcome();

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("Port " + taken.getLocalPort() + " of 127.0.0.1, which --debug-port names");
    }
  }
}
