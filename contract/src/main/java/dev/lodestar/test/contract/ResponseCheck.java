package dev.lodestar.test.contract;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.test.ContractExchange;
import dev.lodestar.test.ContractFinding.Kind;
import dev.lodestar.test.ContractOptions;
import dev.lodestar.test.contract.Contents.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Compares a response with what the document says of the responses of its operation.
final class ResponseCheck {
  /// Refusals of the server before it knows what the request is about.
  private static final Set<Integer> STATUSES_OF_SERVERS = Set.of(408, 414, 417, 431, 505);

  /// Headers whose meaning HTTP itself defines, for any message: how it is sent, how its content is
  /// to be understood, kept and shown. They are not what an operation answers.
  private static final Set<String> HEADERS_OF_HTTP =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-patch",
          "accept-ranges",
          "age",
          "allow",
          "alt-svc",
          "cache-control",
          "connection",
          "content-digest",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-security-policy",
          "content-type",
          "date",
          "etag",
          "expires",
          "keep-alive",
          "last-modified",
          "location",
          "pragma",
          "referrer-policy",
          "repr-digest",
          "retry-after",
          "server",
          "strict-transport-security",
          "trailer",
          "transfer-encoding",
          "vary",
          "via",
          "www-authenticate",
          "x-accel-buffering",
          "x-content-type-options",
          "x-frame-options");

  private final SchemaValidator validator;
  private final ParameterTexts texts;
  private final Contents contents;
  private final KnownFields fields;
  private final ContractOptions options;

  ResponseCheck(
      SchemaValidator validator, ParameterTexts texts, Contents contents, ContractOptions options) {
    this.validator = validator;
    this.texts = texts;
    this.contents = contents;
    this.fields = new KnownFields(validator);
    this.options = options;
  }

  void check(Operation operation, ContractExchange exchange, Findings findings) {
    var status = exchange.status().code();
    var response = operation.response(status);
    if (response.isEmpty()) {
      if (!STATUSES_OF_SERVERS.contains(status) && !isTooLarge(operation, status)) {
        findings.add(
            Kind.UNDOCUMENTED_STATUS,
            operation.place().member("responses"),
            "The response has the status "
                + exchange.status()
                + "; the document has "
                + operation.statuses()
                + ".");
      }
      return;
    }
    checkHeaders(response.get(), exchange, findings);
    // What counts for all responses that are not named says nothing about what else they may have.
    var isNamed = operation.hasStatus(status);
    if (isNamed) {
      checkOtherHeaders(response.get(), exchange, findings);
    }
    if (isNamed || response.get().member("content").exists()) {
      checkContent(response.get(), exchange, findings);
    }
  }

  /// Any request may have too much content, even where none is read.
  private static boolean isTooLarge(Operation operation, int status) {
    return status == 413 && !operation.place().member("requestBody").exists();
  }

  private void checkHeaders(Place response, ContractExchange exchange, Findings findings) {
    for (var entry : response.member("headers").members()) {
      var name = entry.getKey();
      var header = entry.getValue().resolved();
      var values = exchange.headers().all(name);
      if (values.isEmpty() && header.isTrue("required")) {
        findings.add(Kind.INVALID_HEADER, header, "The response lacks the header " + name + ".");
      }
      if (!name.equalsIgnoreCase("Content-Type")) {
        checkHeader(name, header, values, findings);
      }
    }
  }

  private void checkOtherHeaders(Place response, ContractExchange exchange, Findings findings) {
    var documented = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    documented.addAll(response.member("headers").value().propertyNames());
    for (var name : exchange.headers().names()) {
      if (!documented.contains(name)
          && !HEADERS_OF_HTTP.contains(name.toLowerCase(Locale.ROOT))
          && !options.ignoresHeader(name)) {
        findings.add(
            Kind.UNDOCUMENTED_HEADER,
            response.member("headers"),
            "The response has the header "
                + name
                + ": "
                + exchange.headers().first(name, "")
                + ", which the document does not have.");
      }
    }
  }

  private void checkHeader(String name, Place header, List<String> values, Findings findings) {
    var schema = header.member("schema");
    if (!schema.exists()) {
      return;
    }
    for (var value : values) {
      var problems = texts.problems(schema, value);
      if (!problems.isEmpty() && value.indexOf(',') >= 0) {
        var elements = List.of(value.split("\\s*,\\s*", -1));
        problems = texts.problems(schema, elements).isEmpty() ? List.of() : problems;
      }
      findings.addAll(
          Kind.INVALID_HEADER, "The header " + name + ": " + value + " is not valid", problems);
    }
  }

  private void checkContent(Place response, ContractExchange exchange, Findings findings) {
    var status = exchange.status().code();
    if (exchange.method().equals(HttpMethod.HEAD) || status == 204 || status == 304) {
      return;
    }
    var documented = response.member("content");
    var mediaType = exchange.headers().first("Content-Type").flatMap(ResponseCheck::parsed);
    var isEmpty = exchange.content().filter(content -> content.length == 0).isPresent();
    if (mediaType.isEmpty()) {
      checkWithoutMediaType(response, exchange, isEmpty, findings);
      return;
    }
    var entry = Contents.entry(documented, mediaType.get());
    if (entry.isEmpty()) {
      findings.add(
          Kind.UNDOCUMENTED_CONTENT,
          documented,
          "The response has content of the media type "
              + mediaType.get()
              + "; the document has "
              + names(documented)
              + ".");
      return;
    }
    var schema = entry.get().member("schema");
    if (exchange.content().isPresent() && status != 206 && Contents.isDescribed(entry.get())) {
      var content = exchange.content().get();
      compare(
          contents.read(mediaType.get(), exchange.headers(), content, schema), schema, findings);
    }
  }

  private static void checkWithoutMediaType(
      Place response, ContractExchange exchange, boolean isEmpty, Findings findings) {
    var documented = response.member("content");
    if (!isEmpty) {
      findings.add(
          Kind.UNDOCUMENTED_CONTENT,
          documented,
          "The response has content without a media type"
              + exchange.headers().first("Content-Type").map(text -> " (" + text + ")").orElse("")
              + "; the document has "
              + names(documented)
              + ".");
    } else if (!documented.value().isEmpty()) {
      findings.add(
          Kind.INVALID_CONTENT,
          documented,
          "The response has no content; the document has " + names(documented) + ".");
    }
  }

  private static String names(Place contents) {
    var names = contents.value().propertyNames();
    return names.isEmpty() ? "no content" : String.join(", ", names);
  }

  private static Optional<MediaType> parsed(String text) {
    try {
      return Optional.of(MediaType.parse(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private void compare(Reading reading, Place schema, Findings findings) {
    switch (reading) {
      case Reading.Opaque _ -> {
        // nothing that a schema could say
      }
      case Reading.Malformed(var why) ->
          findings.add(Kind.INVALID_CONTENT, schema, "The content of the response " + why + ".");
      case Reading.Values(var values) -> values.forEach(value -> compare(value, schema, findings));
    }
  }

  private void compare(JsonNode value, Place schema, Findings findings) {
    var problems = validator.problems(schema, value);
    findings.addAll(Kind.INVALID_CONTENT, "The content of the response is not valid", problems);
    if (problems.isEmpty()) {
      for (var unknown : fields.unknown(schema, value)) {
        findings.add(
            Kind.UNDOCUMENTED_FIELD,
            unknown.place(),
            "The response has the field "
                + unknown.at()
                + (unknown.isWriteOnly()
                    ? ", which is write-only."
                    : ", which its schema does not have."));
      }
    }
  }

  /// Compares an event of a stream.
  void checkEvent(Operation operation, ContractExchange exchange, String data, Findings findings) {
    operation
        .response(exchange.status().code())
        .flatMap(response -> Contents.entry(response.member("content"), MediaType.EVENT_STREAM))
        .map(entry -> entry.member("schema"))
        .filter(Place::exists)
        .ifPresent(schema -> compare(contents.event(data, schema), schema, findings));
  }
}
