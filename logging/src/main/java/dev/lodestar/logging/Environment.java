package dev.lodestar.logging;

import dev.lodestar.log.LogFormat;
import dev.lodestar.log.LogLevel;
import dev.lodestar.log.LogSettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What variables and properties say of logging before, or without, a configuration. A value that
/// means nothing counts as none: the configuration tells what is wrong with it, and logging has to
/// work until then.
final class Environment {
  private Environment() {}

  static LogSettings settings(Map<String, String> environment, Map<Object, Object> properties) {
    var defaults = LogSettings.defaults();
    return new LogSettings(
        value(environment, properties, "level", LogLevel.values()).orElse(defaults.level()),
        Map.of(),
        value(environment, properties, "format", LogFormat.values()).orElse(defaults.format()),
        false);
  }

  private static <E extends Enum<E>> Optional<E> value(
      Map<String, String> environment, Map<Object, Object> properties, String name, E[] all) {
    var property = properties.get("lodestar.logging." + name);
    var text =
        property instanceof String given
            ? given
            : environment.getOrDefault("LODESTAR_LOGGING_" + name.toUpperCase(Locale.ROOT), "");
    return Arrays.stream(all).filter(one -> one.name().equalsIgnoreCase(text.strip())).findFirst();
  }
}
