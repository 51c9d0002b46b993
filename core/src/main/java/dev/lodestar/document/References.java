package dev.lodestar.document;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which components of the framework a document refers to.
final class References {
  private final Set<String> seen = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, @Nullable Object> responses = new TreeMap<>();

  /// Looks for references in a tree.
  void in(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference && seen.add(reference)) {
        open.add(reference);
      }
      map.values().forEach(this::in);
    } else if (tree instanceof Collection<?> elements) {
      elements.forEach(this::in);
    }
  }

  /// Adds the components of the framework that are referred to, and what these refer to.
  void complete(Map<String, @Nullable Object> schemas) {
    var ownSchemas = FrameworkComponents.schemas();
    var ownResponses = FrameworkComponents.responses();
    while (!open.isEmpty()) {
      var reference = open.remove();
      if (reference.startsWith(FrameworkComponents.SCHEMAS)) {
        var name = reference.substring(FrameworkComponents.SCHEMAS.length());
        add(ownSchemas.get(name), name, schemas);
      } else if (reference.startsWith(FrameworkComponents.RESPONSES)) {
        var name = reference.substring(FrameworkComponents.RESPONSES.length());
        add(ownResponses.get(name), name, responses);
      }
    }
  }

  private void add(
      @Nullable Map<String, @Nullable Object> component,
      String name,
      Map<String, @Nullable Object> components) {
    if (component != null && components.putIfAbsent(name, component) == null) {
      in(component);
    }
  }

  /// The responses that are referred to, by name.
  Map<String, @Nullable Object> responses() {
    return responses;
  }
}
