package dev.lodestar.benchmarks.mixed;

import java.io.IOException;
import java.util.Random;

/// What one client does on one connection, or on a few. Thread-safe.
@FunctionalInterface
interface Client {
  /// Does it once, some way or other.
  ///
  /// @throws IOException if the connection ended or an answer was wrong
  void run(Random random) throws IOException, InterruptedException;
}
