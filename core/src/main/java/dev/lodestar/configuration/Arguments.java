package dev.lodestar.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the arguments of a command line say about the configuration: `--config FILE`, `--profile
/// NAME` and `--set NAME=VALUE`, also with `=` instead of the space. Everything else is somebody
/// else's.
///
/// @param malformed the values of `--set` without `=`
record Arguments(
    Optional<String> file,
    List<String> profiles,
    Map<String, String> values,
    List<String> malformed,
    List<String> all) {
  static final Arguments NONE = of(List.of());

  static Arguments of(List<String> arguments) {
    var file = Optional.<String>empty();
    var profiles = new ArrayList<String>();
    var values = new LinkedHashMap<String, String>();
    var malformed = new ArrayList<String>();
    for (var i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      if (argument.equals("--")) {
        break;
      }
      var option = option(argument);
      if (option.isEmpty()) {
        continue;
      }
      String value;
      if (argument.length() > option.length()) {
        value = argument.substring(option.length() + 1);
      } else {
        value = i + 1 < arguments.size() ? arguments.get(++i) : "";
      }
      switch (option) {
        case "--config" -> file = Optional.of(value);
        case "--profile" -> profiles.addAll(names(value));
        default -> set(value, values, malformed);
      }
    }
    return new Arguments(
        file, List.copyOf(profiles), values, List.copyOf(malformed), List.copyOf(arguments));
  }

  private static String option(String argument) {
    for (var option : List.of("--config", "--profile", "--set")) {
      if (argument.equals(option) || argument.startsWith(option + "=")) {
        return option;
      }
    }
    return "";
  }

  private static void set(String value, Map<String, String> values, List<String> malformed) {
    var assigned = value.indexOf('=');
    if (assigned <= 0) {
      malformed.add(value);
    } else {
      values.put(value.substring(0, assigned).strip(), value.substring(assigned + 1));
    }
  }

  /// The names between commas.
  static List<String> names(String text) {
    var names = new ArrayList<String>();
    for (var name : text.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  boolean isEmpty() {
    return file.isEmpty() && profiles.isEmpty() && values.isEmpty() && malformed.isEmpty();
  }

  /// Whether this says about the configuration what other arguments say.
  boolean saysTheSame(Arguments other) {
    return file.equals(other.file)
        && profiles.equals(other.profiles)
        && values.equals(other.values)
        && malformed.equals(other.malformed);
  }
}
