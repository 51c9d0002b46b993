package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.Headers;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renders content that may come from something open, which is closed whatever becomes of it.
final class Opened {
  private Opened() {}

  static RenderedResponse render(
      Request request,
      Status status,
      Optional<MediaType> contentType,
      Headers headers,
      ResponseBody body) {
    return body instanceof ResponseBody.Stream stream
            && stream.writer() instanceof OpenSource source
        ? open(request, status, contentType, headers, body, source)
        : RenderedResponse.of(request.method(), status, contentType, headers, body);
  }

  /// The request closes it in the end, for instance if the response is never sent, and the response
  /// before that, so that it is closed before what it was made with.
  private static RenderedResponse open(
      Request request,
      Status status,
      Optional<MediaType> contentType,
      Headers headers,
      ResponseBody body,
      OpenSource source) {
    request.closeAtEnd(source::close);
    try {
      var response = RenderedResponse.of(request.method(), status, contentType, headers, body);
      if (response.body() != body) {
        source.close();
        return response;
      }
      source.begin();
      return response.withCompletion(delivery -> close(source));
    } catch (Throwable failure) {
      closeAfter(failure, source);
      throw Unwrapped.of(failure);
    }
  }

  /// Closes what a handler returned and nobody will send.
  ///
  /// @param reason why not
  static void discard(@Nullable Object entity, Throwable reason) {
    if (entity instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception failure) {
        reason.addSuppressed(failure);
      }
    }
  }

  private static void close(OpenSource source) {
    try {
      source.close();
    } catch (Exception failure) {
      throw Unwrapped.of(failure);
    }
  }

  private static void closeAfter(Throwable failure, OpenSource source) {
    try {
      source.close();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }
}
