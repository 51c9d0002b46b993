package dev.lodestar.test;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/// An application of one function, as an engine sees it.
record FakeApplication(Function<Request, RenderedResponse> handler) implements HttpApplication {

  @Override
  public RenderedResponse handle(Request request) {
    return handler.apply(request);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return respond(
        head.orElseThrow(),
        failure.status(),
        failure.headers(),
        head.get() + " was refused: " + failure.problem().detail().orElse(""));
  }

  static RenderedResponse text(Request request, String text) {
    return respond(request, Status.OK, Headers.empty(), text);
  }

  static RenderedResponse respond(Request request, Status status, Headers headers, String text) {
    return RenderedResponse.of(
        request.method(),
        status,
        Optional.of(MediaType.TEXT),
        headers,
        ResponseBody.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static RenderedResponse bytes(Request request, String mediaType, byte[] content) {
    return RenderedResponse.of(
        request.method(),
        Status.OK,
        Optional.of(MediaType.parse(mediaType)),
        Headers.empty(),
        ResponseBody.of(content));
  }

  static RenderedResponse cookies(Request request, SetCookie... cookies) {
    var headers = Headers.builder();
    for (var cookie : cookies) {
      headers.add("Set-Cookie", cookie.headerValue());
    }
    return respond(request, Status.OK, headers.build(), "");
  }

  static RenderedResponse redirect(Request request, int status, String location) {
    return respond(request, Status.of(status), Headers.of("Location", location), "");
  }

  static RenderedResponse stream(Request request, StreamBody writer) {
    return RenderedResponse.of(
        request.method(),
        Status.OK,
        Optional.of(MediaType.TEXT),
        Headers.empty(),
        new ResponseBody.Stream(writer));
  }

  static RenderedResponse failure(Request request, Throwable failure) {
    return respond(request, Status.INTERNAL_SERVER_ERROR, Headers.empty(), "Sorry.")
        .withFailure(failure);
  }

  /// The request as text: request line, headers in order of their names, content.
  static RenderedResponse echo(Request request) {
    var text = new StringBuilder(request.toString()).append('\n');
    request.headers().names().stream()
        .sorted()
        .forEach(name ->
            text.append(name)
                .append(": ")
                .append(String.join(" | ", request.headers().all(name)))
                .append('\n'));
    text.append('\n').append(request.body().text(StandardCharsets.UTF_8));
    return text(request, text.toString());
  }
}
