package dev.lodestar.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says in lines for people what the layers of a route say together, and which of them said it.
public final class Explanation {
  private static final int ORIGIN_COLUMN = 44;

  private final List<String> lines = new ArrayList<>();

  private Explanation() {}

  /// Explains settings.
  ///
  /// @return a line for each setting of which anything is said, and an indented one for each entry
  public static List<String> of(LayerSettings settings) {
    var explanation = new Explanation();
    for (var setting : LayerSettings.all()) {
      explanation.add(setting.name(), settings.get(setting));
    }
    return List.copyOf(explanation.lines);
  }

  private void add(String name, Object said) {
    switch (said) {
      case Choice.Inherit<?>() -> {
        // nothing is said
      }
      case Choice.Disabled<?>(var origin) -> {
        lines.add("  " + name);
        entry("none", origin);
      }
      case Choice.Value<?>(var value, var origin) -> {
        lines.add("  " + name);
        entry(shown(value), origin);
      }
      case List<?> chain -> addChain(name, chain);
      case Map<?, ?> map -> addMap(name, map);
      default -> throw new IllegalStateException("What is said of " + name + " has no form.");
    }
  }

  private void addChain(String name, List<?> chain) {
    if (!chain.isEmpty()) {
      lines.add("  " + name);
    }
    for (var element : chain) {
      if (element instanceof Sourced<?>(var value, var origin)) {
        entry(shown(value), origin);
      }
    }
  }

  private void addMap(String name, Map<?, ?> map) {
    if (!map.isEmpty()) {
      lines.add("  " + name);
    }
    map.forEach((key, value) -> {
      if (value instanceof Origin origin) {
        entry(shown(key), origin);
      } else if (value instanceof Sourced<?>(var entry, var origin)) {
        entry(shownEntry(key, entry), origin);
      }
    });
  }

  /// Headers and cookies show themselves whole; elsewhere the key says what it is about.
  private static String shownEntry(Object key, Object value) {
    return key instanceof String ? value.toString() : shown(key) + " = " + shown(value);
  }

  private static String shown(Object value) {
    var type = value.getClass();
    if (type.isHidden() || type.isSynthetic()) {
      return "a function";
    }
    return value instanceof Class<?> named ? named.getSimpleName() : value.toString();
  }

  private void entry(String value, Origin origin) {
    lines.add("    " + value + " ".repeat(Math.max(2, ORIGIN_COLUMN - value.length())) + origin);
  }
}
