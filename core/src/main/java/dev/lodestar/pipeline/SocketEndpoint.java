package dev.lodestar.pipeline;

import static java.util.Objects.requireNonNull;

import dev.lodestar.bind.Arguments;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.graph.RequestScope;
import dev.lodestar.graph.SingletonSource;
import dev.lodestar.handler.Invoker;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.layer.AfterRequest;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;
import dev.lodestar.socket.Acceptance;
import dev.lodestar.socket.HandledSocket;
import dev.lodestar.socket.Origins;
import dev.lodestar.socket.SocketJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers handshakes of WebSockets: everything that a handler takes is read and provided as for
/// every request, then the handler begins on a thread of its own, and what it decides is the
/// answer.
public final class SocketEndpoint implements Endpoint {
  private final Invoker invoker;
  private final @Nullable SingletonSource receiver;
  private final Arguments arguments;
  private final Layered layered;

  /// Says how failures close a socket; `null` until that is known.
  private final @Nullable ErrorBoundary boundary;

  /// What the layers of the route say.
  ///
  /// @param options limits and time-outs; nothing for those of the server
  /// @param blocking whether the handler needs a thread of the platform
  /// @param json the codecs of messages
  /// @param hook shown the response that accepts
  /// @param writer renders what the hook answers in its place
  public record Layered(
      Optional<WebSocketOptions> options,
      boolean blocking,
      SocketJson json,
      Optional<AfterRequest> hook,
      ResultWriter writer) {

    WebSocketOptions optionsFor(Request request) {
      return options
          .or(() -> request.attribute(WebSocketOptions.OF_SERVER))
          .orElseGet(WebSocketOptions::defaults);
    }
  }

  /// Creates an endpoint.
  ///
  /// @param receiver the object that the method is called on; `null` for a static method, and where
  ///   each request makes one
  public SocketEndpoint(
      Invoker invoker, @Nullable SingletonSource receiver, Arguments arguments, Layered layered) {
    this(invoker, receiver, arguments, layered, null);
  }

  private SocketEndpoint(
      Invoker invoker,
      @Nullable SingletonSource receiver,
      Arguments arguments,
      Layered layered,
      @Nullable ErrorBoundary boundary) {
    this.boundary = boundary;
    this.invoker = invoker;
    this.receiver = receiver;
    this.arguments = arguments;
    this.layered = layered;
  }

  @Override
  public void describe(OperationCollector operation) {
    arguments.describe(operation);
  }

  @Override
  public Endpoint within(ErrorBoundary boundary) {
    return new SocketEndpoint(invoker, receiver, arguments, layered, boundary);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    if (request.webSocketOffer().isEmpty()) {
      throw HandledSocket.upgradeRequired();
    }
    var options = layered.optionsFor(request);
    Origins.check(request, options);
    var socket = new HandledSocket(request, layered.json());
    var run = begun(request, (Match.Found<?>) match, socket);
    var acceptance = run.awaitDecision();
    try {
      TimeLimits.check(request);
      return rendered(request, acceptance, options, socket)
          .withCompletion(delivery -> run.complete(delivery));
    } catch (Throwable failure) {
      run.abandon();
      throw failure;
    }
  }

  private SocketRun begun(Request request, Match.Found<?> match, HandledSocket socket)
      throws Throwable {
    var boundary = requireNonNull(this.boundary, "boundary");
    if (!arguments.needScope()) {
      var values = arguments.read(request, match);
      var called = receiver();
      return SocketRun.start(
          socket, boundary, layered.blocking(), null, () -> invoker.invoke(called, values));
    }
    var scope = arguments.open(request, match);
    try {
      scope.provide();
      var called = scope.receiver(receiver());
      return SocketRun.start(
          socket,
          boundary,
          layered.blocking(),
          scope,
          () -> invoker.invoke(called, scope.arguments()));
    } catch (Throwable thrown) {
      throw failed(request, scope, thrown);
    }
  }

  private static Throwable failed(Request request, RequestScope scope, Throwable thrown) {
    var failure = TimeLimits.causeOf(request, thrown);
    scope.fail(failure);
    return failure;
  }

  private @Nullable Object receiver() throws Throwable {
    return receiver == null ? null : receiver.get();
  }

  private RenderedResponse rendered(
      Request request, Acceptance acceptance, WebSocketOptions options, HandledSocket socket)
      throws Exception {
    var body = new ResponseBody.WebSocket(acceptance.subprotocol(), options, socket);
    if (layered.hook().isEmpty()) {
      return switching(acceptance.headers(), body);
    }
    Response<?> shown =
        Response.rendered(
            Status.SWITCHING_PROTOCOLS,
            acceptance.headers(),
            Optional.empty(),
            body,
            RenderedResponse.NO_LENGTH,
            Optional.empty());
    var answer = layered.hook().get().after(request, shown);
    if (answer == null) {
      throw new IllegalStateException(
          "The hook after the handler returned null; return the response it was given, or another"
              + " one.");
    }
    return answer.entity().orElse(null) == body
        ? switching(answer.headers(), body)
        : layered.writer().write(request, answer);
  }

  private static RenderedResponse switching(Headers headers, ResponseBody body) {
    return RenderedResponse.of(
        HttpMethod.GET, Status.SWITCHING_PROTOCOLS, Optional.empty(), headers, body);
  }
}
