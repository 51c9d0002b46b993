package dev.lodestar.document;

import dev.lodestar.doccomment.Summary;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.OperationDraft;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An operation that layers change.
final class EditedOperation implements OperationDraft {
  private final HttpMethod method;
  private final String path;
  private final Map<String, @Nullable Object> tree;
  private final Contents contents;
  private final Json json;
  private Optional<String> id = Optional.empty();

  EditedOperation(
      HttpMethod method,
      String path,
      Map<String, @Nullable Object> tree,
      Contents contents,
      Json json) {
    this.method = method;
    this.path = path;
    this.tree = tree;
    this.contents = contents;
    this.json = json;
  }

  /// The id that was set.
  Optional<String> id() {
    return id;
  }

  @Override
  public HttpMethod method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public OperationDraft id(String id) {
    this.id = Optional.of(id);
    return this;
  }

  @Override
  public OperationDraft summary(String summary) {
    tree.put("summary", summary);
    return this;
  }

  @Override
  public OperationDraft description(String description) {
    tree.put("description", description);
    return this;
  }

  @Override
  public OperationDraft tags(String... tags) {
    var all = tagList();
    for (var tag : tags) {
      if (!all.contains(tag)) {
        all.add(tag);
      }
    }
    tree.put("tags", all);
    return this;
  }

  @Override
  public OperationDraft withoutTag(String tag) {
    var left = tagList();
    left.remove(tag);
    tree.put("tags", left);
    return this;
  }

  private List<Object> tagList() {
    return tree.get("tags") instanceof List<?> tags ? new ArrayList<>(tags) : new ArrayList<>();
  }

  @Override
  public OperationDraft deprecated(boolean deprecated) {
    if (deprecated) {
      tree.put("deprecated", true);
    } else {
      tree.remove("deprecated");
    }
    return this;
  }

  @Override
  public OperationDraft externalDocs(String url, String description) {
    var docs = Trees.object("url", url);
    Trees.putText(docs, "description", description);
    tree.put("externalDocs", docs);
    return this;
  }

  @Override
  public OperationDraft server(String url, String description) {
    var server = Trees.object("url", url);
    Trees.putText(server, "description", description);
    List<@Nullable Object> servers = new ArrayList<>();
    if (tree.get("servers") instanceof List<?> known) {
      servers.addAll(known);
    }
    servers.add(server);
    tree.put("servers", servers);
    return this;
  }

  @Override
  public OperationDraft optionalSecurity() {
    if (tree.get("security") instanceof List<?> known) {
      List<@Nullable Object> alternatives = new ArrayList<>(known);
      alternatives.add(Map.of());
      tree.put("security", alternatives);
    }
    return this;
  }

  @Override
  public OperationDraft withoutSecurity() {
    tree.remove("security");
    return this;
  }

  @Override
  public OperationDraft parameter(String name, String description) {
    parameterNamed(name).put("description", description);
    return this;
  }

  @Override
  public OperationDraft parameterExample(String name, String example, @Nullable Object value) {
    addExample(parameterNamed(name), example, value);
    return this;
  }

  private Map<String, @Nullable Object> parameterNamed(String name) {
    var names = new ArrayList<Object>();
    if (tree.get("parameters") instanceof List<?> parameters) {
      for (var parameter : parameters) {
        var found = Trees.map(parameter);
        if (name.equals(found.get("name"))) {
          return found;
        }
        names.add(String.valueOf(found.get("name")));
      }
    }
    throw new IllegalArgumentException(
        this + " has no parameter \"" + name + "\"; it has " + names + ".");
  }

  @Override
  public OperationDraft request(String description) {
    body().put("description", description);
    return this;
  }

  @Override
  public OperationDraft requestExample(String example, @Nullable Object value) {
    addExamples(body(), example, value);
    return this;
  }

