package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.page.PlainText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the writers of return types, and renders problems. Thread-safe.
public final class Results {
  private final Json json;
  private final EntityWriters writers;

  public Results(Json json) {
    this.json = json;
    this.writers = new EntityWriters(json);
  }

  /// Makes the writer of a return type.
  ///
  /// | returned | response |
  /// |---|---|
  /// | nothing or `null` | 204 without content |
  /// | [Response] | as it says; what it leaves open as for its entity |
  /// | [Problem] | the problem, with its status, in the form that the client prefers |
  /// | `Optional` | as for its value; empty is a 404 |
  /// | `String` | `text/plain` |
  /// | [FileBody], `Path` | the file; 404 if there is none |
  /// | `byte[]`, `StreamBody` | `application/octet-stream` |
  /// | anything else | JSON |
  ///
  /// @param returnType the declared type
  /// @param defaults what the route declares
  /// @throws dev.lodestar.model.ModelException if values of the type cannot be written
  public ResultWriter writerOf(Type returnType, ResultDefaults defaults) {
    if (returnType == void.class || returnType == Void.class) {
      return (request, result) -> empty(request, defaults.withoutContent());
    }
    var raw = returnType instanceof ParameterizedType generic ? generic.getRawType() : returnType;
    if (raw == Response.class) {
      return responses(argumentOf(returnType), defaults);
    }
    if (raw == Problem.class) {
      return (request, result) ->
          result instanceof Problem problem
              ? problem(request, problem, Headers.empty())
              : empty(request, defaults.withoutContent());
    }
    if (FileResponses.isFile(raw)) {
      return (request, result) -> write(request, result, defaults);
    }
    if (raw == Optional.class) {
      var inner = writerOf(argumentOf(returnType), defaults);
      return (request, result) ->
          inner.write(request, ((Optional<?>) orEmpty(result)).orElseThrow(Results::absent));
    }
    return EntityWriters.isOpen(returnType)
        ? (request, result) -> write(request, result, defaults)
        : entities(writers.forType(returnType), defaults);
  }

  /// Makes a writer that takes responses, whose entities are those of a return type.
  ///
  /// @param returnType the type that the handler declares
  /// @param defaults what the route declares
  /// @throws dev.lodestar.model.ModelException if values of the type cannot be written
  public ResultWriter responseWriterOf(Type returnType, ResultDefaults defaults) {
    if (returnType == void.class || returnType == Void.class) {
      return responses(Object.class, defaults);
    }
    var raw = returnType instanceof ParameterizedType generic ? generic.getRawType() : returnType;
    return responses(
        raw == Response.class || raw == Optional.class ? argumentOf(returnType) : returnType,
        defaults);
  }

  /// Shows what a handler returned as a response.
  ///
  /// @param result what the handler returned; `null` for nothing
  /// @throws HttpException 404, if it is an empty `Optional`
  public static Response<?> responseOf(@Nullable Object result) {
    return switch (result) {
      case null -> Response.empty();
      case Response<?> response -> response;
      case Optional<?> optional -> Response.of(optional.orElseThrow(Results::absent));
      default -> Response.of(result);
    };
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
    return (request, result) ->
        result == null
            ? empty(request, defaults.withoutContent())
            : RenderedResponse.of(
                request.method(),
                status,
                contentType,
                Headers.empty(),
                writer.write(result, mediaType));
  }

  private ResultWriter responses(Type entityType, ResultDefaults defaults) {
    var nothing = entityType == Void.class;
    var declared =
        nothing
                || EntityWriters.isOpen(entityType)
                || entityType == Problem.class
                || FileResponses.isFile(entityType)
            ? null
            : writers.forType(entityType);
    return (request, result) ->
        result instanceof Response<?> response
            ? write(request, response, declared, defaults)
            : empty(request, defaults.withoutContent());
  }

  private RenderedResponse write(
      Request request, @Nullable Object result, ResultDefaults defaults) {
    return switch (result) {
      case null -> empty(request, defaults.withoutContent());
      case Response<?> response -> write(request, response, null, defaults);
      case Problem problem -> problem(request, problem, Headers.empty());
      case Optional<?> optional -> write(request, optional.orElseThrow(Results::absent), defaults);
      case FileBody file -> file(request, file, Response.empty(), defaults);
      case Path path -> file(request, FileBody.of(path), Response.empty(), defaults);
      default -> entities(writers.forValue(result), defaults).write(request, result);
    };
  }

  private RenderedResponse write(
      Request request,
      Response<?> response,
      @Nullable EntityWriter declared,
      ResultDefaults defaults) {
    var entity = response.entity();
    if (entity.isEmpty()) {
      var status = response.status().orElse(defaults.withoutContent());
      return RenderedResponse.of(
          request.method(), status, Optional.empty(), response.headers(), ResponseBody.empty());
    }
    if (entity.get() instanceof Problem problem) {
      return problem(request, problem, response.headers());
    }
    if (entity.get() instanceof FileBody file) {
      return file(request, file, response, defaults);
    }
    if (entity.get() instanceof Path path) {
      return file(request, FileBody.of(path), response, defaults);
    }
    var writer =
        declared == null || !declared.takes(entity.get())
            ? writers.forValue(entity.get())
            : declared;
    var mediaType = response.mediaType().or(defaults::mediaType).orElse(writer.mediaType());
    return RenderedResponse.of(
        request.method(),
        response.status().orElse(defaults.withContent()),
        Optional.of(mediaType),
        response.headers(),
        writer.write(entity.get(), mediaType));
  }

  private static RenderedResponse file(
      Request request, FileBody file, Response<?> response, ResultDefaults defaults) {
    return FileResponses.write(
        request,
        file,
        response.status().orElse(defaults.withContent()),
        response.headers(),
        response.mediaType().or(defaults::mediaType));
  }

  private static RenderedResponse empty(Request request, Status status) {
    return RenderedResponse.of(
        request.method(), status, Optional.empty(), Headers.empty(), ResponseBody.empty());
  }

  /// Renders a problem in the form that the client prefers, with headers.
  public RenderedResponse problem(Request request, Problem problem, Headers headers) {
    return switch (ProblemFormat.of(request.accept())) {
      case JSON -> problem(request.method(), problem, ProblemHeaders.varying(headers));
      case HTML -> {
        var page = ProblemPage.of(outlineOf(problem));
        yield RenderedResponse.of(
            request.method(),
            problem.status(),
            Optional.of(MediaType.HTML),
            ProblemHeaders.ofPage(headers, page),
            ResponseBody.of(page.finish()));
      }
      case TEXT ->
          RenderedResponse.of(
              request.method(),
              problem.status(),
              Optional.of(MediaType.TEXT),
              ProblemHeaders.varying(headers),
              ResponseBody.of(PlainText.safe(ProblemText.of(outlineOf(problem)))));
    };
  }

  private ProblemOutline outlineOf(Problem problem) {
    var values = json.codec(Object.class);
    return ProblemOutline.of(
        problem, value -> new String(values.encode(value), StandardCharsets.UTF_8));
  }

  /// Renders a problem document as JSON, for a client whose wishes are not known.
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
