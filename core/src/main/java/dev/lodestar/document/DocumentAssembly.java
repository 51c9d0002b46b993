package dev.lodestar.document;

import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the document of an application of its planned routes. Used once, by one thread.
public final class DocumentAssembly {
  private static final String VERSION = "3.1.1";

  private final OpenApi said;

  private DocumentAssembly(OpenApi said) {
    this.said = said;
  }

  /// Makes a document.
  ///
  /// @param said what the application says about it
  /// @param routes all routes of the application
  public static OpenApiDocument of(OpenApi said, List<DescribedRoute> routes) {
    return new DocumentAssembly(said).assemble(shown(routes));
  }

  private static List<DescribedRoute> shown(List<DescribedRoute> routes) {
    var shown = new ArrayList<DescribedRoute>();
    for (var route : routes) {
      if (route.settings().get(LayerSettings.IN_SCHEMA).chosen().orElse(true)) {
        shown.add(route);
      }
    }
    return shown;
  }

  private OpenApiDocument assemble(List<DescribedRoute> routes) {
    var ids = OperationIds.of(routes, said);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("openapi", VERSION);
    tree.put("info", said.info());
    if (!said.servers().isEmpty()) {
      tree.put("servers", said.servers());
    }
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    for (var item : PathItems.of(routes)) {
      Map<String, @Nullable Object> operations = new LinkedHashMap<>();
      item.routes()
          .forEach((method, route) -> {
            Map<String, @Nullable Object> operation = new LinkedHashMap<>();
            operation.put("operationId", ids.get(route));
            operations.put(method.toLowerCase(Locale.ROOT), operation);
          });
      paths.put(item.path(), operations);
    }
    tree.put("paths", paths);
    return OpenApiDocument.of(tree);
  }
}
