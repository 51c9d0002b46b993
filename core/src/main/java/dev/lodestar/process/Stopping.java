package dev.lodestar.process;

import java.time.Duration;

/// One end of an application.
final class Stopping {
  /// How long it takes at most when the deadline is over.
  static final Duration AFTER_THE_DEADLINE = Duration.ofSeconds(15);

  private static final Duration TIME_TO_DIE = Duration.ofSeconds(5);
  private static final Duration TIME_OF_CHILDREN = Duration.ofSeconds(5);
  private static final Duration TIME_OF_CLAIM = Duration.ofSeconds(3);
  private static final long PAUSE_IN_MILLIS = 20;

  private final Instances instances;
  private final String name;

  Stopping(Instances instances, String name) {
    this.instances = instances;
    this.name = name;
  }

  /// Stops it; called while nobody else stops one of this name, since an application that is told
  /// to stop twice breaks off its requests.
  StopResult stop(Duration deadline) throws InterruptedException {
    var file = provenFile();
    var mark = file.process();
    var process =
        mark.find()
            .orElseThrow(() -> new NotRunningException(Sentences.notRunning(instances.heal(name))));
    if (process.equals(ProcessHandle.current())) {
      throw new ManagementException(
          "The application '" + name + "' is this process; end it from within.");
    }
    var family = new Family(mark);
    family.look();
    if (!process.destroy()) {
      refuseForeign(mark);
    }
    var killed = !hasEndedWithin(deadline, mark, family);
    if (killed) {
      // The same process as before, or find() would not return it.
      mark.find().ifPresent(ProcessHandle::destroyForcibly);
      if (!hasEndedWithin(TIME_TO_DIE, mark, family)) {
        throw new ManagementException(
            "The application '"
                + name
                + "' (process "
                + file.pid()
                + ") was killed and does not end: it waits for the system, such as for a disk. Its"
                + " PID file stays.");
      }
    }
    var children = family.end(TIME_OF_CHILDREN);
    instances.files().remove(file);
    return new StopResult(name, file.pid(), killed, children);
  }

  /// A claim has no process yet that could be told; it has one in a moment.
  private PidFile provenFile() throws InterruptedException {
    var end = System.nanoTime() + TIME_OF_CLAIM.toNanos();
    while (true) {
      var known = instances.look(name);
      var status = known.status();
      if (status.state() == ApplicationStatus.State.STOPPED) {
        instances.heal(name);
        throw new NotRunningException(Sentences.notRunning(status));
      }
      if (status.state() == ApplicationStatus.State.UNPROVEN) {
        throw new NotProvenException(Sentences.unproven(status), status.pid());
      }
      var file = known.file().orElseThrow();
      if (file.phase() != PidFile.Phase.CLAIMED) {
        return file;
      }
      if (System.nanoTime() - end >= 0) {
        throw new ManagementException(Sentences.alreadyRuns(status) + " Try again in a moment.");
      }
      Thread.sleep(PAUSE_IN_MILLIS);
    }
  }

  private void refuseForeign(ProcessMark mark) {
    if (mark.find().isPresent()) {
      throw new ManagementException(
          "The application '"
              + name
              + "' (process "
              + mark.pid()
              + ") cannot be told to stop: this user may not signal it.");
    }
  }

  private static boolean hasEndedWithin(Duration time, ProcessMark mark, Family family)
      throws InterruptedException {
    var end = System.nanoTime() + time.toNanos();
    while (mark.find().isPresent()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      family.look();
      Thread.sleep(PAUSE_IN_MILLIS);
    }
    return true;
  }
}
