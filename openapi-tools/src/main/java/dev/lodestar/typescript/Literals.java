package dev.lodestar.typescript;

import dev.lodestar.openapi.document.Node;
import java.util.stream.Collectors;

/// Values as expressions, which are types of one value as well.
final class Literals {
  private Literals() {}

  static String of(Node value) {
    if (value.isArray()) {
      return value.items().stream().map(Literals::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value.isObject()) {
      return value.fields().isEmpty()
          ? "{}"
          : value.fields().entrySet().stream()
              .map(field -> Names.property(field.getKey()) + ": " + of(field.getValue()))
              .collect(Collectors.joining("; ", "{ ", " }"));
    }
    // YAML knows numbers that are none of JSON.
    if (value.value() instanceof Double number && !Double.isFinite(number)) {
      return "number";
    }
    return value.text().map(Names::quoted).orElseGet(() -> String.valueOf(value.value()));
  }
}
