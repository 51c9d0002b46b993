package dev.lodestar.benchmarks.load;

import java.io.IOException;
import java.time.Duration;

/// A client that sends the same request over and over: on every connection the next one when the
/// answer to the last one has come, or as many more at once as are pipelined.
public interface LoadGenerator {
  /// What a client found.
  ///
  /// @param requests how many answers came
  /// @param failures how many of them were no success (2xx), and how many connections broke
  /// @param seconds how long it took
  /// @param median half of the answers took at most so many microseconds; not a number if that was
  ///   not measured
  /// @param percentile99 99 of 100 answers took at most so many microseconds; not a number if that
  ///   was not measured
  record Load(long requests, long failures, double seconds, double median, double percentile99) {
    /// Returns the speed.
    ///
    /// @return answers in a second
    public double perSecond() {
      return requests / seconds;
    }

    /// Tells whether the times of the answers were measured.
    ///
    /// @return `false` if the client could not
    public boolean hasTimes() {
      return !Double.isNaN(percentile99);
    }

    /// Returns the same with the times of another load.
    ///
    /// @param other where they were measured
    /// @return a load
    public Load withTimesOf(Load other) {
      return new Load(
          requests, failures + other.failures, seconds, other.median, other.percentile99);
    }
  }

  /// Sends requests for a time.
  ///
  /// @param request what to ask for
  /// @param connections how many connections to keep open
  /// @param duration for how long
  /// @return what was found
  /// @throws IOException if no connection can be opened
  /// @throws InterruptedException if the thread is interrupted
  Load run(LoadRequest request, int connections, Duration duration)
      throws IOException, InterruptedException;
}
