package dev.lodestar.configuration;

import dev.lodestar.configuration.Binding.Scope;
import dev.lodestar.engine.AccessLogOptions;
import dev.lodestar.json.Json;
import dev.lodestar.log.LogSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the table `logging` says.
///
/// @param settings of the back end; nothing if the table says nothing of it
/// @param access of the access log; nothing if there is to be none
record LoggingBinding(Optional<LogSettings> settings, Optional<AccessLogOptions> access) {

  /// The name of the table.
  static final String TABLE = "logging";

  private static final String PREFIX = "LODESTAR_LOGGING";
  private static final String PROPERTIES = "lodestar.logging";

  /// Binds the table.
  ///
  /// @return a binding whose value is a [LoggingBinding]
  static Binding bind(Loading.Settings settings, Loading.Loaded loaded, boolean incomplete) {
    var scope = new Scope(TABLE, LoggingTable.class, PREFIX, PROPERTIES, Set.of());
    var json = Json.standard().toBuilder().refuseUnknownFields(true).build();
    var binding = Binding.of(scope, json, settings, loaded, incomplete);
    if (binding.value().orElse(null) instanceof LoggingTable table) {
      binding.becomes(new LoggingBinding(settings(table), access(table, binding)));
    }
    return binding;
  }

  private static Optional<LogSettings> settings(LoggingTable table) {
    if (table.level() == null
        && table.levels().isEmpty()
        && table.format() == null
        && table.fullTraces() == null) {
      return Optional.empty();
    }
    var defaults = LogSettings.defaults();
    return Optional.of(
        new LogSettings(
            Optional.ofNullable(table.level()).orElse(defaults.level()),
            table.levels(),
            Optional.ofNullable(table.format()).orElse(defaults.format()),
            Optional.ofNullable(table.fullTraces()).orElse(defaults.fullTraces())));
  }

  private static Optional<AccessLogOptions> access(LoggingTable table, Binding binding) {
    if (!Boolean.TRUE.equals(table.access())) {
      return Optional.empty();
    }
    var options = AccessLogOptions.standard();
    if (table.accessQuery() != null) {
      options = options.withQuery(table.accessQuery());
    }
    if (table.accessExcept() != null) {
      try {
        options = options.except(table.accessExcept().toArray(String[]::new));
      } catch (IllegalArgumentException refused) {
        binding.refuse(List.of("accessExcept"), String.valueOf(refused.getMessage()));
      }
    }
    return Optional.of(options);
  }
}
