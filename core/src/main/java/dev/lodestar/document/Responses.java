package dev.lodestar.document;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.operation.Refusal;
import dev.lodestar.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The responses of an operation: what is answered if all goes well, why requests are refused, and
/// what the application has declared besides.
final class Responses {
  /// Behind all codes, as the key of what has no code.
  private static final int ANY = 1000;

  private final Contents contents;
  private final Json json;

  /// @param json writes what is declared, where a route says no other codecs
  Responses(Contents contents, Json json) {
    this.contents = contents;
    this.json = json;
  }

  /// What is known of one status.
  private static final class Draft {
    private final Set<String> descriptions = new LinkedHashSet<>();
    private final Map<String, List<Schema>> content = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private boolean declared;
  }

  /// The responses of a route, by status.
  ///
  /// @param result what is said of the result of the handler; empty for nothing
  /// @param declared what layers, guards, exceptions and others declare
  Map<String, @Nullable Object> of(
      OperationPlan plan, List<DeclaredAnswer> declared, String result) {
    Map<Integer, Draft> drafts = new TreeMap<>();
    for (var answer : plan.answers()) {
      var draft = draft(drafts, answer.status().map(Status::code).orElse(ANY));
      add(answer, draft);
      if (!result.isEmpty() && answer.description().isEmpty() && !answer.contents().isEmpty()) {
        draft.descriptions.add(result);
      }
    }
    for (var refusal : plan.refusals().stream().sorted().toList()) {
      if (plan.errors().handlerOf(HttpException.class, refusal.status()).isPresent()) {
        draft(drafts, refusal.status().code()).descriptions.add(refusal.description());
      } else {
        draft(drafts, refusal.status().code()).refusals.add(refusal);
      }
    }
    for (var answer : declared) {
      add(answer, draft(drafts, answer.status().code()));
    }
    for (var refusal : plan.refusals()) {
      var draft = draft(drafts, refusal.status().code());
      if (draft.refusals.isEmpty() && !draft.declared) {
        // An error handler answers it, and nobody has said with what.
        addContent(draft, MediaType.ANY.toString(), Schema.any());
      }
    }
    if (plan.open() && !drafts.containsKey(ANY)) {
      draft(drafts, ANY).descriptions.add("Whatever else the application answers.");
    }
    Map<String, @Nullable Object> responses = new LinkedHashMap<>();
    drafts.forEach((status, draft) ->
        responses.put(status == ANY ? "default" : status.toString(), response(status, draft)));
    return responses;
  }

  private static Draft draft(Map<Integer, Draft> drafts, int status) {
    return drafts.computeIfAbsent(status, _ -> new Draft());
  }

  private void add(AnswerPlan answer, Draft draft) {
    draft.declared = true;
    answer.description().ifPresent(draft.descriptions::add);
    contents
        .of(answer.contents(), Contents.Direction.RESPONSE, false)
        .forEach((mediaType, content) ->
            addContent(draft, mediaType, (Schema) Trees.map(content).get("schema")));
    for (var header : answer.headers()) {
      if (!isOfHttp(header.name())) {
        draft.headers.putIfAbsent(header.name(), header(header));
      }
    }
    if (!answer.cookies().isEmpty()) {
      var names = answer.cookies().stream().map(cookie -> "`" + cookie.name() + "`").toList();
      draft.headers.putIfAbsent(
          "Set-Cookie",
          Trees.object(
              "description",
              (names.size() == 1 ? "The cookie " : "The cookies ") + String.join(", ", names) + ".",
              "schema",
              Schema.string()));
    }
  }

  /// What is said by the media types of the content already.
  private static boolean isOfHttp(String name) {
    return name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Vary");
  }

  private static Map<String, @Nullable Object> header(HeaderPlan header) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    Trees.putText(tree, "description", header.description());
    if (header.always()) {
      tree.put("required", true);
    }
    tree.put("schema", Schema.string());
    header.value().ifPresent(value -> tree.put("example", value));
    return tree;
  }

  private void add(DeclaredAnswer answer, Draft draft) {
    draft.declared = true;
    if (!answer.description().isEmpty()) {
      draft.descriptions.add(answer.description());
    }
    if (answer.type() == void.class || answer.type() == Void.class) {
      return;
    }
    if (answer.type() == Problem.class && answer.mediaType().isEmpty()) {
      addProblem(draft, Schema.ref(FrameworkComponents.PROBLEM));
      return;
    }
    var mediaType = answer.mediaType().orElse(MediaType.JSON);
    addContent(draft, mediaType.toString(), contents.written(json, answer.type()));
  }

  private static void addProblem(Draft draft, Schema problem) {
    addContent(draft, MediaType.PROBLEM_JSON.toString(), problem);
    for (var text : FrameworkComponents.PROBLEM_TEXTS) {
      addContent(draft, text, Schema.string());
    }
  }

  private static void addContent(Draft draft, String mediaType, @Nullable Schema schema) {
    var alternatives = draft.content.computeIfAbsent(mediaType, _ -> new ArrayList<>());
    if (schema != null && !alternatives.contains(schema)) {
      alternatives.add(schema);
    }
  }

  private static Map<String, @Nullable Object> response(int status, Draft draft) {
    if (!draft.declared && draft.descriptions.isEmpty() && draft.refusals.size() == 1) {
      return Trees.object(
          "$ref",
          FrameworkComponents.RESPONSES
              + FrameworkComponents.responseName(draft.refusals.getFirst()));
    }
    for (var refusal : draft.refusals) {
      draft.descriptions.add(refusal.description());
      FrameworkComponents.headers(refusal).forEach(draft.headers::putIfAbsent);
      addProblem(
          draft,
          Schema.ref(
              refusal == Refusal.INVALID_INPUT
                  ? FrameworkComponents.INVALID_INPUT
                  : FrameworkComponents.PROBLEM));
    }
    var response =
        Trees.object(
            "description",
            draft.descriptions.isEmpty() ? usual(status) : String.join("\n\n", draft.descriptions));
    if (!draft.headers.isEmpty()) {
      response.put("headers", draft.headers);
    }
    if (!draft.content.isEmpty()) {
      Map<String, @Nullable Object> content = new LinkedHashMap<>();
      draft.content.forEach((mediaType, alternatives) ->
          content.put(mediaType, Trees.object("schema", Contents.anyOf(alternatives))));
      response.put("content", content);
    }
    return response;
  }

  private static String usual(int status) {
    return status == ANY ? "The answer." : Status.of(status).reason();
  }
}
