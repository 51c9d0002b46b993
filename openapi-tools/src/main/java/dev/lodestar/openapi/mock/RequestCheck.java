package dev.lodestar.openapi.mock;

import dev.lodestar.codec.Decoded;
import dev.lodestar.form.FormData;
import dev.lodestar.form.Forms;
import dev.lodestar.http.Accept;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputError;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.ApiOperation.Body;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import dev.lodestar.openapi.document.Node;
import dev.lodestar.schemacheck.Direction;
import dev.lodestar.schemacheck.References;
import dev.lodestar.schemacheck.SchemaCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares requests with what the document says of them, and refuses them as an application would.
final class RequestCheck {
  private final ApiDocument document;
  private final SchemaCheck schemas;

  RequestCheck(ApiDocument document) {
    this.document = document;
    this.schemas =
        new SchemaCheck(
            document.root().value() instanceof Map<?, ?> tree
                ? References.within(tree)
                : reference -> Optional.empty(),
            Direction.REQUEST);
  }

  /// @throws HttpException if the document does not allow the request
  void check(ApiOperation operation, Map<String, String> pathParameters, Request request)
      throws IOException {
    checkCredentials(operation, request);
    var errors = new ArrayList<InputError>();
    for (var parameter : operation.parameters()) {
      check(parameter, pathParameters, request, errors);
    }
    if (operation.body().isPresent()) {
      check(operation.body().get(), request, errors);
    }
    if (!errors.isEmpty()) {
      throw HttpException.invalidInput(errors);
    }
  }

  private void checkCredentials(ApiOperation operation, Request request) {
    var ways = operation.security();
    if (ways.isEmpty()
        || ways.stream()
            .anyMatch(way -> way.keySet().stream().allMatch(name -> isSent(name, request)))) {
      return;
    }
    throw HttpException.unauthorized(
        "Bearer",
        "Send credentials for "
            + String.join(
                ", or ", ways.stream().map(way -> String.join(" and ", way.keySet())).toList())
            + "; the mock accepts any.");
  }

  private boolean isSent(String name, Request request) {
    var scheme =
        document.resolve(document.root().get("components").get("securitySchemes").get(name));
    var key = scheme.get("name").text("");
    if (!scheme.get("type").text("").equals("apiKey")) {
      return request.headers().contains("Authorization");
    }
    return switch (scheme.get("in").text("")) {
      case "query" -> request.query().contains(key);
      case "cookie" -> request.cookies().first(key).isPresent();
      default -> request.headers().contains(key);
    };
  }

  private void check(
      Parameter parameter,
      Map<String, String> pathParameters,
      Request request,
      List<InputError> errors) {
    var source =
        switch (parameter.in()) {
          case "path" -> InputSource.PATH;
          case "header" -> InputSource.HEADER;
          case "cookie" -> InputSource.COOKIE;
          default -> InputSource.QUERY;
        };
    var texts =
        switch (source) {
          case PATH ->
              pathParameters.containsKey(parameter.name())
                  ? List.of(String.valueOf(pathParameters.get(parameter.name())))
                  : List.<String>of();
          case HEADER -> request.headers().all(parameter.name());
          case COOKIE -> request.cookies().first(parameter.name()).stream().toList();
          default -> request.query().all(parameter.name());
        };
    if (texts.isEmpty()) {
      if (parameter.required() && !isObject(parameter)) {
        errors.add(InputError.required(source, parameter.name()));
      }
      return;
    }
    var value = ParameterText.value(texts, parameter, document);
    schemas
        .flaws(parameter.schema().value(), value)
        .forEach(flaw ->
            errors.add(new InputError(source, parameter.name(), flaw.code(), flaw.message())));
  }

  /// Objects are spread over several names, which a mock does not put together.
  private boolean isObject(Parameter parameter) {
    return document.resolve(parameter.schema()).get("properties").isObject()
        && parameter.mediaType().isEmpty();
  }

  private void check(Body body, Request request, List<InputError> errors) throws IOException {
    if (request.body().isEmpty()) {
      if (body.required()) {
        errors.add(new InputError(InputSource.BODY, "", "required", "The request needs a body."));
      }
      return;
    }
    var type = request.contentType();
    var content = type.map(given -> content(body, given)).orElse(Node.NONE);
    if (!content.isPresent()) {
      throw HttpException.of(
              Status.UNSUPPORTED_MEDIA_TYPE,
              "The Content-Type is "
                  + type.map(MediaType::toString).orElse("missing")
                  + "; send "
                  + String.join(" or ", body.contents().keySet())
                  + ".")
          .withHeader("Accept", String.join(", ", body.contents().keySet()));
    }
    check(type.orElseThrow(), content, request, errors);
  }

  private static Node content(Body body, MediaType given) {
    for (var entry : body.contents().entrySet()) {
      if (Accept.parse(entry.getKey()).accepts(given)) {
        return entry.getValue();
      }
    }
    return Node.NONE;
  }

  private void check(MediaType type, Node content, Request request, List<InputError> errors)
      throws IOException {
    if (MediaText.isJson(type)) {
      switch (Json.standard().codec(Object.class).decode(request.body().bytes())) {
        case Decoded.Valid(var value) -> check(value, content.get("schema"), errors);
        case Decoded.Invalid(var problems, _) -> {
          // The whole document is null.
          if (problems.getFirst().pointer().isEmpty()) {
            check(null, content.get("schema"), errors);
          } else {
            problems.forEach(problem ->
                errors.add(
                    new InputError(
                        InputSource.BODY, problem.pointer(), problem.code(), problem.message())));
          }
        }
        case Decoded.Malformed(var message, _, var line, var column) ->
            throw HttpException.malformedInput(
                List.of(
                    new InputError(
                        InputSource.BODY,
                        "",
                        "malformed",
                        message + " (line " + line + ", column " + column + ")")));
      }
    } else if (isForm(type)) {
      checkForm(Forms.read(request), content.get("schema"), errors);
    }
  }

  private static boolean isForm(MediaType type) {
    return type.type().toLowerCase(Locale.ROOT).equals("multipart")
        || type.subtype().equalsIgnoreCase("x-www-form-urlencoded");
  }

  private void check(@Nullable Object value, Node schema, List<InputError> errors) {
    schemas
        .flaws(schema.value(), value)
        .forEach(flaw ->
            errors.add(
                new InputError(InputSource.BODY, flaw.pointer(), flaw.code(), flaw.message())));
  }

  private void checkForm(FormData form, Node schema, List<InputError> errors) {
    var resolved = document.resolve(schema);
    for (var name : resolved.get("required").texts()) {
      if (form.texts(name).isEmpty() && form.uploads(name).isEmpty()) {
        errors.add(InputError.required(InputSource.FORM, name));
      }
    }
    var properties = new LinkedHashMap<>(resolved.get("properties").fields());
    properties.forEach((name, property) -> {
      if (!form.texts(name).isEmpty()) {
        var value = ParameterText.value(form.texts(name), property, document);
        schemas
            .flaws(property.value(), value)
            .forEach(flaw ->
                errors.add(new InputError(InputSource.FORM, name, flaw.code(), flaw.message())));
      }
    });
  }
}
