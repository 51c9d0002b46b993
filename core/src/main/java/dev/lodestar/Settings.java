package dev.lodestar;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.inject.Provider;
import dev.lodestar.report.StartupException;

/// A table of the configuration that becomes a dependency.
///
/// @param table empty for the whole configuration
record Settings<T>(String table, Class<T> type) {

  static <T> Settings<T> of(String table, Class<T> type) {
    return new Settings<>(table, type);
  }

  /// Provides the value. If there is none, there are problems, and the provider only spares the
  /// report those that would follow from them.
  Provider<T> provider(Configuration configuration) {
    try {
      var value = table.isEmpty() ? configuration.bind(type) : configuration.bind(table, type);
      return Provider.ofInstance(type, value);
    } catch (StartupException told) {
      return Provider.of(
          type,
          () -> {
            throw new IllegalStateException("The configuration has problems.");
          });
    }
  }
}
