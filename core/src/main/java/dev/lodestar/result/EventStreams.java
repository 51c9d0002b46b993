package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.operation.Shape;
import dev.lodestar.sse.EventStreamBody;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Renders streams of server-sent events.
final class EventStreams {
  private static final Optional<MediaType> MEDIA_TYPE =
      Optional.of(MediaType.EVENT_STREAM.withParameter("charset", "utf-8"));
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private EventStreams() {}

  /// Makes what writes the data of a stream.
  ///
  /// @param type the declared type of the data, or of whole events
  /// @throws dev.lodestar.model.ModelException if values of the type cannot be written
  static Function<Object, byte[]> encoderOf(Type type, Json json) {
    if (type instanceof ParameterizedType generic
        && generic.getRawType() == ServerSentEvent.class) {
      return encoderOf(generic.getActualTypeArguments()[0], json);
    }
    @SuppressWarnings("unchecked") // only ever given values of its type
    var codec = (JsonCodec<Object>) json.codec(EntityWriters.isOpen(type) ? Object.class : type);
    return data ->
        data instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : codec.encode(data);
  }

  /// What the data of a stream is.
  ///
  /// @param type the declared type of the data, or of whole events
  static Shape shapeOf(Type type, Json json) {
    if (type instanceof ParameterizedType generic
        && generic.getRawType() == ServerSentEvent.class) {
      return shapeOf(generic.getActualTypeArguments()[0], json);
    }
    if (type == String.class) {
      return Shape.text();
    }
    return EntityWriters.isOpen(type) ? Shape.any() : Shape.typed(json, json.codec(type).use());
  }

  /// Renders a stream.
  ///
  /// @param response says what else the handler has said
  /// @param encoder writes data
  static RenderedResponse write(
      Request request,
      Sse<?> events,
      Response<?> response,
      Function<Object, byte[]> encoder,
      ResultDefaults defaults) {
    var body = events.open(encoder, request.serverStop());
    // The response may never come as far as to its completion.
    request.closeAtEnd(body);
    var status = response.status().or(defaults::status).orElse(Status.OK);
    if (status.allowsContent() && !request.accept().accepts(MediaType.EVENT_STREAM)) {
      throw Negotiation.notAcceptable(List.of(MediaType.EVENT_STREAM));
    }
    if (status.allowsContent() && request.method() != HttpMethod.HEAD) {
      awaitFirst(body);
    }
    var heartbeat =
        events.heartbeat().map(interval -> new ResponseBody.Heartbeat(interval, HEARTBEAT));
    // Closing comes first, so that what the events are made of is given back after them.
    return RenderedResponse.of(
            request.method(),
            status,
            MEDIA_TYPE,
            headersOf(response),
            new ResponseBody.Stream(body, RenderedResponse.NO_LENGTH, heartbeat))
        .withCompletion(delivery -> body.close());
  }

  private static void awaitFirst(EventStreamBody body) {
    try {
      body.awaitFirst();
    } catch (Exception failure) {
      throw Unwrapped.of(failure);
    }
  }

  /// Proxies are told not to collect what they pass on.
  private static Headers headersOf(Response<?> response) {
    var headers = response.headers();
    if (!headers.contains("Cache-Control")) {
      headers = headers.withAdded("Cache-Control", "no-cache");
    }
    return headers.contains("X-Accel-Buffering")
        ? headers
        : headers.withAdded("X-Accel-Buffering", "no");
  }
}