  private Map<String, @Nullable Object> body() {
    if (!tree.containsKey("requestBody")) {
      throw new IllegalArgumentException(this + " takes no body.");
    }
    return Trees.map(tree.get("requestBody"));
  }

  @Override
  public OperationDraft response(int status, String description) {
    responseOf(status).put("description", description);
    return this;
  }

  @Override
  public OperationDraft responseHeader(int status, String name, String description) {
    addHeader(responseOf(status), name, description);
    return this;
  }

  @Override
  public OperationDraft responseHeader(String name, String description) {
    var responses = Trees.map(tree.get("responses"));
    for (var status : List.copyOf(responses.keySet())) {
      addHeader(responseAt(status), name, description);
    }
    return this;
  }

  private static void addHeader(
      Map<String, @Nullable Object> response, String name, String description) {
    var headers = Trees.objectAt(response, "headers");
    var header = Trees.objectAt(headers, name);
    header.put("description", description);
    header.putIfAbsent("schema", Trees.object("type", "string"));
  }

  @Override
  public OperationDraft responseExample(int status, String example, @Nullable Object value) {
    addExamples(responseOf(status), example, value);
    return this;
  }

  /// The response of a status; one that it shares with other operations becomes its own.
  private Map<String, @Nullable Object> responseOf(int status) {
    return responseAt(Integer.toString(status));
  }

  private Map<String, @Nullable Object> responseAt(String code) {
    var responses = Trees.map(tree.get("responses"));
    var response = Trees.map(responses.get(code));
    if (response.get("$ref") instanceof String shared) {
      var name = shared.substring(FrameworkComponents.RESPONSES.length());
      var own = FrameworkComponents.responses().get(name);
      if (own != null) {
        responses.put(code, own);
        return own;
      }
    }
    if (response.isEmpty()) {
      throw new IllegalArgumentException(
          this
              + " has no response with the status "
              + code
              + "; it has "
              + responses.keySet()
              + ". Declare it with answers(…).");
    }
    return response;
  }

  private static void addExamples(
      Map<String, @Nullable Object> place, String example, @Nullable Object value) {
    var content = Trees.map(place.get("content"));
    var json = content.keySet().stream().anyMatch(EditedOperation::isJson);
    content.forEach((mediaType, media) -> {
      if (!json || isJson(mediaType)) {
        addExample(Trees.map(media), example, value);
      }
    });
  }

  private static boolean isJson(String mediaType) {
    return MediaType.parse(mediaType).isJson();
  }

  private static void addExample(
      Map<String, @Nullable Object> place, String example, @Nullable Object value) {
    Map<String, @Nullable Object> wrapped = new LinkedHashMap<>();
    wrapped.put("value", value);
    Trees.objectAt(place, "examples").put(example, wrapped);
  }

  @Override
  public OperationDraft callback(
      String name, String expression, HttpMethod method, Type body, String description) {
    var item =
        Trees.object(
            method.name().toLowerCase(Locale.ROOT), sent(contents, json, body, description));
    Trees.objectAt(tree, "callbacks").put(name, Trees.object(expression, item));
    return this;
  }

  /// A request that the application sends.
  static Map<String, @Nullable Object> sent(
      Contents contents, Json json, Type body, String description) {
    var operation = Trees.object();
    var summary = Summary.of(description);
    Trees.putText(operation, "summary", summary);
    if (!summary.equals(description)) {
      operation.put("description", description);
    }
    operation.put(
        "requestBody",
        Trees.object(
            "content",
            Trees.object("application/json", Trees.object("schema", contents.written(json, body))),
            "required",
            true));
    operation.put(
        "responses", Trees.object("2XX", Trees.object("description", "It has been received.")));
    return operation;
  }

  @Override
  public OperationDraft extension(String name, @Nullable Object value) {
    if (!name.startsWith("x-")) {
      throw new IllegalArgumentException(
          "The extension \"" + name + "\" has to begin with \"x-\", such as \"x-" + name + "\".");
    }
    tree.put(name, value);
    return this;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
