package dev.lodestar.openapi.mock;

import dev.lodestar.example.Examples;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.ApiOperation.Answer;
import dev.lodestar.openapi.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the answers of operations of what the document gives for examples, or says in schemas.
final class ExampleAnswers {
  private static final int FIRST_ERROR = 400;
  private static final Json JSON = Json.standard();

  private final ApiDocument document;
  private final Examples examples;
  private final Map<String, ?> root;

  ExampleAnswers(ApiDocument document, long seed) {
    this.document = document;
    this.examples = Examples.seeded(seed).forResponses();
    this.root = tree(document.root());
  }

  Response<?> answer(ApiOperation operation, Preference preference, Request request) {
    var status =
        preference.code().isPresent()
            ? preferred(operation, preference.code().get())
            : usual(operation);
    var answer = operation.answers().get(key(operation, status));
    if (answer == null) {
      return Response.of(Status.of(status));
    }
    var response = content(operation, answer, status, preference, request);
    for (var header : answer.headers().entrySet()) {
      response = withHeader(response, header.getKey(), header.getValue());
    }
    if (preference.code().isPresent()) {
      response = response.header("Preference-Applied", "code=" + status);
    }
    return response;
  }

  private static int usual(ApiOperation operation) {
    for (var start : List.of("2", "3", "4", "5")) {
      for (var status : operation.answers().keySet()) {
        if (status.startsWith(start)) {
          return number(status);
        }
      }
    }
    return 200;
  }

  /// A range stands for its first status.
  private static int number(String status) {
    return Integer.parseInt(status.charAt(0) + status.substring(1).replace('X', '0'));
  }

  private static int preferred(ApiOperation operation, String code) {
    try {
      var status = Integer.parseInt(code);
      if (status >= 200
          && status <= 599
          && operation.answers().containsKey(key(operation, status))) {
        return status;
      }
    } catch (NumberFormatException noStatus) {
      // answered below
    }
    throw HttpException.badRequest(
        "The header Prefer asks for the status '"
            + code
            + "', but the operation answers with "
            + String.join(", ", operation.answers().keySet())
            + ".");
  }

  private static String key(ApiOperation operation, int status) {
    var exact = Integer.toString(status);
    if (operation.answers().containsKey(exact)) {
      return exact;
    }
    var range = exact.charAt(0) + "XX";
    return operation.answers().containsKey(range) ? range : "default";
  }

  private Response<?> content(
      ApiOperation operation, Answer answer, int status, Preference preference, Request request) {
    if (answer.contents().isEmpty() || status == 204 || status == 304) {
      return Response.of(Status.of(status));
    }
    var mediaType = mediaType(answer, status, request);
    var content = answer.contents().get(mediaType.told());
    var node = content == null ? Node.NONE : content;
    var example =
        given(node, preference)
            .orElseGet(() -> new Given(made(node, mediaType.sent(), status, operation.id())));
    return Response.bytes(mediaType.sent(), MediaText.of(mediaType.sent(), example.value(), JSON))
        .status(Status.of(status))
        .vary("Accept");
  }

  /// @param told as the document has it
  private record Offer(String told, MediaType sent) {}

  private static Offer mediaType(Answer answer, int status, Request request) {
    var offers = new LinkedHashMap<MediaType, String>();
    for (var told : answer.contents().keySet()) {
      MediaText.sendable(told).ifPresent(type -> offers.putIfAbsent(type, told));
    }
    var types = List.copyOf(offers.keySet());
    var chosen = request.accept().preferred(types);
    if (chosen.isEmpty() && status >= FIRST_ERROR && !types.isEmpty()) {
      chosen = Optional.of(types.getFirst());
    }
    if (chosen.isEmpty()) {
      throw HttpException.of(
          Status.NOT_ACCEPTABLE,
          "This can be sent as " + String.join(", ", answer.contents().keySet()) + ".");
    }
    return new Offer(String.valueOf(offers.get(chosen.get())), chosen.get());
  }

  private record Given(@Nullable Object value) {}

  private Optional<Given> given(Node content, Preference preference) {
    var given = content.get("examples").fields();
    if (preference.example().isPresent()) {
      var wanted = given.get(preference.example().get());
      if (wanted == null) {
        throw HttpException.badRequest(
            "The header Prefer asks for the example '"
                + preference.example().get()
                + "', but there is "
                + (given.isEmpty() ? "none with a name" : String.join(", ", given.keySet()))
                + ".");
      }
      return Optional.of(new Given(document.resolve(wanted).get("value").value()));
    }
    if (content.get("example").isPresent()) {
      return Optional.of(new Given(content.get("example").value()));
    }
    for (var example : given.values()) {
      var value = document.resolve(example).get("value");
      if (value.isPresent()) {
        return Optional.of(new Given(value.value()));
      }
    }
    return Optional.empty();
  }

  private @Nullable Object made(Node content, MediaType mediaType, int status, String name) {
    var schema = content.get("schema");
    var value = made(schema, document.component(schema).orElse(name));
    return mediaType.sameTypeAs(MediaType.PROBLEM_JSON) && value instanceof Map<?, ?> problem
        ? withStatus(problem, status)
        : value;
  }

  /// A problem document has the status that it is sent with (RFC 9457, section 3.1.2), and a schema
  /// does not know which that is.
  private static Map<?, ?> withStatus(Map<?, ?> problem, int status) {
    var changed = new LinkedHashMap<Object, @Nullable Object>(problem);
    changed.replace("status", status);
    if ("about:blank".equals(changed.get("type"))) {
      changed.replace("title", Status.of(status).reason());
    }
    return changed;
  }

  private @Nullable Object made(Node schema, String name) {
    return schema.isObject() ? examples.of(tree(schema), root, name).orElse(null) : null;
  }

  private Response<?> withHeader(Response<?> response, String name, Node header) {
    if (name.equalsIgnoreCase("Content-Type")
        || name.equalsIgnoreCase("Content-Length")
        || name.equalsIgnoreCase("Vary")) {
      return response;
    }
    var value =
        header.get("example").isPresent()
            ? header.get("example").value()
            : made(header.get("schema"), name);
    if (value == null || value instanceof Map || value instanceof List) {
      return response;
    }
    var text = String.valueOf(value);
    return isHeaderValue(text) ? response.replaceHeader(name, text) : response;
  }

  private static boolean isHeaderValue(String text) {
    return text.chars().allMatch(character -> character >= ' ' && character < 0x7f)
        && text.equals(text.strip());
  }

  @SuppressWarnings("unchecked") // keys of trees are texts
  private static Map<String, ?> tree(Node node) {
    return node.value() instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of();
  }
}
