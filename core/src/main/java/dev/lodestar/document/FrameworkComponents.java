package dev.lodestar.document;

import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import dev.lodestar.operation.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the framework itself sends and takes, as components: problem documents (RFC 9457), the
/// answers that have them, and JSON patches (RFC 6902).
final class FrameworkComponents {
  static final String SCHEMAS = "#/components/schemas/";
  static final String RESPONSES = "#/components/responses/";
  static final String PROBLEM = "Problem";
  static final String INVALID_INPUT = "InvalidInput";
  static final String JSON_PATCH = "JsonPatch";
  private static final String INPUT_ERROR = "InputError";
  private static final String JSON_PATCH_OPERATION = "JsonPatchOperation";

  /// The names that types of the application cannot have.
  static final String[] RESERVED = {
    PROBLEM, INVALID_INPUT, INPUT_ERROR, JSON_PATCH, JSON_PATCH_OPERATION
  };

  /// What a problem may be sent as, if not as a problem document.
  static final List<String> PROBLEM_TEXTS = List.of("text/html", "text/plain");

  private FrameworkComponents() {}

  /// All schemas by name.
  static Map<String, Map<String, @Nullable Object>> schemas() {
    var schemas = new TreeMap<String, Map<String, @Nullable Object>>();
    schemas.put(PROBLEM, problem());
    schemas.put(INVALID_INPUT, invalidInput());
    schemas.put(INPUT_ERROR, inputError());
    schemas.put(JSON_PATCH, jsonPatch());
    schemas.put(JSON_PATCH_OPERATION, jsonPatchOperation());
    return schemas;
  }

  private static Map<String, @Nullable Object> text(String description) {
    return Trees.object("type", "string", "description", description);
  }

  private static Map<String, @Nullable Object> reference(String name) {
    return Trees.object("$ref", SCHEMAS + name);
  }

  private static Map<String, @Nullable Object> problem() {
    var type = text("A URI that identifies the kind of problem.");
    type.put("format", "uri-reference");
    type.put("default", "about:blank");
    var instance = text("A URI that identifies this occurrence.");
    instance.put("format", "uri-reference");
    return Trees.object(
        "type",
        "object",
        "description",
        "What went wrong (RFC 9457). There may be further members.",
        "properties",
        Trees.object(
            "type",
            type,
            "title",
            text("What kind of problem it is, in a few words."),
            "status",
            Trees.object(
                "type",
                "integer",
                "format",
                "int32",
                "minimum",
                100L,
                "maximum",
                999L,
                "description",
                "The status of the response."),
            "detail",
            text("What went wrong this time."),
            "instance",
            instance),
        "required",
        List.of("type", "title", "status"),
        "additionalProperties",
        true);
  }

  private static Map<String, @Nullable Object> invalidInput() {
    return Trees.object(
        "description",
        "What is wrong with the input of the request, all of it at once.",
        "allOf",
        List.of(
            reference(PROBLEM),
            Trees.object(
                "type",
                "object",
                "properties",
                Trees.object(
                    "errors",
                    Trees.object(
                        "type",
                        "array",
                        "items",
                        reference(INPUT_ERROR),
                        "description",
                        "Each thing that is wrong.")))));
  }

  private static Map<String, @Nullable Object> inputError() {
    return Trees.object(
        "type",
        "object",
        "description",
        "One thing that is wrong with the input of a request.",
        "properties",
        Trees.object(
            "in",
            Trees.object(
                "type",
                "string",
                "enum",
                List.of("path", "query", "header", "cookie", "form", "body"),
                "description",
                "The part of the request."),
            "name",
            text("The name of the parameter, header, cookie or form field."),
            "pointer",
            text("Where in the body it is, as a JSON pointer (RFC 6901)."),
            "code",
            text("What kind of error it is, for programs."),
            "message",
            text("What is wrong, for people.")),
        "required",
        List.of("in", "code", "message"));
  }

  private static Map<String, @Nullable Object> jsonPatch() {
    return Trees.object(
        "type",
        "array",
        "description",
        "Changes that are made one after the other (RFC 6902).",
        "items",
        reference(JSON_PATCH_OPERATION));
  }

  private static Map<String, @Nullable Object> jsonPatchOperation() {
    return Trees.object(
        "description",
        "One change, or a test of what there is.",
        "oneOf",
        List.of(
            operation(List.of("add", "replace", "test"), "value"),
            operation(List.of("remove"), ""),
            operation(List.of("move", "copy"), "from")));
  }

  private static Map<String, @Nullable Object> operation(List<String> names, String further) {
    var path = text("Where, as a JSON pointer (RFC 6901).");
    path.put("format", "json-pointer");
    var properties =
        Trees.object("op", Trees.object("type", "string", "enum", names), "path", path);
    if (further.equals("value")) {
      properties.put("value", Trees.object("description", "Any value."));
    } else if (further.equals("from")) {
      var from = text("From where, as a JSON pointer (RFC 6901).");
      from.put("format", "json-pointer");
      properties.put("from", from);
    }
    return Trees.object(
        "type",
        "object",
        "properties",
        properties,
        "required",
        further.isEmpty() ? List.of("op", "path") : List.of("op", "path", further));
  }

  private static Map<String, @Nullable Object> problemContent(Object schema) {
    var content = Trees.object(MediaType.PROBLEM_JSON.toString(), Trees.object("schema", schema));
    for (var text : PROBLEM_TEXTS) {
      content.put(text, Trees.object("schema", Trees.object("type", "string")));
    }
    return content;
  }

  /// The answer to requests that are refused.
  static Map<String, @Nullable Object> response(Refusal refusal) {
    var response =
        Trees.object(
            "description",
            refusal.description(),
            "content",
            problemContent(reference(refusal == Refusal.INVALID_INPUT ? INVALID_INPUT : PROBLEM)));
    var headers = headers(refusal);
    if (!headers.isEmpty()) {
      response.put("headers", headers);
    }
    return response;
  }

  /// The headers of that answer, without what its media types say already.
  static Map<String, @Nullable Object> headers(Refusal refusal) {
    var headers = Trees.object();
    for (var header : refusal.headers()) {
      if (!header.name().equals("Vary")) {
        headers.put(
            header.name(),
            Trees.object(
                "description", header.description(), "schema", Trees.object("type", "string")));
      }
    }
    return headers;
  }

  /// The name of the answer to requests that are refused: `NotFound`.
  static String responseName(Refusal refusal) {
    return nameOf(refusal.status());
  }

  private static String nameOf(Status status) {
    return status.reason().replace(" ", "");
  }

  /// All answers to refused requests by name.
  static Map<String, Map<String, @Nullable Object>> responses() {
    var responses = new TreeMap<String, Map<String, @Nullable Object>>();
    for (var refusal : Refusal.values()) {
      responses.put(responseName(refusal), response(refusal));
    }
    return responses;
  }
}
