package dev.lodestar.pipeline;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.graph.RequestScope;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.log.LogContext;
import dev.lodestar.socket.Acceptance;
import dev.lodestar.socket.HandledSocket;
import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocketClosedException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The thread of a socket's handler. It begins before the handshake is answered and may end long
/// after; dependencies end with a failure at once, and else when the socket has been closed.
final class SocketRun implements Runnable {
  private static final String NAME = "lodestar-websocket";

  private final HandledSocket socket;
  private final ErrorBoundary boundary;
  private final @Nullable RequestScope scope;
  private final Call handler;
  private final CountDownLatch ended = new CountDownLatch(1);

  /// The calling of a handler.
  interface Call {
    @Nullable Object call() throws Throwable;
  }

  private SocketRun(
      HandledSocket socket, ErrorBoundary boundary, @Nullable RequestScope scope, Call handler) {
    this.socket = socket;
    this.boundary = boundary;
    this.scope = scope;
    this.handler = handler;
  }

  /// Begins, on the event loop of the connection if the engine has one.
  static SocketRun start(
      HandledSocket socket,
      ErrorBoundary boundary,
      boolean blocking,
      @Nullable RequestScope scope,
      Call handler) {
    var run = new SocketRun(socket, boundary, scope, handler);
    var work = new Work(run, DiagnosticContext.copy());
    if (blocking) {
      Thread.ofPlatform().daemon().name(NAME).start(work);
      return run;
    }
    var threads = socket.request().attribute(WebSocketSession.THREADS);
    if (threads.isPresent()) {
      threads.get().execute(work);
    } else {
      Thread.ofVirtual().name(NAME).start(work);
    }
    return run;
  }

  /// The handler with what log lines say of it, as the watchdog of event loops names it.
  private record Work(SocketRun socket, Map<String, String> context) implements Runnable {
    @Override
    public void run() {
      DiagnosticContext.set(context);
      LogContext.run(socket.request(), socket);
    }

    @Override
    public String toString() {
      var request = socket.request();
      return request.id() + " " + request.method() + " " + request.path();
    }
  }

  private Request request() {
    return socket.request();
  }

  @Override
  public void run() {
    Closing closing;
    socket.handledBy(Thread.currentThread());
    try {
      var failure = call();
      if (failure != null && denied(failure)) {
        return;
      }
      closing = failure == null ? Closing.NORMAL : closedBy(failure);
      // Before its end, of which others hear.
      closing.failure().ifPresent(socket::failedWith);
    } finally {
      socket.handledBy(null);
      ended.countDown();
    }
    var _ = Thread.interrupted(); // the closing handshake waits, whoever has ended the handler
    socket.close(closing.code(), closing.reason());
  }

  /// Has the request answered, too, if the handler has not.
  private @Nullable Throwable call() {
    try {
      var _ = handler.call();
      socket.acceptAnyway();
      settle();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  private void settle() throws Throwable {
    if (scope != null) {
      scope.settle(Status.SWITCHING_PROTOCOLS);
    }
  }

  /// Dependencies have ended when the client is told.
  private boolean denied(Throwable thrown) {
    if (!socket.mayBeDenied()) {
      return false;
    }
    var failure = TimeLimits.causeOf(request(), thrown);
    if (scope != null) {
      scope.fail(failure);
    }
    socket.deny(failure);
    return true;
  }

  private Closing closedBy(Throwable thrown) {
    var failure = thrown;
    var open = socket.isOpen();
    if (!open && isEnd(Failures.unwrap(failure))) {
      try {
        settle();
        return Closing.NORMAL;
      } catch (Throwable unsettled) {
        failure = unsettled;
      }
    }
    if (scope != null) {
      scope.fail(failure);
    }
    return boundary.closing(request(), failure, open);
  }

  /// Tells whether a handler was ended by the regular end of the socket, so that nothing has
  /// failed.
  private static boolean isEnd(Throwable failure) {
    return failure instanceof WebSocketClosedException closed
        && (closed.code() == CloseCode.NORMAL
            || closed.code() == CloseCode.GOING_AWAY
            || closed.code() == CloseCode.NO_CODE);
  }

  /// Waits until the handler has accepted.
  ///
  /// @throws Throwable what it has denied the handshake with; an interruption, which the handler
  ///   gets too
  Acceptance awaitDecision() throws Throwable {
    try {
      var acceptance = socket.awaitDecision();
      request().whenServerStops(this::leave);
      return acceptance;
    } catch (InterruptedException late) {
      if (socket.deniedBy() == late) {
        throw late;
      }
      socket.interrupt();
      abandon();
      var denied = socket.deniedBy();
      throw denied == null ? late : denied;
    }
  }

  /// The signal may be given by the very thread that has to open the socket first.
  private void leave() {
    Thread.ofVirtual().start(() -> socket.close(CloseCode.GOING_AWAY, "The server stops."));
  }

  /// Gives up a socket that nobody will be told of, and waits for its handler.
  void abandon() {
    socket.failed();
    awaitEnd();
  }

  /// The response is over.
  void complete(Delivery delivery) {
    abandon(); // does nothing if the socket has been opened
    if (scope != null) {
      scope.complete(delivery == Delivery.SENT);
    }
  }

  private void awaitEnd() {
    var interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
        socket.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
