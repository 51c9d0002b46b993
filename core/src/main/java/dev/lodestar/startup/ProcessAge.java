package dev.lodestar.startup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long this process has been running.
///
/// Linux is asked itself: Java knows the moment of its boot to a second, and adds the ticks from
/// there to the start of the process, so that what it tells is wrong by up to a second. And it
/// starts threads for that, which wait for the end of other processes.
public final class ProcessAge {
  /// A tick that the kernel tells is a hundredth of a second on every processor that Java runs on,
  /// whatever it counts with itself.
  private static final long NANOS_OF_TICK = 10_000_000;

  /// Where the start stands among the fields after the name.
  private static final int START = 19;

  private ProcessAge() {}

  /// Returns the age, in steps of a hundredth of a second; empty if nobody tells.
  public static Optional<Duration> now() {
    var ticks = ofKernel();
    if (ticks >= 0) {
      return Optional.of(Duration.ofNanos(ticks * NANOS_OF_TICK));
    }
    var start = ProcessHandle.current().info().startInstant();
    return start.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.between(start.get(), Instant.now()));
  }

  /// @return ticks; negative where there is no such kernel, or a container has another clock than
  ///   its processes
  private static long ofKernel() {
    try {
      var stat = read("/proc/self/stat");
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      var uptime = read("/proc/uptime");
      var point = uptime.indexOf('.');
      var hundredths = uptime.substring(0, point) + uptime.substring(point + 1, point + 3);
      return Long.parseLong(hundredths) - Long.parseLong(fields[START]);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException notLinux) {
      return -1;
    }
  }

  private static String read(String file) throws IOException {
    try (var stream = new FileInputStream(file)) {
      return new String(stream.readAllBytes(), ISO_8859_1);
    }
  }
}
