package dev.lodestar.schemacheck;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what `$ref` names.
@FunctionalInterface
public interface References {

  /// Follows a reference.
  ///
  /// @param reference the value of `$ref`
  /// @return a schema; empty if there is none of that name
  Optional<Object> find(String reference);

  /// References within a document, as JSON pointers behind `#`. Other documents are not looked for.
  static References within(Map<?, ?> document) {
    return reference -> {
      if (!reference.startsWith("#")) {
        return Optional.empty();
      }
      @Nullable Object found = document;
      for (var step : steps(reference)) {
        found =
            switch (found) {
              case Map<?, ?> map -> map.get(step);
              case List<?> list -> item(list, step);
              case null, default -> null;
            };
      }
      return Optional.ofNullable(found);
    };
  }

  private static List<String> steps(String reference) {
    if (reference.equals("#")) {
      return List.of();
    }
    return List.of(reference.substring(1).replaceFirst("^/", "").split("/", -1)).stream()
        .map(References::unescaped)
        .toList();
  }

  /// The last step of a reference, which is the name of a component.
  static String name(String reference) {
    return unescaped(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static String unescaped(String step) {
    String text;
    try {
      text = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      text = step;
    }
    return text.replace("~1", "/").replace("~0", "~");
  }

  private static @Nullable Object item(List<?> list, String step) {
    try {
      var index = Integer.parseInt(step);
      return index >= 0 && index < list.size() ? list.get(index) : null;
    } catch (NumberFormatException noIndex) {
      return null;
    }
  }
}
