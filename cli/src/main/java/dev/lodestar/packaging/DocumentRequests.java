package dev.lodestar.packaging;

import dev.lodestar.example.Examples;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests made of an OpenAPI document: of the examples that it gives, and of others that fit its
/// schemas.
public final class DocumentRequests {
  private static final Json JSON = Json.standard();
  private static final String JSON_TYPE = "application/json";

  private final ApiDocument document;
  private final Map<String, Object> root;
  private final Examples examples = Examples.seeded(0).forRequests();

  private DocumentRequests(ApiDocument document) {
    this.document = document;
    this.root = tree(document.root());
  }

  /// Makes a request for each operation for which that is possible.
  ///
  /// @param unsafe whether for those too that change something
  /// @return the requests, in the order of the document
  public static List<SampleRequest> of(ApiDocument document, boolean unsafe) {
    var maker = new DocumentRequests(document);
    var requests = new ArrayList<SampleRequest>();
    for (var operation : document.operations()) {
      if (unsafe || operation.method().equals("GET")) {
        maker.request(operation).ifPresent(requests::add);
      }
    }
    return List.copyOf(requests);
  }

  private Optional<SampleRequest> request(ApiOperation operation) {
    var path = operation.path();
    var query = new StringBuilder();
    var headers = new LinkedHashMap<String, String>();
    for (var parameter : operation.parameters()) {
      if (!parameter.required()) {
        continue;
      }
      var value = value(parameter.node(), parameter.schema(), parameter.name());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      switch (parameter.in()) {
        case "path" -> path = path.replace("{" + parameter.name() + "}", encoded(value.get()));
        case "query" ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(encoded(parameter.name()))
                .append('=')
                .append(encoded(value.get()));
        case "header" -> headers.put(parameter.name(), value.get());
        default -> {
          return Optional.empty();
        }
      }
    }
    return path.indexOf('{') >= 0 ? Optional.empty() : withBody(operation, path + query, headers);
  }

  private Optional<SampleRequest> withBody(
      ApiOperation operation, String target, Map<String, String> headers) {
    var body = operation.body();
    if (body.isEmpty() || (!body.get().required() && body.get().contents().isEmpty())) {
      return Optional.of(new SampleRequest(operation.method(), target, headers, ""));
    }
    var content = body.get().contents().get(JSON_TYPE);
    if (content == null) {
      return Optional.empty();
    }
    var example = example(content, content.get("schema"), operation.id());
    if (example.isEmpty()) {
      return Optional.empty();
    }
    var all = new LinkedHashMap<>(headers);
    all.put("Content-Type", JSON_TYPE);
    var text = new String(JSON.codec(Object.class).encode(example.get()), StandardCharsets.UTF_8);
    return Optional.of(new SampleRequest(operation.method(), target, all, text));
  }

  /// The text of a simple value.
  private Optional<String> value(Node parameter, Node schema, String name) {
    return example(parameter, schema, name)
        .filter(
            value -> value instanceof String || value instanceof Number || value instanceof Boolean)
        .map(Object::toString)
        .filter(text -> !text.isEmpty());
  }

  private Optional<Object> example(Node holder, Node schema, String name) {
    var given = holder.get("example").value();
    if (given != null) {
      return Optional.of(given);
    }
    for (var named : holder.get("examples").fields().values()) {
      var value = document.resolve(named).get("value").value();
      if (value != null) {
        return Optional.of(value);
      }
    }
    return schema.isObject() ? examples.of(tree(schema), root, name) : Optional.empty();
  }

  @SuppressWarnings("unchecked") // documents are objects
  private static Map<String, Object> tree(Node node) {
    return node.value() instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
