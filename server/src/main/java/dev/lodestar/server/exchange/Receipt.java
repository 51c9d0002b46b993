package dev.lodestar.server.exchange;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Request;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Owed to the application for a response that has a completion: word of what became of it, once.
/// The server does not stop, before its deadline, while one is owed.
public final class Receipt {
  private final LoopContext loop;
  private final RenderedResponse response;
  private final Optional<Request> request;
  private final AtomicBoolean settled = new AtomicBoolean();

  private Receipt(LoopContext loop, RenderedResponse response, Optional<Request> request) {
    this.loop = loop;
    this.response = response;
    this.request = request;
    loop.count().begin();
  }

  /// Returns the receipt of a response; `null` if nobody wants one.
  static @Nullable Receipt of(
      LoopContext loop, RenderedResponse response, @Nullable Request request) {
    return response.completion().isPresent()
        ? new Receipt(loop, response, Optional.ofNullable(request))
        : null;
  }

  /// Gives word, on a virtual thread of its own. Called on the event loop.
  public void settle(Delivery delivery) {
    if (settled.compareAndSet(false, true)) {
      loop.begin(() -> complete(delivery));
    }
  }

  /// Gives word on the current thread, a virtual one, when the event loop has ended.
  void settleAfterStop() {
    if (settled.compareAndSet(false, true)) {
      complete(Delivery.ABORTED);
    }
  }

  private void complete(Delivery delivery) {
    var count = loop.count();
    var socket = response.body() instanceof ResponseBody.WebSocket opened ? opened.session() : null;
    if (socket != null) {
      count.outlive(socket);
    }
    try {
      response.complete(delivery, request);
    } finally {
      if (socket != null) {
        count.forget(socket);
      }
      count.end();
    }
  }
}
