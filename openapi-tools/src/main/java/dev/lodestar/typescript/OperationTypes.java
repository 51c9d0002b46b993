package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.ApiOperation.Answer;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import dev.lodestar.openapi.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What goes into an operation and comes out of it, as types.
final class OperationTypes {
  private final ApiDocument document;
  private final Types types;

  OperationTypes(ApiDocument document, Types types) {
    this.document = document;
    this.types = types;
  }

  List<Parameter> parameters(ApiOperation operation, String in) {
    return operation.parameters().stream().filter(each -> each.in().equals(in)).toList();
  }

  String of(Parameter parameter) {
    var type = types.of(parameter.schema());
    return parameter.in().equals("query") ? type : type.equals("unknown") ? "string" : type;
  }

  /// The alternatives of the body, each as the members of the input.
  List<String> bodies(ApiOperation operation) {
    if (operation.body().isEmpty() || operation.body().get().contents().isEmpty()) {
      return List.of();
    }
    var body = operation.body().get();
    var mark = body.required() ? ": " : "?: ";
    var preferred = MediaTypes.preferred(body.contents().keySet()).orElseThrow();
    var byType = new LinkedHashMap<String, List<String>>();
    body.contents()
        .forEach((mediaType, content) ->
            byType
                .computeIfAbsent(sent(mediaType, content.get("schema")), _ -> new ArrayList<>())
                .add(mediaType));
    var alternatives = new ArrayList<String>();
    byType.forEach((type, mediaTypes) -> {
      var names = mediaTypes.stream().map(Names::quoted).toList();
      var choice = mediaTypes.contains(preferred) ? "contentType?: " : "contentType: ";
      alternatives.add(
          body.contents().size() == 1
              ? "body" + mark + type
              : "body" + mark + type + "; " + choice + String.join(" | ", names));
    });
    return alternatives;
  }

  private String sent(String mediaType, Node schema) {
    return switch (MediaTypes.of(mediaType)) {
      case JSON -> types.of(schema);
      case LINES -> "globalThis.Iterable<" + types.of(item(schema)) + ">";
      case FORM -> types.ofForm(schema) + " | globalThis.URLSearchParams";
      case MULTIPART -> types.ofForm(schema) + " | globalThis.FormData";
      case TEXT, EVENTS -> "string";
      case BYTES -> "globalThis.Blob | globalThis.BufferSource";
      case ANY -> "globalThis.BodyInit";
    };
  }

  /// What comes with a successful answer, by media types.
  Map<String, String> results(ApiOperation operation) {
    var results = new LinkedHashMap<String, LinkedHashSet<String>>();
    successes(operation)
        .values()
        .forEach(answer ->
            answer
                .contents()
                .forEach((mediaType, content) ->
                    results
                        .computeIfAbsent(mediaType, _ -> new LinkedHashSet<>())
                        .add(received(mediaType, content.get("schema")))));
    var joined = new LinkedHashMap<String, String>();
    results.forEach((mediaType, each) -> joined.put(mediaType, String.join(" | ", each)));
    return joined;
  }

  /// What a call gives that asks for nothing else.
  String result(ApiOperation operation) {
    var results = new LinkedHashSet<String>();
    successes(operation).forEach((_, answer) -> results.add(content(operation, answer)));
    return results.isEmpty() || results.contains("unknown")
        ? "unknown"
        : String.join(" | ", results);
  }

  private static Map<String, Answer> successes(ApiOperation operation) {
    var successes = new LinkedHashMap<String, Answer>();
    operation
        .answers()
        .forEach((status, answer) -> {
          if (status.startsWith("2")) {
            successes.put(status, answer);
          }
        });
    var fallback = operation.answers().get("default");
    if (successes.isEmpty() && fallback != null && !isRedirected(operation)) {
      successes.put("default", fallback);
    }
    return successes;
  }

  private static boolean isRedirected(ApiOperation operation) {
    return operation.answers().keySet().stream().anyMatch(status -> status.startsWith("3"));
  }

  /// The type of what one answer has for content.
  String content(ApiOperation operation, Answer answer) {
    if (operation.method().equals("HEAD")) {
      return "undefined";
    }
    return MediaTypes.preferred(answer.contents().keySet())
        .map(mediaType -> received(mediaType, schema(answer, mediaType)))
        .orElse("undefined");
  }

  /// Whether an answer says nothing: a type for "everything else, with anything" would only weaken
  /// what the other answers say.
  static boolean isVague(String status, Answer answer) {
    return status.equals("default") && answer.contents().isEmpty();
  }

  private static Node schema(Answer answer, String mediaType) {
    var content = answer.contents().get(mediaType);
    return content == null ? Node.NONE : content.get("schema");
  }

  private String received(String mediaType, Node schema) {
    return switch (MediaTypes.of(mediaType)) {
      case JSON -> types.of(schema);
      case LINES -> "globalThis.AsyncIterable<" + types.of(item(schema)) + ">";
      case EVENTS -> "globalThis.AsyncIterable<ApiEvent<" + data(schema) + ">>";
      case TEXT -> "string";
      case FORM, MULTIPART, BYTES -> "globalThis.Blob";
      case ANY -> "unknown";
    };
  }

  /// The schema of one item; where the document describes all of them, that of its elements.
  private Node item(Node schema) {
    var resolved = document.resolve(schema);
    return resolved.get("type").text("").equals("array") && resolved.get("items").isObject()
        ? resolved.get("items")
        : schema;
  }

  private String data(Node schema) {
    return isText(schema) ? "string" : types.of(schema);
  }

  /// Whether the data of events is text, not JSON.
  boolean isText(ApiOperation operation) {
    return successes(operation).values().stream()
        .flatMap(answer -> answer.contents().entrySet().stream())
        .filter(content -> MediaTypes.of(content.getKey()) == MediaTypes.EVENTS)
        .anyMatch(content -> isText(content.getValue().get("schema")));
  }

  private boolean isText(Node schema) {
    var resolved = document.resolve(schema);
    return !resolved.isObject()
        || resolved.fields().isEmpty()
        || (resolved.get("type").text("").equals("string") && !resolved.get("enum").isPresent());
  }

  /// The media type that a call asks for.
  Optional<String> accept(ApiOperation operation) {
    return successes(operation).values().stream()
        .flatMap(answer -> MediaTypes.preferred(answer.contents().keySet()).stream())
        .findFirst();
  }
}
