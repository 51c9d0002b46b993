package dev.lodestar.cli;

import static dev.lodestar.log.LogLevel.DEBUG;
import static dev.lodestar.log.LogLevel.INFO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.lodestar.process.AlreadyRunningException;
import dev.lodestar.process.ApplicationStatus;
import dev.lodestar.process.ApplicationStatus.State;
import dev.lodestar.process.Applications;
import dev.lodestar.process.ManagementException;
import dev.lodestar.process.NotProvenException;
import dev.lodestar.process.NotRunningException;
import dev.lodestar.process.PortTakenException;
import dev.lodestar.process.StartFailedException;
import dev.lodestar.process.StartPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Applications in the background, attacked: real processes, and strangers that must never be
/// touched.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ManagedProcessTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Applications applications;
  private final List<Process> strangers = new ArrayList<>();

  @BeforeEach
  void open() {
    applications = Applications.in(folder.resolve("state"));
  }

  @AfterEach
  void nothing_stays() throws Exception {
    for (var status : applications.all()) {
      if (status.isRunning()) {
        applications.stop(status.name(), Duration.ofSeconds(1));
      }
    }
    strangers.forEach(Process::destroyForcibly);
  }

  private static StartPlan plan(String name, String... arguments) {
    var command = JavaCommand.java();
    command.add(TinyApplication.class.getName());
    command.addAll(List.of(arguments));
    return StartPlan.of(name, command).with("LODESTAR_PORT", "0");
  }

  private Process stranger() throws IOException {
    var process = new ProcessBuilder("sleep", "1000").start();
    strangers.add(process);
    return process;
  }

  private static String health(ApplicationStatus status) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create(status.uri().orElseThrow() + "/health");
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private Path pidFile(String name) {
    return applications.folder().resolve(name + ".json");
  }

  /// A PID file of a real instance, made to tell of another process.
  private void forge(String name, long pid, String start, String mark) throws Exception {
    applications.start(plan(name));
    var real = Files.readString(pidFile(name));
    applications.stop(name, SOON);
    var forged =
        real.replaceFirst("\"pid\": *\\d+", "\"pid\": " + pid)
            .replaceFirst("\"started\": *\"[^\"]*\"", "\"started\": \"" + start + "\"")
            .replaceFirst("\"mark\": *\"[^\"]*\"", "\"mark\": \"" + mark + "\"");
    assertThat(forged).isNotEqualTo(real).contains("" + pid, start, mark);
    Files.writeString(pidFile(name), forged);
  }

  private static String mark(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
        + " "
        + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
        + " "
        + stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
  }

  @Test
  void its_status_tells_how_it_is_where_it_says_so() throws Exception {
    applications.start(plan("tiny", "ill"));
    applications.start(plan("silent"));

    // On a busy machine, its answer may come later than anybody waits for it.
    DevLoop.until(() -> {
      var told = applications.status("tiny");
      return told.state() == State.SERVING
          && told.health().equals(Optional.of("down database=down"));
    });
    assertThat(applications.status("silent").health()).isEmpty();
  }

  @Test
  void an_application_is_started_found_and_stopped() throws Exception {
    var started = applications.start(plan("tiny"));

    assertThat(started.state()).isEqualTo(State.SERVING);
    assertThat(started.ports()).hasSize(1).allSatisfy(port -> assertThat(port).isPositive());
    assertThat(health(started)).isEqualTo("tiny");
    assertThat(applications.status("tiny").instance()).isEqualTo(started.instance()).hasSize(32);
    assertThat(applications.all()).extracting(ApplicationStatus::name).containsExactly("tiny");
    assertThat(Files.getPosixFilePermissions(pidFile("tiny")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(applications.folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    var stopped = applications.stop("tiny", SOON);

    assertThat(stopped.killed()).isFalse();
    assertThat(pidFile("tiny")).doesNotExist();
    assertThat(applications.status("tiny").state()).isEqualTo(State.STOPPED);
    assertThat(applications.endOfLog("tiny", 10)).contains("tiny begins");
    try (var left = Files.newDirectoryStream(applications.folder(), "*.{sock,new,json}")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void of_starts_that_race_one_wins_and_the_others_name_it() throws Exception {
    var outcomes = new ArrayList<Object>();
    try (var racers = Executors.newFixedThreadPool(3)) {
      var running =
          List.of(1, 2, 3).stream()
              .map(number ->
                  racers.submit(() -> {
                    try {
                      return (Object) Applications.in(folder.resolve("state")).start(plan("tiny"));
                    } catch (AlreadyRunningException lost) {
                      return lost;
                    }
                  }))
              .toList();
      for (var racer : running) {
        outcomes.add(racer.get());
      }
    }

    assertThat(outcomes).filteredOn(ApplicationStatus.class::isInstance).hasSize(1);
    var winner = applications.status("tiny");
    assertThat(winner.state()).isEqualTo(State.SERVING);
    assertThat(outcomes)
        .filteredOn(AlreadyRunningException.class::isInstance)
        .hasSize(2)
        .allSatisfy(lost ->
            assertThat((AlreadyRunningException) lost)
                .hasMessageContaining("process " + winner.pid()));
  }

  @Test
  void what_was_killed_is_told_and_healed() throws Exception {
    var first = applications.start(plan("tiny"));
    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    while (applications.status("tiny").state() == State.SERVING) {
      Thread.sleep(1);
    }
    assertThat(applications.status("tiny").detail()).contains("ended without cleaning up");
    assertThat(pidFile("tiny")).exists();
    assertThat(applications.all()).isEmpty();
    assertThat(pidFile("tiny")).doesNotExist();
    assertThat(applications.start(plan("tiny")).instance()).isNotEqualTo(first.instance());
  }

  @Test
  void a_process_that_has_got_the_number_is_never_signalled() throws Exception {
    var stranger = stranger();
    forge("tiny", stranger.pid(), "2020-01-01T00:00:00Z", "another boot 1");

    assertThatThrownBy(() -> applications.stop("tiny", SOON))
        .isInstanceOf(NotRunningException.class)
        .hasMessageContaining("its number belongs to another one now");
    assertThat(stranger.isAlive()).isTrue();
    assertThat(pidFile("tiny")).doesNotExist();
  }

  @Test
  void a_forged_file_that_describes_a_stranger_exactly_proves_nothing() throws Exception {
    var stranger = stranger();
    var start = stranger.info().startInstant().orElseThrow().toString();
    forge("tiny", stranger.pid(), start, mark(stranger.pid()));

    assertThat(applications.status("tiny").state()).isEqualTo(State.UNPROVEN);
    assertThatThrownBy(() -> applications.stop("tiny", SOON))
        .isInstanceOf(NotProvenException.class)
        .hasMessageContaining("kill " + stranger.pid());
    assertThatThrownBy(() -> applications.start(plan("tiny")))
        .isInstanceOf(NotProvenException.class);
    assertThat(stranger.isAlive()).isTrue();
    assertThat(pidFile("tiny")).exists();
    Files.delete(pidFile("tiny"));
  }

  @Test
  void a_file_that_says_nothing_counts_as_none() throws Exception {
    applications.start(plan("tiny"));
    applications.stop("tiny", SOON);
    for (var nothing : List.of("", "{\"name\": \"tiny\", \"pid\": 4", "12345", "{\"pid\":-1}")) {
      Files.writeString(pidFile("tiny"), nothing);
      assertThatThrownBy(() -> applications.stop("tiny", SOON))
          .isInstanceOf(NotRunningException.class)
          .hasMessageContaining("says nothing that can be read");
      assertThat(pidFile("tiny")).doesNotExist();
    }
    Files.writeString(pidFile("tiny"), "{");
    assertThat(applications.start(plan("tiny")).state()).isEqualTo(State.SERVING);
  }

  @Test
  void a_symbolic_link_in_the_place_of_a_pid_file_is_refused() throws Exception {
    var target = Files.writeString(folder.resolve("precious"), "kept");
    Files.createDirectory(folder.resolve("state"));
    Files.createSymbolicLink(pidFile("tiny"), target);

    assertThatThrownBy(() -> applications.start(plan("tiny")))
        .isInstanceOf(ManagementException.class)
        .hasMessageContaining("is a symbolic link");
    assertThatThrownBy(() -> applications.stop("tiny", SOON))
        .hasMessageContaining("is a symbolic link");
    assertThat(target).hasContent("kept");
    Files.delete(pidFile("tiny"));
  }

  @Test
  void a_folder_that_is_a_symbolic_link_is_refused() throws Exception {
    var target = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("link"), target);

    assertThatThrownBy(() -> Applications.in(folder.resolve("link")).start(plan("tiny")))
        .hasMessageContaining("is a symbolic link")
        .hasMessageContaining("LODESTAR_STATE");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void a_file_of_another_user_is_not_believed() throws Exception {
    Files.createDirectory(folder.resolve("state"));
    Files.writeString(pidFile("tiny"), "{}");
    try {
      Files.setAttribute(pidFile("tiny"), "unix:uid", 54_321);
    } catch (IOException onlyRootCan) {
      org.junit.jupiter.api.Assumptions.abort("Only root can give files away.");
    }

    assertThatThrownBy(() -> applications.start(plan("tiny")))
        .isInstanceOf(ManagementException.class)
        .hasMessageContaining("belongs to the user 54321");
    Files.delete(pidFile("tiny"));
  }

  @Test
  void a_stranger_on_the_port_is_named_and_left_alone_whatever_it_answers() throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var stranger = HttpServer.create(address, 0);
    stranger.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    stranger.start();
    try {
      var port = stranger.getAddress().getPort();
      var onItsPort = plan("tiny").with("LODESTAR_PORT", "" + port);

      assertThatThrownBy(() -> applications.start(onItsPort.listening("127.0.0.1", port)))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("The port " + port + " of 127.0.0.1 is taken by the process");
      var failure =
          catchThrowableOfType(StartFailedException.class, () -> applications.start(onItsPort));
      assertThat(failure.exitCode()).hasValue(1);
      assertThat(failure).hasMessageContaining("" + port).hasMessageContaining("in use");
      assertThat(applications.all()).isEmpty();
      assertThat(pidFile("tiny")).doesNotExist();
    } finally {
      stranger.stop(0);
    }
  }

  @Test
  void what_an_application_that_crashes_has_printed_is_shown() {
    var failure =
        catchThrowableOfType(
            StartFailedException.class, () -> applications.start(plan("tiny", "crash")));

    assertThat(failure.exitCode()).hasValue(1);
    assertThat(failure)
        .hasMessageContaining("ended with exit code 1 before it served")
        .hasMessageContaining("IllegalStateException: the database is not there");
    assertThat(pidFile("tiny")).doesNotExist();
  }

  @Test
  void a_program_that_is_not_there_is_named() {
    assertThatThrownBy(() -> applications.start(StartPlan.of("tiny", "no-such-program")))
        .isInstanceOf(ManagementException.class)
        .hasMessageContaining("there is no program 'no-such-program'");
    assertThat(pidFile("tiny")).doesNotExist();
  }

  @Test
  void what_does_not_come_to_serve_is_stopped() {
    // The shell prints at once; Java may need all of that time until it does on a busy machine.
    var command = new ArrayList<>(List.of("sh", "-c", "echo tiny begins; exec \"$@\"", "sh"));
    command.addAll(plan("tiny", "slow").command());
    var late =
        StartPlan.of("tiny", command).with("LODESTAR_PORT", "0").within(Duration.ofSeconds(4));
    var failure = catchThrowableOfType(StartFailedException.class, () -> applications.start(late));

    assertThat(failure)
        .hasMessageContaining("did not say within 4 seconds where it serves")
        .hasMessageContaining("tiny begins");
    assertThat(ProcessHandle.current().descendants())
        .noneMatch(child -> child.info().commandLine().orElse("").contains("TinyApplication"));
  }

  @Test
  void an_application_can_be_stopped_while_it_starts() throws Exception {
    try (var starter = Executors.newSingleThreadExecutor()) {
      var start =
          starter.submit(() ->
              catchThrowableOfType(
                  StartFailedException.class, () -> applications.start(plan("tiny", "slow"))));
      while (applications.endOfLog("tiny", 1).isEmpty()) {
        Thread.sleep(10);
      }
      assertThat(applications.status("tiny").state()).isEqualTo(State.STARTING);

      assertThat(applications.stop("tiny", SOON).killed()).isFalse();
      assertThat(start.get()).hasMessageContaining("was told to stop while it was being started");
    }
    assertThat(pidFile("tiny")).doesNotExist();
  }

  @Test
  void an_application_that_does_not_heed_is_killed_at_the_deadline() throws Exception {
    var started = applications.start(plan("tiny", "stubborn"));

    var stopped = applications.stop("tiny", Duration.ofSeconds(1));

    assertThat(stopped.killed()).isTrue();
    assertThat(ProcessHandle.of(started.pid()).filter(ProcessHandle::isAlive))
        .matches(process -> process.isEmpty() || isZombie(started.pid()));
    assertThat(pidFile("tiny")).doesNotExist();
  }

  private static boolean isZombie(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z");
    } catch (IOException gone) {
      return true;
    }
  }

  /// The two of its children, one of which was a shell before.
  private static List<Long> sleepersOf(long pid) {
    return ProcessHandle.of(pid)
        .orElseThrow()
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("sleep 100"))
        .filter(child -> !child.info().commandLine().orElse("").contains("exec"))
        .map(ProcessHandle::pid)
        .toList();
  }

  @Test
  void children_that_outlive_an_application_are_stopped_with_it() throws Exception {
    var started = applications.start(plan("tiny", "children"));
    DevLoop.until(() -> sleepersOf(started.pid()).size() == 2);
    var children = sleepersOf(started.pid());
    var stranger = stranger();

    assertThat(applications.stop("tiny", SOON).children()).isEqualTo(children.size());

    assertThat(children).allMatch(pid -> ProcessHandle.of(pid).isEmpty() || isZombie(pid));
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void a_server_in_the_foreground_with_a_name_is_found_and_stopped() throws Exception {
    var builder = new ProcessBuilder(plan("ignored", "named").command());
    builder.environment().put("LODESTAR_STATE", applications.folder().toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
    var first = builder.start();
    strangers.add(first);
    while (applications.status("named").state() != State.SERVING) {
      assertThat(first.isAlive()).isTrue();
      Thread.sleep(10);
    }

    var second = builder.redirectOutput(folder.resolve("second").toFile()).start();
    strangers.add(second);
    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(folder.resolve("second")).content().contains("runs already");
    assertThatThrownBy(() -> applications.restart("named", SOON))
        .hasMessageContaining("runs in the foreground");
    assertThat(applications.stop("named", SOON).pid()).isEqualTo(first.pid());
    assertThat(first.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void a_restart_is_another_instance_of_the_same_command() throws Exception {
    var first = applications.start(plan("tiny"));

    var second = applications.restart("tiny", SOON);

    assertThat(second.instance()).isNotEqualTo(first.instance());
    assertThat(second.command()).isEqualTo(first.command());
    assertThat(health(second)).isEqualTo("tiny");
  }

  @Test
  void a_pid_file_that_cannot_be_written_starts_nothing() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    var below = Applications.in(folder.resolve("file/state"));

    assertThatThrownBy(() -> below.start(plan("tiny")))
        .isInstanceOf(ManagementException.class)
        .hasMessageContaining("for PID files and logs cannot be made")
        .hasMessageContaining("LODESTAR_STATE");
  }

  @Test
  void a_folder_with_a_long_path_is_fine() throws Exception {
    var deep = Applications.in(folder.resolve("d".repeat(120)));
    var started = deep.start(plan("tiny"));
    try {
      assertThat(started.state()).isEqualTo(State.SERVING);
    } finally {
      deep.stop("tiny", SOON);
    }
  }

  @Test
  void a_restart_keeps_the_variables_of_the_start_but_for_those_that_change() throws Exception {
    var free = FreePort.find();
    var first = applications.start(plan("tiny").with("LODESTAR_PORT", "" + free));

    assertThat(applications.restart("tiny", SOON).ports()).isEqualTo(first.ports());
    var moved = applications.restart("tiny", SOON, before -> before.with("LODESTAR_PORT", "0"));

    assertThat(moved.ports()).doesNotContain(free);
  }

  @Test
  void a_disk_that_takes_no_byte_of_the_pid_file_starts_nothing() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    // The system refuses every byte of a file, as a full disk does.
    var builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "ulimit -f 0; exec \"$@\"",
            "sh",
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "start",
            "--name",
            "tiny",
            "--class",
            TinyApplication.class.getName());
    builder.environment().put("LODESTAR_STATE", applications.folder().toString());
    var process = builder.redirectErrorStream(true).start();
    strangers.add(process);
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(printed)
        .contains("The PID file '" + pidFile("tiny") + "' cannot be written")
        .contains("Make room");
    assertThat(pidFile("tiny")).doesNotExist();
  }

  /// Whether the PID file is that of the process rather than of whoever starts it.
  private boolean isKnownToRun(String name) throws IOException {
    return Files.readString(pidFile(name)).contains("\"STARTING\"");
  }

  @Test
  void an_application_whose_starter_was_killed_can_be_stopped() throws Exception {
    var environment = java.util.Map.of("LODESTAR_STATE", applications.folder().toString());
    try (var starter =
        JavaProcess.start(
            folder,
            environment,
            List.of(),
            "start",
            "--name",
            "tiny",
            "--class",
            TinyApplication.class.getName(),
            "--",
            "slow")) {
      while (applications.endOfLog("tiny", 1).isEmpty() || !isKnownToRun("tiny")) {
        Thread.sleep(10);
      }
      starter.kill();
      starter.outcome();

      assertThat(applications.status("tiny").state()).isEqualTo(State.STARTING);
      assertThatThrownBy(() -> applications.start(plan("tiny")))
          .isInstanceOf(AlreadyRunningException.class);
      assertThat(applications.stop("tiny", SOON).killed()).isFalse();
    }
    assertThat(pidFile("tiny")).doesNotExist();
  }

  @Test
  void a_folder_in_the_place_of_a_pid_file_is_refused() throws Exception {
    Files.createDirectories(pidFile("tiny"));

    assertThatThrownBy(() -> applications.start(plan("tiny")))
        .isInstanceOf(ManagementException.class)
        .hasMessageContaining("is no regular file");
    Files.delete(pidFile("tiny"));
  }

  /// Where the process tells who it is.
  private Path socket() throws IOException {
    try (var sockets = Files.newDirectoryStream(applications.folder(), "*.sock")) {
      return sockets.iterator().next();
    }
  }

  @Test
  void its_levels_are_changed_while_it_runs() throws Exception {
    var started = applications.start(plan("tiny"));
    assertThat(health(started)).isEqualTo("tiny");
    assertThat(applications.logLevels("tiny").levels()).containsOnly(Map.entry("ROOT", INFO));

    var levels = applications.setLogLevel("tiny", "tiny", DEBUG);
    assertThat(levels.level("tiny.Asked")).isEqualTo(DEBUG);
    assertThat(levels.origin("tiny.Asked")).isEqualTo("tiny");
    health(started);
    applications.unsetLogLevel("tiny", "tiny");
    health(started);

    assertThat(applications.logLevels("tiny").level("tiny.Asked")).isEqualTo(INFO);
    applications.stop("tiny", SOON);
    assertThat(applications.endOfLog("tiny", 100))
        .filteredOn(line -> line.contains("somebody has asked"))
        .hasSize(1);
  }

  @Test
  void levels_of_one_that_does_not_run_are_not_told() {
    assertThatThrownBy(() -> applications.setLogLevel("tiny", "tiny", DEBUG))
        .isInstanceOf(NotRunningException.class)
        .hasMessageContaining("'tiny' does not run");
  }

  @Test
  void who_connects_and_asks_for_nothing_holds_up_nobody() throws Exception {
    applications.start(plan("tiny"));
    var silent = new ArrayList<SocketChannel>();
    try {
      for (var i = 0; i < 20; i++) {
        silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket())));
      }
      // If each held it up for a second, none of three that wait for two would be answered.
      assertThat(List.of(1, 2, 3)).anyMatch(_ -> applications.status("tiny").detail().isEmpty());
      assertThat(applications.logLevels("tiny").levels()).isNotEmpty();
    } finally {
      for (var channel : silent) {
        channel.close();
      }
    }
  }

  /// Everything that it says to whoever asks for something.
  private String told(String request) throws IOException {
    for (var tries = 1; ; tries++) {
      try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
        channel.write(UTF_8.encode(request));
        var all = ByteBuffer.allocate(10_000);
        while (channel.read(all) >= 0) {
          // until it has told everything
        }
        return UTF_8.decode(all.flip()).toString().strip();
      } catch (IOException late) { // it waits for one second
        if (tries == 10) {
          throw late;
        }
      }
    }
  }

  @Test
  void a_request_that_says_nothing_is_not_answered() throws Exception {
    applications.start(plan("tiny"));
    for (var nothing : List.of("\n", "levels {\n", "levels {\"level\":\"LOUD\"}\n", "stop\n")) {
      assertThat(told(nothing)).matches("[0-9a-f]{32} serving");
    }
    assertThat(applications.logLevels("tiny").levels()).containsOnly(Map.entry("ROOT", INFO));
  }

  @Test
  void who_listens_in_the_place_of_the_process_is_told_nothing() throws Exception {
    applications.start(plan("tiny"));
    var own = folder.resolve("own.sock");
    var real = Files.readString(pidFile("tiny"));
    Files.writeString(pidFile("tiny"), real.replace(socket().toString(), own.toString()));
    var told = new AtomicInteger();
    try (var stranger = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stranger.bind(UnixDomainSocketAddress.of(own));
      Thread.startVirtualThread(() -> {
        while (true) {
          try (var client = stranger.accept()) {
            client.write(UTF_8.encode("0123456789abcdef0123456789abcdef serving\n"));
            told.addAndGet(Math.max(0, client.read(ByteBuffer.allocate(1_000))));
          } catch (IOException closed) {
            return;
          }
        }
      });

      assertThatThrownBy(() -> applications.setLogLevel("tiny", "tiny", DEBUG))
          .isInstanceOf(ManagementException.class)
          .hasMessageContaining("does not answer");
    }
    assertThat(told).hasValue(0);
    Files.writeString(pidFile("tiny"), real);
  }
}
