package dev.lodestar.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// By what a process is told apart from every other one that has, had or will have its number.
///
/// @param pid its number
/// @param started when it began, as the system tells
/// @param mark on Linux the boot, the namespace of processes and the tick of its beginning. The
///   instant is computed from the wall clock there, so it may differ by a second after the clock
///   was set
record ProcessMark(long pid, Instant started, Optional<String> mark) {
  private static final Path PROC = Path.of("/proc");
  private static final long NANOS_BETWEEN_LOOKS = 1_000_000;
  private static final int STATE = 0;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START_TICK = 19;
  private static final int MEMORY = 20;

  static ProcessMark ofThisProcess() {
    return of(ProcessHandle.current());
  }

  static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(
        process.pid(),
        process.info().startInstant().orElse(Instant.EPOCH),
        kernelMark(process.pid()));
  }

  /// Finds the process, if it is still the same one, and has not ended.
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessMark::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    var now = of(process);
    if (mark.isPresent() && now.mark().isPresent()) {
      return mark.equals(now.mark());
    }
    return !started.equals(Instant.EPOCH) && started.equals(now.started());
  }

  /// A process that has ended and whose parent does not ask for its exit code is still listed.
  static boolean isAlive(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    var stat = stat(process.pid());
    return stat == null || !(stat[STATE].equals("Z") || stat[STATE].equals("X"));
  }

  /// Waits for a process that is just ending, and tells whether it has ended.
  ///
  /// @return `false` at once for a process that is not ending, and where nobody tells
  boolean hasEndedBy(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (isEnding(pid) && find().isPresent() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
    }
    return find().isEmpty();
  }

  private static boolean isEnding(long pid) {
    var stat = stat(pid);
    return stat != null && stat[MEMORY].equals("0");
  }

  /// The session of a process; -1 where nobody tells.
  static long session(long pid) {
    var stat = stat(pid);
    return stat == null ? -1 : Long.parseLong(stat[SESSION]);
  }

  /// Whether a process leads its process group; `false` where nobody tells.
  static boolean leadsGroup(long pid) {
    var stat = stat(pid);
    return stat != null && Long.parseLong(stat[GROUP]) == pid;
  }

  /// Tells whether the environment with which a process was started has an entry that begins so;
  /// `false` where nobody tells.
  static boolean wasStartedWith(long pid, String entry) {
    try {
      var environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
      var text = "\0" + new String(environment, StandardCharsets.UTF_8);
      return text.contains("\0" + entry);
    } catch (IOException | SecurityException secret) {
      return false;
    }
  }

  private static Optional<String> kernelMark(long pid) {
    var stat = stat(pid);
    if (stat == null) {
      return Optional.empty();
    }
    try {
      var boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      var namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
      return Optional.of(boot + " " + namespace + " " + stat[START_TICK]);
    } catch (IOException | SecurityException unknown) {
      return Optional.empty();
    }
  }

  /// The fields of `/proc/PID/stat` after the name, which may itself contain anything.
  private static String @Nullable [] stat(long pid) {
    try {
      var line = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return fields.length > MEMORY ? fields : null;
    } catch (IOException | SecurityException | IndexOutOfBoundsException notLinux) {
      return null;
    }
  }
}
