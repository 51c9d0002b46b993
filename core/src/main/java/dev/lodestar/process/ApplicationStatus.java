package dev.lodestar.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of an application that was started under a name.
///
/// @param name its name
/// @param state whether it runs
/// @param pid its process; 0 if there is none
/// @param instance the random id of this run, by which it proves that it is meant; empty if nothing
///   is known
/// @param started when its process began
/// @param uri where it serves; nothing before it does
/// @param host the address it listens on; nothing before it does
/// @param ports those it listens on, that of the redirect to TLS last
/// @param version of Lodestar that it runs with; empty before it serves
/// @param application what it was started from, such as the path of a source file
/// @param command the command line it was started with
/// @param directory the folder it works in
/// @param log the file with what it prints; nothing if it runs in the foreground
/// @param health how it is, where it [tells][dev.lodestar.health.Health] so: `up`, `degraded` or
///   `down`, and the checks that are not up, as in `down database=down`
/// @param detail a sentence on what is out of the ordinary; empty if nothing is
public record ApplicationStatus(
    String name,
    State state,
    long pid,
    String instance,
    Optional<Instant> started,
    Optional<URI> uri,
    Optional<String> host,
    List<Integer> ports,
    String version,
    String application,
    List<String> command,
    Optional<Path> directory,
    Optional<Path> log,
    Optional<String> health,
    String detail) {

  /// Whether an application runs.
  public enum State {
    /// Its process has been started, and does not serve yet.
    STARTING,
    /// It serves, and has proven so by its instance id.
    SERVING,
    /// It was told to stop, and answers the requests in flight.
    STOPPING,
    /// A process lives that may be it, but does not prove so. It is never signalled.
    UNPROVEN,
    /// It does not run.
    STOPPED
  }

  /// Creates a status, copying the lists.
  public ApplicationStatus {
    ports = List.copyOf(ports);
    command = List.copyOf(command);
  }

  /// Tells whether its process runs.
  ///
  /// @return whether it is starting, serving or stopping
  public boolean isRunning() {
    return state == State.STARTING || state == State.SERVING || state == State.STOPPING;
  }

  static ApplicationStatus stopped(String name, String detail) {
    return new ApplicationStatus(
        name,
        State.STOPPED,
        0,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        "",
        "",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        detail);
  }

  static ApplicationStatus of(PidFile file, State state, String detail) {
    return of(file, state, detail, Optional.empty());
  }

  static ApplicationStatus of(PidFile file, State state, String detail, Optional<String> health) {
    return new ApplicationStatus(
        file.name(),
        state,
        file.pid(),
        file.instance(),
        Optional.of(file.started()),
        file.uri().map(URI::create),
        file.host(),
        file.ports(),
        file.version(),
        file.application(),
        file.command(),
        Optional.of(Path.of(file.directory())),
        file.log().map(Path::of),
        health,
        detail);
  }
}
