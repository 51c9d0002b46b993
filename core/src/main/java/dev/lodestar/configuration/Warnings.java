package dev.lodestar.configuration;

import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds variables and properties that look as if they were meant, and are read by nothing.
final class Warnings {
  /// The variables of Lodestar that are no options of the server.
  static final Set<String> OTHERS =
      Set.of(
          "LODESTAR_CACHE",
          "LODESTAR_CONFIG",
          "LODESTAR_DEBUG",
          "LODESTAR_JDK_FOLDERS",
          "LODESTAR_MAIN",
          "LODESTAR_MANAGED",
          "LODESTAR_PROFILE",
          "LODESTAR_STATE",
          "LODESTAR_TRAINING",
          "LODESTAR_VITE");

  private Warnings() {}

  static List<String> of(
      Loading.Settings settings, Loading.Loaded loaded, String prefix, List<Binding> bindings) {
    var readVariables = new HashSet<>(OTHERS);
    var readProperties = new HashSet<String>();
    var knownVariables = new ArrayList<String>();
    var knownProperties = new ArrayList<String>();
    for (var binding : bindings) {
      readVariables.addAll(binding.variables());
      readProperties.addAll(binding.properties());
      var scope = binding.scope();
      if (binding.use().isPresent()) {
        for (var entry : Shown.of(binding.use().get().model(), binding.tree(), "")) {
          var path = Paths.split(entry.path());
          if (path != null) {
            knownVariables.add(Variables.of(scope.variablePrefix(), path));
            knownProperties.add(scope.propertyPrefix() + "." + entry.path());
          }
        }
      }
    }
    var warnings = new ArrayList<String>();
    for (var name : new TreeSet<>(settings.environment().keySet())) {
      if (isOurs(name, prefix) && !readVariables.contains(name)) {
        warnings.add(warning("environment variable " + name, name, knownVariables));
      }
    }
    for (var variable : loaded.dotenv().entrySet()) {
      var name = variable.getKey();
      if (isOurs(name, prefix) && !readVariables.contains(name)) {
        var place = "variable " + name + " in " + variable.getValue().origin();
        warnings.add(warning(place, name, knownVariables));
      }
    }
    var start = Configuration.propertyPrefix(prefix) + ".";
    for (var name : new TreeSet<>(settings.properties().keySet())) {
      if ((name.startsWith(start) || name.startsWith("lodestar.server."))
          && !readProperties.contains(name)) {
        warnings.add(warning("system property " + name, name, knownProperties));
      }
    }
    return List.copyOf(warnings);
  }

  private static boolean isOurs(String name, String prefix) {
    return name.startsWith(prefix + "_") || name.startsWith("LODESTAR_");
  }

  private static String warning(String what, String name, List<String> known) {
    var meant = Suggestions.closest(name, known);
    return "Nothing reads the "
        + what
        + "."
        + (meant.isPresent() ? " Did you mean " + meant.get() + "?" : "");
  }
}
