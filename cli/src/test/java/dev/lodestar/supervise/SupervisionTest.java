package dev.lodestar.supervise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, most of them a shell that does what is asked of it.
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class SupervisionTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Supervision> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Supervision::close);
  }

  private Component shell(String name, String script) {
    return component(name, Optional.empty(), LONG, script);
  }

  private Component shellWith(String name, String readyFile, String script) {
    return component(name, Optional.of(new Probe.AFile(readyFile)), LONG, script);
  }

  private Component component(
      String name, Optional<Probe> ready, Duration patience, String script) {
    return new Component(
        name, List.of("sh", "-c", script), folder, Map.of(), ready, patience, OptionalInt.empty());
  }

  private Supervision start(Component... components) throws Exception {
    return start(List.of(), GRACE, components);
  }

  private Supervision start(List<GateTable> gates, Duration grace, Component... components)
      throws Exception {
    var plan = new Plan(gates, List.of(components), folder, OptionalInt.empty());
    var names = plan.components().stream().map(Component::name).toList();
    var out = new Prefixes(new PrintStream(printed, true, UTF_8), names, false);
    var supervision = Supervision.start(plan, System.getenv(), out, grace);
    open.add(supervision);
    return supervision;
  }

  private SuperviseException refused(List<GateTable> gates, Component... components) {
    return catchThrowableOfType(SuperviseException.class, () -> start(gates, GRACE, components));
  }

  private long pid(String file) throws Exception {
    var path = folder.resolve(file);
    while (!Files.exists(path) || Files.readString(path).isBlank()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return Long.parseLong(Files.readString(path).strip());
  }

  /// Lets a process that waits for a file go on when its output has been read.
  private void createWhenPrinted(String text, String file) {
    Thread.startVirtualThread(() -> {
      try {
        while (!printed.toString(UTF_8).contains(text)) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
        Files.createFile(folder.resolve(file));
      } catch (IOException | InterruptedException failure) {
        throw new AssertionError(failure);
      }
    });
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(Tree::isAlive).isPresent();
  }

  private static GateTable gate(String message, String file) {
    return new GateTable(
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(file),
        Duration.ofSeconds(1));
  }

  @Test
  void output_is_marked_with_the_name_line_by_line() throws Exception {
    try (var _ =
        start(
            shellWith("a", "one", "echo first; echo second >&2; touch one; sleep 100"),
            shellWith(
                "long-name", "two", "printf 'no end'; touch two; exec >&- 2>&-; sleep 100"))) {
      while (!printed.toString(UTF_8).contains("no end")
          || !printed.toString(UTF_8).contains("second")) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    assertThat(printed.toString(UTF_8).lines())
        .contains("a         | first", "a         | second", "long-name | no end");
  }

  @Test
  void a_process_is_started_when_the_one_before_is_ready() throws Exception {
    start(
        shellWith("a", "a-is-ready", "sleep 0.3; touch a-is-ready; sleep 100"),
        shellWith("b", "b-is-done", "ls > b-has-seen; touch b-is-done; sleep 100"));

    assertThat(folder.resolve("b-has-seen")).content().contains("a-is-ready");
  }

  @Test
  void all_closed_gates_are_told_and_nothing_is_started() {
    var refused =
        refused(
            List.of(
                gate("Run ./prepare first.", "none"), gate("Here?", "."), gate("Log in.", "no")),
            shell("a", "touch started; sleep 100"));

    assertThat(refused)
        .hasMessage(
            """
            Nothing was started, because something is missing:
              Run ./prepare first. (Looked for the file none.)
              Log in. (Looked for the file no.)\
            """);
    assertThat(folder.resolve("started")).doesNotExist();
  }

  @Test
  void a_gate_may_be_a_command() throws Exception {
    assertThat(new Probe.Command(List.of("true")).look(folder, System.getenv(), LONG)).isTrue();
    assertThat(new Probe.Command(List.of("false")).look(folder, System.getenv(), LONG)).isFalse();
    assertThat(new Probe.Command(List.of("none-of-that")).look(folder, System.getenv(), LONG))
        .isFalse();
    assertThat(
            new Probe.Command(List.of("sleep", "100"))
                .look(folder, System.getenv(), Duration.ofMillis(50)))
        .isFalse();
  }

  @Test
  void a_stranger_on_the_port_is_told_before_anything_is_started_and_left_alone() throws Exception {
    try (var stranger = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var wanted = withPort(shell("vite", "touch started; sleep 100"), stranger.getLocalPort());

      assertThat(refused(List.of(), shell("a", "touch started; sleep 100"), wanted))
          .hasMessageStartingWith(
              "The process 'vite' was not started. The port " + stranger.getLocalPort())
          .hasMessageContaining("is taken by the process " + ProcessHandle.current().pid());
      assertThat(folder.resolve("started")).doesNotExist();
      assertThat(stranger.isClosed()).isFalse();
    }
  }

  @Test
  void a_stranger_on_the_other_address_of_localhost_is_a_stranger_too() throws Exception {
    try (var stranger = onIpv6()) {
      assertThat(refused(List.of(), withPort(shell("vite", "sleep 100"), stranger.getLocalPort())))
          .hasMessageContaining("is taken");
    }
  }

  private static ServerSocket onIpv6() throws IOException {
    try {
      return new ServerSocket(0, 1, InetAddress.ofLiteral("::1"));
    } catch (IOException none) {
      assumeThat(false).as("This machine has no IPv6.").isTrue();
      throw none;
    }
  }

  private static Component withPort(Component component, int port) {
    return new Component(
        component.name(),
        component.command(),
        component.directory(),
        component.environment(),
        component.ready(),
        component.patience(),
        OptionalInt.of(port));
  }

  @Test
  void a_server_on_either_address_of_localhost_is_found() throws Exception {
    try (var server = onIpv6()) {
      var answering = Thread.startVirtualThread(() -> answer(server, "HTTP/1.1 404 Not Found"));
      var port = server.getLocalPort();

      assertThat(new Probe.Tcp("localhost", port).look(folder, Map.of(), LONG)).isTrue();
      assertThat(Probe.Http.of("http://localhost:" + port).look(folder, Map.of(), LONG)).isTrue();
      answering.interrupt();
    }
  }

  @Test
  void a_server_that_fails_is_not_ready() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.startVirtualThread(() -> answer(server, "HTTP/1.1 503 Service Unavailable"));

      assertThat(
              Probe.Http.of("http://localhost:" + server.getLocalPort() + "/x?y")
                  .look(folder, Map.of(), Duration.ofSeconds(5)))
          .isFalse();
    }
  }

  private static void answer(ServerSocket server, String status) {
    try {
      while (true) {
        try (var socket = server.accept()) {
          // What was not read would reset the connection, and might take the answer with it.
          var request = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
          var line = request.readLine();
          while (line != null && !line.isEmpty()) {
            line = request.readLine();
          }
          socket.getOutputStream().write((status + "\r\n\r\n").getBytes(UTF_8));
        }
      }
    } catch (IOException closed) {
      // The test is done.
    }
  }

  @Test
  void a_process_that_ends_before_it_is_ready_is_named_with_its_last_lines() throws Exception {
    createWhenPrinted("no such table", "heard");
    var refused =
        refused(
            List.of(),
            shellWith("a", "a.pid", "echo $$ > a.pid.new; mv a.pid.new a.pid; sleep 100"),
            shellWith(
                "b",
                "never",
                "echo; echo 'no such table'; while [ ! -e heard ]; do sleep 0.05; done; exit 7"));
    assertThat(refused)
        .hasMessage(
            "The process 'b' has ended before it was ready. The process 'b' has ended with exit"
                + " code 7. It said last:\n  no such table");
    assertThat(lives(pid("a.pid"))).isFalse();
  }

  @Test
  void a_process_that_does_not_become_ready_is_ended() throws Exception {
    var slow =
        component(
            "slow",
            Optional.of(new Probe.AFile("never")),
            Duration.ofSeconds(4), // until the shell has begun, on a busy machine
            "echo $$ > slow.pid; echo waiting; sleep 100");

    assertThat(refused(List.of(), slow))
        .hasMessageContaining("'slow' was not ready after 4.0 s: the file never was not there.")
        .hasMessageContaining("waiting");
    assertThat(lives(pid("slow.pid"))).isFalse();
  }

  @Test
  void a_command_that_is_not_there_is_named() {
    var missing =
        new Component(
            "a",
            List.of("none-of-that", "x"),
            folder,
            Map.of(),
            Optional.empty(),
            LONG,
            OptionalInt.empty());

    assertThat(refused(List.of(), missing))
        .hasMessageContaining("The process 'a' cannot be started with 'none-of-that x'")
        .hasMessageContaining("no shell looks for it");
  }

  @Test
  void the_first_process_that_dies_is_named_with_its_code_and_its_last_lines() throws Exception {
    var supervision =
        start(
            shell("a", "sleep 100"),
            shell("b", "echo oh; while [ ! -e die ]; do sleep 0.05; done; exit 3"));
    createWhenPrinted("oh", "die");
    var death = supervision.firstDeath().get(60, TimeUnit.SECONDS);

    assertThat(death).isEqualTo(new Death("b", 3, List.of("oh")));
    assertThat(death.message())
        .isEqualTo("The process 'b' has ended with exit code 3. It said last:\n  oh");
  }

  @Test
  void the_end_is_that_of_the_last_first() throws Exception {
    var script = "trap 'echo %s >> order; exit 0' TERM; touch %s; while :; do sleep 0.05; done";
    var supervision =
        start(
            shellWith("a", "a", script.formatted("a", "a")),
            shellWith("b", "b", script.formatted("b", "b")),
            shellWith("c", "c", script.formatted("c", "c")));

    supervision.close();

    assertThat(folder.resolve("order")).hasContent("c\nb\na");
  }

  @Test
  void an_end_that_was_asked_for_is_no_death() throws Exception {
    var supervision = start(shell("a", "sleep 100"));

    supervision.close();
    supervision.close();

    assertThat(supervision.firstDeath()).isNotDone();
  }

  @Test
  void children_of_children_end_too() throws Exception {
    var supervision =
        start(shellWith("a", "ready", "sh -c 'sleep 1000 & echo $! > c.pid; touch ready; wait'"));
    var child = pid("c.pid");
    assertThat(lives(child)).isTrue();

    supervision.close();

    assertThat(lives(child)).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void children_that_have_lost_their_parents_end_too() throws Exception {
    var supervision =
        start(
            shellWith(
                "a", "ready", "sh -c 'sleep 1000 & echo $! > c.pid'; touch ready; sleep 100"));
    var child = pid("c.pid");
    assertThat(lives(child)).isTrue();

    supervision.close();

    assertThat(lives(child)).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_has_begun_a_session_of_its_own_is_left_alone() throws Exception {
    var supervision =
        start(
            shellWith("a", "ready", "setsid sleep 1000 & echo $! > c.pid; touch ready; sleep 100"));
    var browser = ProcessHandle.of(pid("c.pid")).orElseThrow();
    while (!browser.info().command().filter(it -> it.endsWith("sleep")).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(10); // until it has left
    }

    supervision.close();

    try {
      assertThat(browser.isAlive()).isTrue();
    } finally {
      browser.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_has_ended_counts_as_ended_although_its_parent_does_not_ask_for_its_exit_code()
      throws Exception {
    start(
        shellWith(
            "a",
            "ready",
            "(while [ ! -e die ]; do sleep 0.02; done) & echo $! > c.pid; touch ready;"
                + " exec sleep 1000"));
    var child = ProcessHandle.of(pid("c.pid")).orElseThrow();
    var parent = child.parent().orElseThrow();
    while (!parent.info().command().filter(it -> it.endsWith("sleep")).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(10); // until it is no shell any more, which would ask
    }
    assertThat(Tree.isAlive(child)).isTrue();

    Files.createFile(folder.resolve("die"));

    while (Tree.isAlive(child)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(child.isAlive()).as("it is still listed").isTrue();
  }

  @Test
  void what_a_dead_process_has_left_behind_ends_with_the_others() throws Exception {
    var supervision =
        start(shell("a", "sleep 1000 & echo $! > c.pid; while [ ! -e die ]; do sleep 0.05; done"));
    var child = pid("c.pid");
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      TimeUnit.MILLISECONDS.sleep(1_200); // no environment tells, so the watch has to see it
    }
    Files.createFile(folder.resolve("die"));
    supervision.firstDeath().get(60, TimeUnit.SECONDS);

    supervision.close();

    assertThat(lives(child)).isFalse();
  }

  @Test
  void a_process_that_does_not_want_to_end_is_killed() throws Exception {
    var supervision =
        start(
            List.of(),
            Duration.ofMillis(300),
            shellWith("a", "a.pid", "trap '' TERM; echo $$ > a.pid; while :; do sleep 0.05; done"));
    var stubborn = pid("a.pid");

    supervision.close();

    ProcessHandle.of(stubborn)
        .ifPresent(handle -> handle.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    assertThat(lives(stubborn)).isFalse();
  }

  @Test
  void a_flood_without_line_breaks_stops_nobody() throws Exception {
    start(shellWith("a", "done", "head -c 3000000 /dev/zero | tr '\\0' x; touch done; sleep 100"));

    assertThat(folder.resolve("done")).exists();
  }

  @Test
  void an_interrupted_start_ends_what_it_had_started() throws Exception {
    var failure = new java.util.concurrent.CompletableFuture<Throwable>();
    var starting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                start(shellWith("a", "never", "echo $$ > a.pid; sleep 100"));
                failure.complete(new AssertionError("It has started."));
              } catch (Exception thrown) {
                failure.complete(thrown);
              }
            });
    var child = pid("a.pid");

    starting.interrupt();

    assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(lives(child)).isFalse();
  }

  @Test
  void the_standard_input_of_a_process_ends_only_with_the_supervisor() throws Exception {
    var supervision =
        start(shellWith("a", "ready", "touch ready; cat; echo over > over; sleep 100"));

    assertThat(supervision.firstDeath()).isNotDone();
    assertThat(folder.resolve("over")).doesNotExist();
  }

  @Test
  void variables_are_those_of_the_supervisor_and_of_the_process() throws Exception {
    var component =
        new Component(
            "a",
            List.of("sh", "-c", "echo \"$OWN $HOME\" > seen.new; mv seen.new seen; sleep 100"),
            folder,
            Map.of("OWN", "mine"),
            Optional.of(new Probe.AFile("seen")),
            LONG,
            OptionalInt.empty());
    start(component);

    assertThat(folder.resolve("seen")).hasContent("mine " + System.getenv("HOME"));
  }

  @Test
  void ctrl_c_of_a_terminal_does_not_reach_a_process() throws Exception {
    start(
        shellWith(
            "a", "ready", "kill -INT $$; kill -HUP $$; echo alive > r; mv r ready; sleep 100"));

    assertThat(folder.resolve("ready")).hasContent("alive\n");
  }
}
