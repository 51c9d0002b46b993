package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Representations;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.page.PlainText;
import dev.lodestar.sse.Sse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the writers of return types, and renders problems. Thread-safe.
public final class Results {
  private final Json json;
  private final EntityWriters writers;

  /// Creates results.
  ///
  /// @param json writes them
  /// @param formats the formats of the application
  public Results(Json json, List<MediaFormat> formats) {
    this.json = json;
    this.writers = new EntityWriters(json, List.copyOf(formats));
  }

  /// Makes the writer of a return type.
  ///
  /// | returned | response |
  /// |---|---|
  /// | nothing or `null` | 204 without content |
  /// | [Response] | as it says; what it leaves open as for its entity |
  /// | [Representations] | as for the one that the client prefers |
  /// | [Problem] | the problem, with its status, in the form that the client prefers |
  /// | `Optional` | as for its value; empty is a 404 |
  /// | `String` | `text/plain` |
  /// | [FileBody], `Path` | the file; 404 if there is none |
  /// | `byte[]`, `ByteBuffer`, `InputStream`, `StreamBody` | `application/octet-stream` |
  /// | [Sse] | `text/event-stream` |
  /// | `Iterator`, `Stream`, `Iterable` | a JSON array or JSON lines, while they are produced |
  /// | anything else | JSON, MessagePack, or a format of the application |
  ///
  /// @param returnType the declared type
  /// @param defaults what the route declares
  /// @throws dev.lodestar.model.ModelException if values of the type cannot be written
  /// @throws UnwritableException if they cannot be written as what the route declares
  public ResultWriter writerOf(Type returnType, ResultDefaults defaults) {
    if (returnType == void.class || returnType == Void.class) {
      return new EmptyResults(defaults);
    }
    var raw = returnType instanceof ParameterizedType generic ? generic.getRawType() : returnType;
    if (raw == Response.class) {
      return responses(argumentOf(returnType), defaults);
    }
    if (raw == Problem.class) {
      return new ProblemResults(this, defaults);
    }
    if (raw == Optional.class) {
      return new OptionalResults(writerOf(argumentOf(returnType), defaults));
    }
    if (raw == Sse.class) {
      return EventResults.of(this, argumentOf(returnType), json, defaults, false);
    }
    if (EntityWriters.isOpen(returnType)
        || raw == Representations.class
        || FileResponses.isFile(raw)) {
      return new OpenResults(this, returnType, new Negotiations(defaults));
    }
    var writer = writers.forType(returnType);
    return new EntityResults(writer, Negotiation.of(writer, defaults), defaults);
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

  /// Tells whether texts can be sent as a media type: whether it names no character set that this
  /// Java does not know.
  public static boolean knowsCharset(MediaType mediaType) {
    return Charsets.isKnown(mediaType);
  }

  /// Has what a handler returned closed at the end of the request, if it is something open: for
  /// those who may answer something else.
  ///
  /// @param result what the handler returned
  public static void closeAtEnd(Request request, @Nullable Object result) {
    var entity = result instanceof Response<?> response ? response.entity().orElse(null) : result;
    if (entity instanceof Sse<?> events) {
      request.closeAtEnd(events.closing());
    } else if (entity instanceof AutoCloseable closeable) {
      request.closeAtEnd(closeable);
    }
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

  static HttpException absent() {
    return HttpException.notFound("There is nothing at this address.");
  }

  private static Type argumentOf(Type generic) {
    return generic instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[0]
        : Object.class;
  }

  private static boolean isEventStream(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getRawType() == Sse.class
        : type == Sse.class;
  }

  private ResultWriter responses(Type entityType, ResultDefaults defaults) {
    if (isEventStream(entityType)) {
      return EventResults.of(this, argumentOf(entityType), json, defaults, true);
    }
    var choices = new Negotiations(defaults);
    var open =
        entityType == Void.class
            || EntityWriters.isOpen(entityType)
            || entityType == Problem.class
            || entityType == Representations.class
            || FileResponses.isFile(entityType);
    var declared = open ? null : writers.forType(entityType);
    if (declared != null) {
      choices.declare(declared);
    }
    return new ResponseResults(this, entityType, declared, choices);
  }

  RenderedResponse write(Request request, @Nullable Object result, Negotiations choices) {
    return switch (result) {
      case null -> EmptyResults.render(request, choices.defaults().withoutContent());
      case Response<?> response -> write(request, response, null, choices);
      case Problem problem -> problem(request, problem, Headers.empty());
      case Optional<?> optional -> write(request, optional.orElseThrow(Results::absent), choices);
      case FileBody file -> file(request, file, Response.empty(), choices.defaults());
      case Path path -> file(request, FileBody.of(path), Response.empty(), choices.defaults());
      case Sse<?> events -> write(request, Response.of(events), null, choices);
      case Representations several -> represent(request, Response.of(several), several, choices);
      default -> {
        var writer = writers.forValue(result);
        yield new EntityResults(writer, choices.of(writer), choices.defaults())
            .write(request, result);
      }
    };
  }

  RenderedResponse write(
      Request request,
      Response<?> response,
      @Nullable EntityWriter declared,
      Negotiations choices) {
    var entity = response.entity().orElse(null);
    if (entity == null) {
      return RenderedResponse.of(
          request.method(),
          response.status().orElseGet(() -> statusWithoutContent(request, response, choices)),
          Optional.empty(),
          response.headers(),
          ResponseBody.empty());
    }
    if (entity instanceof Problem problem) {
      return problem(request, problem, response.headers());
    }
    if (entity instanceof FileBody file) {
      return file(request, file, response, choices.defaults());
    }
    if (entity instanceof Path path) {
      return file(request, FileBody.of(path), response, choices.defaults());
    }
    if (entity instanceof Sse<?> events) {
      var encoder = EventStreams.encoderOf(Object.class, json);
      return EventStreams.write(request, events, response, encoder, choices.defaults());
    }
    if (entity instanceof Representations several) {
      return represent(request, response, several, choices);
    }
    var writer = declared == null || !declared.takes(entity) ? writers.forValue(entity) : declared;
    var status = response.status().orElse(choices.defaults().withContent());
    if (response.mediaType().isPresent()) {
      var mediaType = response.mediaType().get();
      var sent =
          writer.sentAs(mediaType).orElseThrow(() -> new UnwritableException(mediaType, writer));
      return Opened.render(
          request,
          status,
          Optional.of(sent),
          response.headers(),
          writer.write(request, entity, sent));
    }
    var negotiation = choices.of(writer);
    var choice = status.isError() ? negotiation.chooseAnyway(request) : negotiation.choose(request);
    return Opened.render(
        request,
        status,
        negotiation.contentType(choice),
        negotiation.varying(response.headers()),
        writer.write(request, entity, negotiation.mediaType(choice)));
  }

  private static Status statusWithoutContent(
      Request request, Response<?> response, Negotiations choices) {
    return response.isRedirect()
        ? choices.defaults().ofRedirect(request.method())
        : choices.defaults().withoutContent();
  }

  private RenderedResponse represent(
      Request request, Response<?> around, Representations several, Negotiations choices) {
    var preferred = request.accept().preferred(several.mediaTypes());
    if (preferred.isEmpty() && !around.status().map(Status::isError).orElse(false)) {
      throw Negotiation.notAcceptable(several.mediaTypes());
    }
    var mediaType = preferred.orElse(several.mediaTypes().getFirst());
    var made = responseOf(made(several, mediaType));
    var whole = made.entity().isPresent() ? around.withEntity(made.entity().get()) : made;
    return write(request, whole.mediaType(mediaType).vary("Accept"), null, choices);
  }

  private static @Nullable Object made(Representations several, MediaType mediaType) {
    try {
      return several.entity(mediaType);
    } catch (Exception failure) {
      throw Unwrapped.of(failure);
    }
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
        writers.forType(Object.class).write(members, MediaType.PROBLEM_JSON));
  }
}
