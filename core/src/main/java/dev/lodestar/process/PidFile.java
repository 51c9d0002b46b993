package dev.lodestar.process;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content of a PID file.
///
/// @param instance random; only who reads this file knows it
/// @param phase how far it has come
/// @param pid the process; while it is CLAIMED, that of who is about to start it
/// @param started when that process began, as the system tells
/// @param mark what the kernel knows that process by, which no clock can shift
/// @param environment what it was given besides the environment of who started it
/// @param control the socket on which the process tells who it is
/// @param foreground whether somebody else than the manager has started it
record PidFile(
    String name,
    String instance,
    Phase phase,
    long pid,
    Instant started,
    Optional<String> mark,
    Optional<String> uri,
    Optional<String> host,
    List<Integer> ports,
    String version,
    String application,
    List<String> command,
    Map<String, String> environment,
    String directory,
    Optional<String> log,
    Optional<String> control,
    boolean foreground) {

  /// The most bytes that a PID file may have.
  static final int MOST_BYTES = 1 << 20;

  private static final Json JSON = Json.builder().pretty(true).build();

  /// How far an application has come.
  enum Phase {
    /// Its name is taken; there is no process yet.
    CLAIMED,
    STARTING,
    SERVING
  }

  /// A file that claims a name for a process that is to be started by this one.
  static PidFile claim(StartPlan plan, String instance, Path log) {
    var own = ProcessMark.ofThisProcess();
    return new PidFile(
        plan.name(),
        instance,
        Phase.CLAIMED,
        own.pid(),
        own.started(),
        own.mark(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        "",
        plan.application(),
        plan.command(),
        plan.environment(),
        plan.directory().toString(),
        Optional.of(log.toString()),
        Optional.empty(),
        false);
  }

  /// A file of this process, which nobody manages.
  static PidFile ofForeground(String name, String instance) {
    var own = ProcessMark.ofThisProcess();
    var info = ProcessHandle.current().info();
    return new PidFile(
        name,
        instance,
        Phase.STARTING,
        own.pid(),
        own.started(),
        own.mark(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        "",
        "",
        info.commandLine().map(List::of).orElse(List.of()),
        Map.of(),
        Path.of("").toAbsolutePath().toString(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  ProcessMark process() {
    return new ProcessMark(pid, started, mark);
  }

  PidFile startedAs(ProcessMark process) {
    return new PidFile(
        name,
        instance,
        Phase.STARTING,
        process.pid(),
        process.started(),
        process.mark(),
        uri,
        host,
        ports,
        version,
        application,
        command,
        environment,
        directory,
        log,
        control,
        foreground);
  }

  PidFile provableAt(Path socket) {
    return new PidFile(
        name,
        instance,
        phase,
        pid,
        started,
        mark,
        uri,
        host,
        ports,
        version,
        application,
        command,
        environment,
        directory,
        log,
        Optional.of(socket.toString()),
        foreground);
  }

  PidFile serving(URI where, String listening, List<Integer> open, String release) {
    return new PidFile(
        name,
        instance,
        Phase.SERVING,
        pid,
        started,
        mark,
        Optional.of(where.toString()),
        Optional.of(listening),
        open,
        release,
        application,
        command,
        environment,
        directory,
        log,
        control,
        foreground);
  }

  byte[] bytes() {
    return JSON.codec(PidFile.class).encode(this);
  }

  /// Reads a file; nothing if it is none.
  static Optional<PidFile> read(byte[] bytes) {
    var decoded = JSON.codec(PidFile.class).decode(bytes);
    return decoded instanceof Decoded.Valid<PidFile> valid
        ? Optional.of(valid.value()).filter(PidFile::isUsable)
        : Optional.empty();
  }

  private boolean isUsable() {
    return pid > 0
        && instance.length() >= 16
        && AppName.isOne(name)
        && uri.map(PidFile::isUri).orElse(true)
        && isPath(directory)
        && log.map(PidFile::isPath).orElse(true)
        && control.map(PidFile::isPath).orElse(true);
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).isAbsolute();
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean isPath(String text) {
    try {
      return Path.of(text).isAbsolute();
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
