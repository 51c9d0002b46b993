package dev.lodestar.result;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The negotiations of a route whose values have types of their own. Thread-safe.
final class Negotiations {
  private final ResultDefaults defaults;
  private final Map<EntityWriter, Negotiation> known = new ConcurrentHashMap<>();

  Negotiations(ResultDefaults defaults) {
    this.defaults = defaults;
  }

  /// What the route declares.
  ResultDefaults defaults() {
    return defaults;
  }

  /// Adds the type that the route declares.
  ///
  /// @throws UnwritableException if it cannot be written as what the route declares
  void declare(EntityWriter writer) {
    known.put(writer, Negotiation.of(writer, defaults));
  }

  /// The negotiation of a writer. There are as many as there are kinds of values: about ten.
  Negotiation of(EntityWriter writer) {
    var found = known.get(writer);
    return found == null
        ? known.computeIfAbsent(writer, unknown -> Negotiation.ofValue(unknown, defaults))
        : found;
  }
}
