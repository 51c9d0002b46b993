package dev.lodestar.benchmarks.load;

import dev.lodestar.benchmarks.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The load generator `wrk`, where it is installed. It does not tell the times of pipelined
/// requests: it makes up for what it takes for omitted measurements, as if each connection had one
/// request under way, which moves most of them below the fastest, and then finds no percentile.
///
/// @param threads how many threads it gets
public record Wrk(int threads) implements LoadGenerator {
  private static final Pattern TIME = Pattern.compile("([0-9.]+)(us|ms|s|m)");
  private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in ([0-9.]+)(ms|s|m),");
  private static final Pattern STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKETS =
      Pattern.compile("connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

  /// Tells whether it is there.
  ///
  /// @return `true` if it is in a folder of the `PATH`
  public static boolean isInstalled() {
    return Commands.exists("wrk");
  }

  @Override
  public Load run(LoadRequest request, int connections, Duration duration)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add("wrk");
    command.add("--latency");
    command.add("-t" + Math.min(threads, connections));
    command.add("-c" + connections);
    command.add("-d" + duration.toSeconds() + "s");
    command.add("--timeout");
    command.add("10s");
    var script = script(request);
    if (script.isEmpty()) {
      command.add(request.address().toString());
      return parse(Commands.run(command));
    }
    var file = Files.writeString(Files.createTempFile("wrk", ".lua"), script);
    try {
      command.add("-s");
      command.add(file.toString());
      command.add(request.address().toString());
      var load = parse(Commands.run(command));
      return request.depth() == 1
          ? load
          : new Load(load.requests(), load.failures(), load.seconds(), Double.NaN, Double.NaN);
    } finally {
      Files.delete(file);
    }
  }

  /// What `wrk` has to be told in its own language; empty for a `GET` that is not pipelined.
  static String script(LoadRequest request) {
    var script = new StringBuilder();
    if (!request.json().isEmpty()) {
      script.append(
          """
          wrk.method = "POST"
          wrk.headers["Content-Type"] = "application/json"
          wrk.body = [==[%s]==]
          """
              .formatted(request.json()));
    }
    if (request.depth() > 1) {
      script.append(
          """
          init = function(arguments)
            batch = string.rep(wrk.format(), %d)
          end
          request = function()
            return batch
          end
          """
              .formatted(request.depth()));
    }
    return script.toString();
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
