package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the writers of return types, and renders problems. Thread-safe.
public final class Results {
  private final EntityWriters writers;

  public Results(Json json) {
    this.writers = new EntityWriters(json);
  }

  /// Makes the writer of a return type.
  ///
  /// | returned | response |
  /// |---|---|
  /// | nothing or `null` | 204 without content |
  /// | [Response] | as it says; what it leaves open as for its entity |
  /// | [Problem] | the problem, with its status |
  /// | `Optional` | as for its value; empty is a 404 |
  /// | `String` | `text/plain` |
  /// | `byte[]`, `StreamBody` | `application/octet-stream` |
  /// | anything else | JSON |
  ///
  /// @param returnType the declared type
  /// @param defaults what the route declares
  /// @throws dev.lodestar.model.ModelException if values of the type cannot be written
  public ResultWriter writerOf(Type returnType, ResultDefaults defaults) {
    if (returnType == void.class || returnType == Void.class) {
      return (method, result) -> empty(method, defaults.withoutContent());
    }
    var raw = returnType instanceof ParameterizedType generic ? generic.getRawType() : returnType;
    if (raw == Response.class) {
      return responses(argumentOf(returnType), defaults);
    }
    if (raw == Problem.class) {
      return (method, result) ->
          result instanceof Problem problem
              ? problem(method, problem, Headers.empty())
              : empty(method, defaults.withoutContent());
    }
    if (raw == Optional.class) {
      var inner = writerOf(argumentOf(returnType), defaults);
      return (method, result) ->
          inner.write(method, ((Optional<?>) orEmpty(result)).orElseThrow(Results::absent));
    }
    return EntityWriters.isOpen(returnType)
        ? (method, result) -> write(method, result, defaults)
        : entities(writers.forType(returnType), defaults);
  }

  private static Object orEmpty(@Nullable Object optional) {
    return optional == null ? Optional.empty() : optional;
  }

  private static HttpException absent() {
    return HttpException.notFound("There is nothing at this address.");
  }

  private static Type argumentOf(Type generic) {
    return generic instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[0]
        : Object.class;
  }

  private ResultWriter entities(EntityWriter writer, ResultDefaults defaults) {
    var mediaType = defaults.mediaType().orElse(writer.mediaType());
    var contentType = Optional.of(mediaType);
    var status = defaults.withContent();
    return (method, result) ->
        result == null
            ? empty(method, defaults.withoutContent())
            : RenderedResponse.of(
                method, status, contentType, Headers.empty(), writer.write(result, mediaType));
  }

  private ResultWriter responses(Type entityType, ResultDefaults defaults) {
    var nothing = entityType == Void.class;
    var declared =
        nothing || EntityWriters.isOpen(entityType) || entityType == Problem.class
            ? null
            : writers.forType(entityType);
    return (method, result) ->
        result instanceof Response<?> response
            ? write(method, response, declared, defaults)
            : empty(method, defaults.withoutContent());
  }

  private RenderedResponse write(
      HttpMethod method, @Nullable Object result, ResultDefaults defaults) {
    return switch (result) {
      case null -> empty(method, defaults.withoutContent());
      case Response<?> response -> write(method, response, null, defaults);
      case Problem problem -> problem(method, problem, Headers.empty());
      case Optional<?> optional -> write(method, optional.orElseThrow(Results::absent), defaults);
      default -> entities(writers.forValue(result), defaults).write(method, result);
    };
  }

  private RenderedResponse write(
      HttpMethod method,
      Response<?> response,
      @Nullable EntityWriter declared,
      ResultDefaults defaults) {
    var entity = response.entity();
    if (entity.isEmpty()) {
      var status = response.status().orElse(defaults.withoutContent());
      return RenderedResponse.of(
          method, status, Optional.empty(), response.headers(), ResponseBody.empty());
    }
    if (entity.get() instanceof Problem problem) {
      return problem(method, problem, response.headers());
    }
    var writer = declared == null ? writers.forValue(entity.get()) : declared;
    var mediaType = response.mediaType().or(defaults::mediaType).orElse(writer.mediaType());
    return RenderedResponse.of(
        method,
        response.status().orElse(defaults.withContent()),
        Optional.of(mediaType),
        response.headers(),
        writer.write(entity.get(), mediaType));
  }

  private static RenderedResponse empty(HttpMethod method, Status status) {
    return RenderedResponse.of(
        method, status, Optional.empty(), Headers.empty(), ResponseBody.empty());
  }

  /// Renders a problem document with headers.
  public RenderedResponse problem(HttpMethod method, Problem problem, Headers headers) {
    var members = ProblemDocument.membersOf(problem);
    return RenderedResponse.of(
        method,
        problem.status(),
        Optional.of(MediaType.PROBLEM_JSON),
        headers,
        writers.forValue(members).write(members, MediaType.PROBLEM_JSON));
  }
}
