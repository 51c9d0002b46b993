package dev.lodestar.example;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Chooses few of many examples that show together what all of them do.
final class Coverage {
  /// A text with more values than this at one place is free, with fewer one of some constants.
  private static final int MOST_CONSTANTS = 24;

  private final Map<String, Set<String>> texts = new HashMap<>();
  private final Map<String, Set<String>> fields = new HashMap<>();

  private Coverage() {}

  /// Chooses in the order of the list: one that shows something new is taken.
  static List<Object> of(List<Object> examples) {
    var coverage = new Coverage();
    examples.forEach(example -> coverage.note("", example));
    var seen = new HashSet<String>();
    var chosen = new ArrayList<Object>();
    for (var example : examples) {
      var features = new TreeSet<String>();
      coverage.addFeatures("", example, features);
      if (seen.addAll(features)) {
        chosen.add(example);
      }
    }
    return chosen;
  }

  private void note(String path, @Nullable Object value) {
    switch (value) {
      case String text -> texts.computeIfAbsent(path, _ -> new HashSet<>()).add(text);
      case List<?> list -> list.forEach(item -> note(path + "/-", item));
      case Map<?, ?> map -> {
        fields.computeIfAbsent(path, _ -> new TreeSet<>()).addAll(names(map));
        map.forEach((name, field) -> note(path + "/" + name, field));
      }
      case null, default -> {}
    }
  }

  private void addFeatures(String path, @Nullable Object value, Set<String> features) {
    switch (value) {
      case null -> features.add(path + " null");
      case Boolean truth -> features.add(path + " " + truth);
      case String text ->
          features.add(
              texts.getOrDefault(path, Set.of()).size() <= MOST_CONSTANTS
                  ? path + " '" + text
                  : path + " text");
      case List<?> list -> {
        features.add(path + (list.isEmpty() ? " empty" : " items"));
        list.forEach(item -> addFeatures(path + "/-", item, features));
      }
      case Map<?, ?> map -> {
        for (var name : fields.getOrDefault(path, Set.of())) {
          features.add(path + "/" + name + (map.containsKey(name) ? " there" : " missing"));
        }
        map.forEach((name, field) -> addFeatures(path + "/" + name, field, features));
      }
      default -> features.add(path + " value");
    }
  }

  private static List<String> names(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).toList();
  }
}
