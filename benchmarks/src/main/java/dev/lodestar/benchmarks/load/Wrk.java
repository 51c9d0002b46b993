package dev.lodestar.benchmarks.load;

import dev.lodestar.benchmarks.process.Commands;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// The load generator `wrk`, where it is installed.
///
/// @param threads how many threads it gets
record Wrk(int threads) implements LoadGenerator {
  private static final Pattern TIME = Pattern.compile("([0-9.]+)(us|ms|s|m)");
  private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in ([0-9.]+)(ms|s|m),");
  private static final Pattern STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKETS =
      Pattern.compile("connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

  static boolean isInstalled() {
    return Commands.exists("wrk");
  }

  @Override
  public Load run(URI address, int connections, Duration duration)
      throws IOException, InterruptedException {
    var command =
        List.of(
            "wrk",
            "--latency",
            "-t" + Math.min(threads, connections),
            "-c" + connections,
            "-d" + duration.toSeconds() + "s",
            address.toString());
    return parse(Commands.run(command));
  }

  static Load parse(String report) {
    var total = TOTAL.matcher(report);
    if (!total.find()) {
      throw new IllegalStateException("This is not a report of wrk: " + report);
    }
    var failures = 0L;
    for (var pattern : List.of(STATUS, SOCKETS)) {
      var found = pattern.matcher(report);
      if (found.find()) {
        for (var group = 1; group <= found.groupCount(); group++) {
          failures += Long.parseLong(found.group(group));
        }
      }
    }
    return new Load(
        Long.parseLong(total.group(1)),
        failures,
        microseconds(total.group(2) + total.group(3)) / 1e6,
        percentile(report, "50%"),
        percentile(report, "99%"));
  }

  private static double percentile(String report, String which) {
    for (var line : report.lines().toList()) {
      var words = line.strip().split(" +", 2);
      if (words.length == 2 && words[0].equals(which)) {
        return microseconds(words[1]);
      }
    }
    throw new IllegalStateException("The report of wrk has no line for " + which + ": " + report);
  }

  private static double microseconds(String time) {
    var parts = TIME.matcher(time);
    if (!parts.matches()) {
      throw new IllegalStateException("This is not a time of wrk: " + time);
    }
    var number = Double.parseDouble(parts.group(1));
    return switch (parts.group(2)) {
      case "us" -> number;
      case "ms" -> number * 1e3;
      case "s" -> number * 1e6;
      default -> number * 60e6;
    };
  }
}
