package dev.lodestar.openapi.mock;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the operation of a request, checks the request, and answers it.
final class MockHandler {
  private static final String REST = "x-rest-of-path";

  private record Target(ApiOperation operation, PathPattern pattern) {}

  private final List<Target> targets;
  private final RequestCheck check;
  private final ExampleAnswers answers;

  MockHandler(ApiDocument document, long seed) {
    this.targets =
        document.operations().stream()
            .map(operation -> new Target(operation, pattern(operation)))
            .sorted(Comparator.comparingInt((Target target) -> -target.pattern().literals()))
            .toList();
    this.check = new RequestCheck(document);
    this.answers = new ExampleAnswers(document, seed);
  }

  private static PathPattern pattern(ApiOperation operation) {
    return PathPattern.of(
        operation.path(),
        name ->
            operation.parameters().stream()
                .anyMatch(parameter ->
                    parameter.in().equals("path")
                        && parameter.name().equals(name)
                        && parameter.node().get(REST).isTrue()));
  }

  Response<?> handle(Request request) throws IOException {
    if (isPreflight(request)) {
      return preflight(request);
    }
    return open(answer(request));
  }

  private Response<?> answer(Request request) throws IOException {
    var allowed = new LinkedHashSet<String>();
    for (var target : targets) {
      var values = target.pattern().match(request.path());
      if (values.isPresent()) {
        if (matches(target.operation().method(), request)) {
          return answer(target.operation(), values.get(), request);
        }
        allowed.add(target.operation().method());
      }
    }
    if (allowed.isEmpty()) {
      throw HttpException.notFound("The document has no operation for this path.");
    }
    throw HttpException.of(
            Status.METHOD_NOT_ALLOWED, "The document has no such method for this path.")
        .withHeader("Allow", String.join(", ", allowed));
  }

  private static boolean matches(String method, Request request) {
    var asked = request.method().name();
    return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
  }

  private Response<?> answer(
      ApiOperation operation, Map<String, String> pathParameters, Request request)
      throws IOException {
    var preference = Preference.of(request.headers());
    check.check(operation, pathParameters, request);
    return answers.answer(operation, preference, request);
  }

  private static boolean isPreflight(Request request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains("Origin")
        && request.headers().contains("Access-Control-Request-Method");
  }

  private static Response<?> preflight(Request request) {
    var methods = new ArrayList<String>();
    methods.addAll(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
    methods.sort(Comparator.naturalOrder());
    return open(Response.noContent())
        .header("Access-Control-Allow-Methods", String.join(", ", methods))
        .header(
            "Access-Control-Allow-Headers",
            request.headers().first("Access-Control-Request-Headers", "*"))
        .header("Access-Control-Max-Age", "600");
  }

  private static Response<?> open(Response<?> response) {
    return response
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Expose-Headers", "*");
  }
}
