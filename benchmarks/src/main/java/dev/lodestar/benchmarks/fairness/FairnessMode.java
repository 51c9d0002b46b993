package dev.lodestar.benchmarks.fairness;

import dev.lodestar.engine.FairnessOptions;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;

/// The ways to run handlers that are compared.
enum FairnessMode {
  HAND_OVER("a held event loop gets another thread (the default)", "/spin/"),
  NOTHING("event loops without that", "/spin/"),
  BLOCKING("event loops without that, the handler is `@Blocking`", "/blocking/"),
  DEFAULT_SCHEDULER("the scheduler of the virtual machine", "/spin/");

  private final String description;
  private final String path;

  FairnessMode(String description, String path) {
    this.description = description;
    this.path = path;
  }

  String description() {
    return description;
  }

  /// The path of the handler that spins for a number of milliseconds.
  String path(long millis) {
    return path + millis;
  }

  ServerOptions options() {
    var options = ServerOptions.defaults().withPort(0);
    var fairness = FairnessOptions.defaults();
    return switch (this) {
      case HAND_OVER -> options.withScheduling(Scheduling.EVENT_LOOP);
      case NOTHING, BLOCKING ->
          options
              .withScheduling(Scheduling.EVENT_LOOP)
              .withFairness(fairness.withMaxHeldThreads(0));
      case DEFAULT_SCHEDULER -> options.withScheduling(Scheduling.DEFAULT_SCHEDULER);
    };
  }
}
