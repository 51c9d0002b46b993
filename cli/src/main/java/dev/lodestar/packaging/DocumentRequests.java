package dev.lodestar.packaging;

import dev.lodestar.example.Examples;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import dev.lodestar.openapi.document.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Requests made of an OpenAPI document: of the examples that it gives, and of others that fit its
/// schemas.
public final class DocumentRequests {
  private static final Json JSON = Json.standard();
  private static final String JSON_TYPE = "application/json";
  private static final Map<String, String> LANGUAGES = Map.of("Accept-Language", "de, en;q=0.9");
  private static final int LONGEST_VALUE = 1_000;

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

  /// Makes requests that are refused, one of each kind at most, so that the first one in production
  /// finds what it needs: GET where the document has other methods only; a value of a query that
  /// breaks a constraint, in two languages; one that is no number; and a body that is no JSON,
  /// which is refused before there is anything to call a handler with.
  ///
  /// @param unsafe whether a body may be sent, too, that only lacks what it must have
  /// @return the requests
  public static List<SampleRequest> refused(ApiDocument document, boolean unsafe) {
    var maker = new DocumentRequests(document);
    var requests = new ArrayList<SampleRequest>();
    maker.firstWithoutGet().ifPresent(requests::add);
    maker.firstWithQuery(DocumentRequests::outOfBounds, Map.of()).ifPresent(requests::add);
    maker.firstWithQuery(DocumentRequests::outOfBounds, LANGUAGES).ifPresent(requests::add);
    maker.firstWithQuery(DocumentRequests::noNumber, Map.of()).ifPresent(requests::add);
    for (var body : unsafe ? List.of("{", "{}") : List.of("{")) {
      maker.firstWithBody(body).ifPresent(requests::add);
    }
    return List.copyOf(requests);
  }

  /// Whatever stands behind a GET that the document does not know, it is one.
  private Optional<SampleRequest> firstWithoutGet() {
    var read = new HashSet<String>();
    for (var operation : document.operations()) {
      if (operation.method().equals("GET")) {
        read.add(operation.path());
      }
    }
    for (var operation : document.operations()) {
      var request =
          read.contains(operation.path())
              ? Optional.<SampleRequest>empty()
              : request(operation, Map.of(), Map.of());
      if (request.isPresent()) {
        return Optional.of(SampleRequest.of("GET", request.get().target()));
      }
    }
    return Optional.empty();
  }

  /// The first reading operation that takes a value which is not accepted.
  private Optional<SampleRequest> firstWithQuery(
      Function<Node, Optional<String>> refusedValue, Map<String, String> headers) {
    for (var operation : document.operations()) {
      if (!operation.method().equals("GET")) {
        continue;
      }
      for (var parameter : operation.parameters()) {
        var value =
            parameter.in().equals("query")
                ? refusedValue.apply(document.resolve(parameter.schema()))
                : Optional.<String>empty();
        var request = value.flatMap(text -> request(operation, Map.of(parameter, text), headers));
        if (request.isPresent()) {
          return request;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> outOfBounds(Node schema) {
    var least = schema.get("minimum").number();
    if (least.isPresent()) {
      return Optional.of(Long.toString(least.get().longValue() - 1));
    }
    var most = schema.get("maximum").number();
    if (most.isPresent()) {
      return Optional.of(Long.toString(most.get().longValue() + 1));
    }
    return schema
        .get("maxLength")
        .number()
        .filter(length -> length.intValue() < LONGEST_VALUE)
        .map(length -> "x".repeat(length.intValue() + 1));
  }

  private static Optional<String> noNumber(Node schema) {
    return switch (schema.get("type").text("")) {
      case "integer", "number", "boolean" -> Optional.of("x");
      default -> Optional.empty();
    };
  }

  /// The first operation that has to be sent a JSON object, and says that Lodestar refuses other
  /// bodies: one that reads its body itself says neither.
  private Optional<SampleRequest> firstWithBody(String text) {
    for (var operation : document.operations()) {
      if (isRefused(operation, "400") && isRefused(operation, "415") && takesObject(operation)) {
        var request = request(operation, Map.of(), Map.of("Content-Type", JSON_TYPE));
        if (request.isPresent()) {
          var whole = request.get();
          return Optional.of(
              new SampleRequest(whole.method(), whole.target(), whole.headers(), text));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isRefused(ApiOperation operation, String status) {
    var answer = operation.answers().get(status);
    return answer != null && answer.contents().containsKey("application/problem+json");
  }

  private boolean takesObject(ApiOperation operation) {
    var body = operation.body();
    if (body.isEmpty() || !body.get().required()) {
      return false;
    }
    var content = body.get().contents().getOrDefault(JSON_TYPE, Node.NONE);
    return document.resolve(content.get("schema")).get("type").text("").equals("object");
  }

  private Optional<SampleRequest> request(ApiOperation operation) {
    return request(operation, Map.of(), Map.of())
        .flatMap(plain -> withBody(operation, plain.target(), plain.headers()));
  }

  /// Without a body.
  ///
  /// @param values of parameters; those that are required and not among them get examples
  private Optional<SampleRequest> request(
      ApiOperation operation, Map<Parameter, String> values, Map<String, String> moreHeaders) {
    var path = operation.path();
    var query = new StringBuilder();
    var headers = new LinkedHashMap<>(moreHeaders);
    for (var parameter : operation.parameters()) {
      var given = values.get(parameter);
      if (!parameter.required() && given == null) {
        continue;
      }
      var value =
          given == null
              ? value(parameter.node(), parameter.schema(), parameter.name())
              : Optional.of(given);
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
    return path.indexOf('{') >= 0
        ? Optional.empty()
        : Optional.of(new SampleRequest(operation.method(), path + query, headers, ""));
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
