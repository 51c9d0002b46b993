package dev.lodestar.openapi.document;

import dev.lodestar.openapi.document.ApiOperation.Answer;
import dev.lodestar.openapi.document.ApiOperation.Body;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads path items: what an operation inherits, and what is behind references.
final class OperationReader {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final ApiDocument document;
  private final Set<String> ids = new HashSet<>();

  OperationReader(ApiDocument document) {
    this.document = document;
  }

  List<ApiOperation> operations(Node paths) {
    var operations = new ArrayList<ApiOperation>();
    paths
        .fields()
        .forEach((path, item) -> {
          var pathItem = document.resolve(item);
          for (var field : pathItem.fields().entrySet()) {
            if (METHODS.contains(field.getKey()) && field.getValue().isObject()) {
              operations.add(operation(field.getKey(), path, pathItem, field.getValue()));
            }
          }
        });
    return List.copyOf(operations);
  }

  private ApiOperation operation(String method, String path, Node pathItem, Node node) {
    var body = document.resolve(node.get("requestBody"));
    return new ApiOperation(
        method.toUpperCase(Locale.ROOT),
        path,
        unique(node.get("operationId").text(madeOf(method, path))),
        parameters(pathItem, node),
        body.isObject()
            ? Optional.of(
                new Body(body.get("required").isTrue(), resolved(body.get("content")), body))
            : Optional.empty(),
        answers(node.get("responses")),
        security(node.get("security").isArray() ? node : document.root()),
        node);
  }

  private String unique(String wanted) {
    var id = wanted;
    for (var i = 2; !ids.add(id); i++) {
      id = wanted + i;
    }
    return id;
  }

  private static String madeOf(String method, String path) {
    var id = new StringBuilder(method);
    var upper = true;
    for (var i = 0; i < path.length(); i++) {
      var character = path.charAt(i);
      if (Character.isLetterOrDigit(character)) {
        id.append(upper ? Character.toUpperCase(character) : character);
        upper = false;
      } else {
        upper = true;
      }
    }
    return id.toString();
  }

  private List<Parameter> parameters(Node pathItem, Node node) {
    var parameters = new LinkedHashMap<String, Parameter>();
    for (var owner : List.of(pathItem, node)) {
      for (var item : owner.get("parameters").items()) {
        var parameter = parameter(document.resolve(item));
        if (!isIgnored(parameter)) {
          parameters.put(parameter.in() + ' ' + parameter.name(), parameter);
        }
      }
    }
    return List.copyOf(parameters.values());
  }

  /// Headers that are described elsewhere in an operation (OpenAPI 3.1, parameter object).
  private static boolean isIgnored(Parameter parameter) {
    return parameter.in().equals("header")
        && Set.of("accept", "content-type", "authorization")
            .contains(parameter.name().toLowerCase(Locale.ROOT));
  }

  private static Parameter parameter(Node node) {
    var in = node.get("in").text("");
    var style =
        node.get("style").text(in.equals("query") || in.equals("cookie") ? "form" : "simple");
    var content = node.get("content").fields();
    var mediaType = content.keySet().stream().findFirst();
    return new Parameter(
        in,
        node.get("name").text(""),
        node.get("required").isTrue() || in.equals("path"),
        mediaType.isPresent()
            ? content.values().iterator().next().get("schema")
            : node.get("schema"),
        style,
        node.get("explode").isPresent() ? node.get("explode").isTrue() : style.equals("form"),
        mediaType,
        node);
  }

  private Map<String, Answer> answers(Node responses) {
    var answers = new LinkedHashMap<String, Answer>();
    responses
        .fields()
        .forEach((status, item) -> {
          if (!status.startsWith("x-")) {
            var response = document.resolve(item);
            answers.put(
                status,
                new Answer(
                    resolved(response.get("content")),
                    resolved(response.get("headers")),
                    response));
          }
        });
    return java.util.Collections.unmodifiableMap(answers);
  }

  private Map<String, Node> resolved(Node nodes) {
    var resolved = new LinkedHashMap<String, Node>();
    nodes.fields().forEach((name, node) -> resolved.put(name, document.resolve(node)));
    return java.util.Collections.unmodifiableMap(resolved);
  }

  private static List<Map<String, List<String>>> security(Node owner) {
    var alternatives = new ArrayList<Map<String, List<String>>>();
    for (var alternative : owner.get("security").items()) {
      var schemes = new LinkedHashMap<String, List<String>>();
      alternative.fields().forEach((name, scopes) -> schemes.put(name, scopes.texts()));
      alternatives.add(schemes);
    }
    return List.copyOf(alternatives);
  }
}
