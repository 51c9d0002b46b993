package dev.lodestar.engine;

import java.time.Duration;

/// What a server does about handlers that hold the thread of an event loop: by computing for long,
/// in native code, or while they read or write files. Waiting for locks, queues, sleep, sockets and
/// the like holds no thread. Immutable and thread-safe; start from [#defaults()] and change what
/// differs.
///
/// ```java
/// var options =
///     ServerOptions.defaults()
///         .withFairness(FairnessOptions.defaults().withHandOverAfter(Duration.ofMillis(5)));
/// ```
///
/// None of it applies where handlers do not run on event loops
/// ([ServerOptions.Scheduling#DEFAULT_SCHEDULER]).
///
/// @param handOverAfter how long a handler may hold the thread of an event loop until the loop,
///   with all its other connections, goes on with another thread; 10 ms by default, at least 1 ms.
///   It may take half as long again until that is noticed
/// @param maxHeldThreads the most threads that are held so at a time; 256 by default. A loop whose
///   thread is held beyond that has to wait; 0 means that loops never change their threads
/// @param reportAfter how long a handler may hold a thread until that is logged, with its name and
///   where it is; 100 ms by default, at least 1 ms
/// @param reportInterval for how long the same handler is not logged again; 1 minute by default
public record FairnessOptions(
    Duration handOverAfter, int maxHeldThreads, Duration reportAfter, Duration reportInterval) {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofDays(1);
  private static final FairnessOptions DEFAULTS =
      new FairnessOptions(
          Duration.ofMillis(10), 256, Duration.ofMillis(100), Duration.ofMinutes(1));

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public FairnessOptions {
    checkTime("handOverAfter", handOverAfter, LEAST);
    checkTime("reportAfter", reportAfter, LEAST);
    checkTime("reportInterval", reportInterval, Duration.ZERO);
    if (maxHeldThreads < 0) {
      throw new IllegalArgumentException(
          "The maxHeldThreads is "
              + maxHeldThreads
              + ", but it is a number of threads, or 0 if loops are never to change theirs.");
    }
  }

  private static void checkTime(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " is "
              + value
              + ", but it is a time from "
              + least
              + " to "
              + MOST
              + ".");
    }
  }

  /// Returns the defaults.
  ///
  /// @return the options that the parameters of this record describe
  public static FairnessOptions defaults() {
    return DEFAULTS;
  }

  /// Returns options with another time until a loop goes on with another thread.
  ///
  /// @param handOverAfter as the parameter of this record describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public FairnessOptions withHandOverAfter(Duration handOverAfter) {
    return new FairnessOptions(handOverAfter, maxHeldThreads, reportAfter, reportInterval);
  }

  /// Returns options with another number of threads that can be held.
  ///
  /// @param maxHeldThreads as the parameter of this record describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public FairnessOptions withMaxHeldThreads(int maxHeldThreads) {
    return new FairnessOptions(handOverAfter, maxHeldThreads, reportAfter, reportInterval);
  }

  /// Returns options with another time until a handler is logged.
  ///
  /// @param reportAfter as the parameter of this record describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public FairnessOptions withReportAfter(Duration reportAfter) {
    return new FairnessOptions(handOverAfter, maxHeldThreads, reportAfter, reportInterval);
  }

  /// Returns options with another time for which a handler is not logged again.
  ///
  /// @param reportInterval as the parameter of this record describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public FairnessOptions withReportInterval(Duration reportInterval) {
    return new FairnessOptions(handOverAfter, maxHeldThreads, reportAfter, reportInterval);
  }
}
