package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the type of each component is called: as the component, where TypeScript allows it.
final class TypeNames {
  /// Names of types that the language has, and those of the module itself.
  private static final Set<String> TAKEN =
      Set.of(
          "any",
          "unknown",
          "never",
          "void",
          "undefined",
          "null",
          "object",
          "string",
          "number",
          "boolean",
          "symbol",
          "bigint",
          "Target",
          "ApiAnswer",
          "ApiArguments",
          "ApiCall",
          "ApiCallInput",
          "ApiCallOptions",
          "ApiClient",
          "ApiClientOptions",
          "ApiCredential",
          "ApiError",
          "ApiEvent",
          "ApiInput",
          "ApiOperationId",
          "ApiOperations",
          "ApiPlan",
          "ApiProblem",
          "ApiResult",
          "ApiSecurityScheme",
          "ApiWebhooks");

  private final Map<String, String> names = new HashMap<>();

  TypeNames(ApiDocument document) {
    var used = new HashSet<>(TAKEN);
    var components = new TreeSet<>(document.schemas().keySet());
    // What needs no change comes first, so that it keeps its name.
    for (var component : components) {
      if (Names.pascal(component).equals(component) && used.add(component)) {
        names.put(component, component);
      }
    }
    for (var component : components) {
      if (!names.containsKey(component)) {
        names.put(component, unique(Names.pascal(component), used));
      }
    }
  }

  private static String unique(String wanted, Set<String> used) {
    var first = TAKEN.contains(wanted) ? wanted + "Model" : wanted;
    var name = first;
    for (var i = 2; !used.add(name); i++) {
      name = first + i;
    }
    return name;
  }

  String of(String component) {
    return names.getOrDefault(component, "unknown");
  }
}
