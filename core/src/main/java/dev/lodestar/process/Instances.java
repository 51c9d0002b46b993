package dev.lodestar.process;

import static dev.lodestar.process.ApplicationStatus.State.SERVING;
import static dev.lodestar.process.ApplicationStatus.State.STARTING;
import static dev.lodestar.process.ApplicationStatus.State.STOPPING;
import static dev.lodestar.process.ApplicationStatus.State.UNPROVEN;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Finds out what has become of the processes that PID files tell of. A process is believed to be
/// an instance if its number and its start are those of the file, and it knows the id of the
/// instance: it tells so itself, or was started with it.
final class Instances {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int BYTES_OF_ID = 16;

  private final StateFolder folder;
  private final PidFiles files;

  Instances(StateFolder folder) {
    this.folder = folder;
    this.files = new PidFiles(folder);
  }

  static String newId() {
    var bytes = new byte[BYTES_OF_ID];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  PidFiles files() {
    return files;
  }

  /// What is known of a name, and what the PID file says.
  ///
  /// @param file nothing if there is no file, or what is there says nothing
  record Known(ApplicationStatus status, Optional<PidFile> file) {}

  /// Looks at a name, and changes nothing.
  Known look(String name) {
    if (!folder.exists()) {
      return new Known(ApplicationStatus.stopped(name, ""), Optional.empty());
    }
    var found = files.read(name);
    if (found.isBroken()) {
      return new Known(
          ApplicationStatus.stopped(
              name,
              "The PID file '"
                  + folder.pidFile(name)
                  + "' says nothing that can be read, so it counts as none."),
          Optional.empty());
    }
    return found
        .content()
        .map(file -> new Known(judged(file), Optional.of(file)))
        .orElseGet(() -> new Known(ApplicationStatus.stopped(name, ""), Optional.empty()));
  }

  /// Looks at a name, and removes a file that tells of no living process.
  ApplicationStatus heal(String name) {
    var known = look(name);
    if (known.status().state() == ApplicationStatus.State.STOPPED && folder.exists()) {
      known.file().ifPresentOrElse(files::remove, () -> files.removeBroken(name));
    }
    return known.status();
  }

  private ApplicationStatus judged(PidFile file) {
    var process = file.process().find();
    if (process.isEmpty()) {
      return ended(file);
    }
    if (file.phase() == PidFile.Phase.CLAIMED) {
      return ApplicationStatus.of(
          file, STARTING, "The process " + file.pid() + " is just starting it.");
    }
    var user = process.get().info().user();
    var own = ProcessHandle.current().info().user();
    if (user.isPresent() && own.isPresent() && !user.equals(own)) {
      return ApplicationStatus.of(
          file, UNPROVEN, "it belongs to the user " + user.get() + ", not to " + own.get() + ".");
    }
    var status = proven(file);
    // A process that was killed gives back its memory first, and with it what would prove it.
    return status.state() == UNPROVEN && file.process().hasEndedBy(PATIENCE) ? ended(file) : status;
  }

  private static ApplicationStatus ended(PidFile file) {
    return ApplicationStatus.stopped(
        file.name(),
        file.phase() == PidFile.Phase.CLAIMED
            ? "Its start was broken off."
            : "It has ended without cleaning up: the process "
                + file.pid()
                + " of its PID file is gone, or its number belongs to another one now.");
  }

  private static ApplicationStatus proven(PidFile file) {
    var answer = file.control().flatMap(socket -> ControlSocket.ask(Path.of(socket), PATIENCE));
    var told = answer.map(line -> line.split(" ", 3)).orElse(new String[0]);
    if (told.length >= 2 && told[0].equals(file.instance())) {
      var state =
          switch (told[1]) {
            case "serving" -> SERVING;
            case "stopping" -> STOPPING;
            default -> STARTING;
          };
      return ApplicationStatus.of(
          file, state, "", told.length == 3 ? Optional.of(told[2]) : Optional.empty());
    }
    if (ProcessMark.wasStartedWith(file.pid(), Presence.proof(file.instance()))) {
      return ApplicationStatus.of(
          file,
          file.phase() == PidFile.Phase.STARTING ? STARTING : SERVING,
          file.control().isPresent() ? "It does not answer when it is asked how it is." : "");
    }
    return ApplicationStatus.of(
        file,
        UNPROVEN,
        answer.isPresent()
            ? "it tells another instance id."
            : "it does not answer, and was not started with the instance id.");
  }
}
