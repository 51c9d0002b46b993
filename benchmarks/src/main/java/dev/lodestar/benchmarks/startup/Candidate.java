package dev.lodestar.benchmarks.startup;

import dev.lodestar.benchmarks.process.PortProcess;
import java.io.File;
import java.io.IOException;
import java.util.List;

/// A program whose start is measured. It listens where `LODESTAR_PORT` says and answers `/` with
/// 200.
///
/// @param name what it is called in the table
/// @param path what to ask it for
/// @param command the program and its arguments
record Candidate(String name, String path, List<String> command) {
  private static final File NOWHERE = ProcessBuilder.Redirect.DISCARD.file();

  /// One start.
  ///
  /// @param milliseconds from the start of the process to the end of the first answer
  /// @param cpu the processor time it took until then, in milliseconds
  /// @param residentMebibytes the memory of the process after the first answer
  record Start(double milliseconds, long cpu, long residentMebibytes) {}

  Start start() throws IOException {
    try (var process = PortProcess.start(name, command, path, NOWHERE)) {
      var milliseconds = process.awaitFirstAnswer().toNanos() / 1e6;
      return new Start(milliseconds, process.cpu().toMillis(), process.residentMebibytes());
    }
  }
}
