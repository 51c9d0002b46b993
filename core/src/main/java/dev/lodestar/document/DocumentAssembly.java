package dev.lodestar.document;

import dev.lodestar.doccomment.DocComments;
import dev.lodestar.http.Problem;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.openapi.SecurityScheme;
import dev.lodestar.schema.Schema;
import dev.lodestar.schema.Schemas;
import dev.lodestar.setting.LayerSettings;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the document of an application of its planned routes. Used once, by one thread.
public final class DocumentAssembly {
  private static final String VERSION = "3.1.1";

  private final OpenApi said;
  private final Json json;
  private final boolean examples;
  private final Schemas schemas;
  private final OperationAssembly operations;

  /// The ids that layers have given while they changed operations.
  private final IdentityHashMap<DescribedRoute, String> editedIds = new IdentityHashMap<>();

  private DocumentAssembly(
      OpenApi said,
      Json json,
      boolean debug,
      Function<AnnotatedElement, List<DeclaredAnswer>> declarations) {
    this.said = said;
    this.examples = said.examples().orElse(debug);
    this.json = json;
    var comments = new DocComments();
    var builder =
        Schemas.builder()
            .reference(FrameworkComponents.SCHEMAS)
            .reserve(FrameworkComponents.RESERVED)
            .describe(comments.descriptions())
            .custom(Problem.class, Schema.ref(FrameworkComponents.PROBLEM));
    said.schemas().forEach(builder::custom);
    this.schemas = builder.build();
    this.operations = new OperationAssembly(schemas, json, new Prose(comments), declarations);
  }

  /// Makes a document.
  ///
  /// @param said what the application says about it
  /// @param json writes what no route has codecs for
  /// @param debug whether the application is in debug mode
  /// @param routes all routes of the application
  /// @param declarations reads what the annotations of something declare that is no layer
  public static OpenApiDocument of(
      OpenApi said,
      Json json,
      boolean debug,
      List<DescribedRoute> routes,
      Function<AnnotatedElement, List<DeclaredAnswer>> declarations) {
    return new DocumentAssembly(said, json, debug, declarations).assemble(shown(routes));
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
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("openapi", VERSION);
    tree.put("info", said.info());
    if (!said.servers().isEmpty()) {
      tree.put("servers", said.servers());
    }
    tree.put("paths", paths(routes));
    if (!said.webhooks().isEmpty()) {
      tree.put("webhooks", webhooks());
    }
    Map<String, @Nullable Object> components = new LinkedHashMap<>();
    tree.put("components", components);
    var tags = tags(tree);
    if (!tags.isEmpty()) {
      tree.put("tags", tags);
    }
    said.externalDocs().ifPresent(docs -> tree.put("externalDocs", docs));
    // Now all schemas have been asked for, and this settles their names.
    var named = schemas.components();
    var plain = Trees.plainObject(tree);
    fillComponents(plain, named, Trees.map(plain.get("components")));
    if (Trees.map(plain.get("components")).isEmpty()) {
      plain.remove("components");
    }
    if (examples) {
      GeneratedExamples.add(plain, said.seed());
    }
    for (var transform : said.transforms()) {
      transform.accept(plain);
    }
    return OpenApiDocument.of(plain);
  }

  private Map<String, @Nullable Object> paths(List<DescribedRoute> routes) {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    var made = new IdentityHashMap<DescribedRoute, Map<String, @Nullable Object>>();
    for (var item : PathItems.of(routes)) {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      item.routes()
          .forEach((method, route) -> {
            var operation = operation(item, route);
            made.put(route, operation);
            shown.put(method.toLowerCase(Locale.ROOT), operation);
          });
      paths.put(item.path(), shown);
    }
    var present = routes.stream().filter(made::containsKey).toList();
    OperationIds.of(present, this::idOf)
        .forEach((route, id) -> Trees.map(made.get(route)).put("operationId", id));
    return paths;
  }

  private Map<String, @Nullable Object> operation(PathItems.Item item, DescribedRoute route) {
    var operation = operations.of(route, item.names());
    var changes = route.settings().get(LayerSettings.OPERATION);
    if (!changes.isEmpty()) {
      var edited =
          new EditedOperation(route.method(), item.path(), operation, operations.contents(), json);
      for (var change : changes) {
        change.value().accept(edited);
      }
      edited.id().ifPresent(id -> editedIds.put(route, id));
    }
    return operation;
  }

  /// What the application calls an operation: nearest first, where it was changed, where it is
  /// declared, by the rule for all of them.
  private Optional<String> idOf(DescribedRoute route) {
    return Optional.ofNullable(editedIds.get(route))
        .or(() -> route.settings().get(LayerSettings.OPERATION_ID).chosen())
        .or(() -> said.operationIds().apply(route.metadata()));
  }

  private Map<String, @Nullable Object> webhooks() {
    Map<String, @Nullable Object> webhooks = new LinkedHashMap<>();
    for (var webhook : said.webhooks()) {
      var operation =
          EditedOperation.sent(operations.contents(), json, webhook.body(), webhook.description());
      Trees.objectAt(webhooks, webhook.name())
          .put(webhook.method().name().toLowerCase(Locale.ROOT), operation);
    }
    return webhooks;
  }

  /// The tags that are described, then those that are only used.
  private List<Map<String, @Nullable Object>> tags(Map<String, @Nullable Object> tree) {
    var tags = new ArrayList<>(said.tags().values());
    var used = new TreeSet<String>();
    for (var item : Trees.map(tree.get("paths")).values()) {
      for (var operation : Trees.map(item).values()) {
        if (Trees.map(operation).get("tags") instanceof List<?> names) {
          names.forEach(name -> used.add(String.valueOf(name)));
        }
      }
    }
    for (var name : used) {
      if (!said.tags().containsKey(name)) {
        tags.add(Trees.object("name", name));
      }
    }
    return tags;
  }

  private void fillComponents(
      Map<String, @Nullable Object> tree,
      Map<String, Schema> made,
      Map<String, @Nullable Object> components) {
    var named = new TreeMap<String, @Nullable Object>();
    made.forEach((name, schema) -> named.put(name, Trees.plain(schema)));
    var references = new References();
    references.in(tree);
    references.in(named);
    references.complete(named);
    if (!named.isEmpty()) {
      components.put("schemas", named);
    }
    if (!references.responses().isEmpty()) {
      components.put("responses", references.responses());
    }
    var schemes = new TreeMap<String, @Nullable Object>();
    said.securitySchemes().forEach((name, scheme) -> schemes.put(name, Trees.plain(scheme.tree())));
    for (var item : Trees.map(tree.get("paths")).values()) {
      for (var operation : Trees.map(item).values()) {
        if (Trees.map(operation).get("security") instanceof List<?> alternatives) {
          for (var alternative : alternatives) {
            for (var name : Trees.map(alternative).keySet()) {
              schemes.computeIfAbsent(name, _ -> standard(name).tree());
            }
          }
        }
      }
    }
    if (!schemes.isEmpty()) {
      components.put("securitySchemes", schemes);
    }
  }

  private static SecurityScheme standard(String name) {
    return name.equals("basic") ? SecurityScheme.basic() : SecurityScheme.bearer();
  }
}
