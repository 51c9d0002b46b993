package dev.lodestar.background;

import dev.lodestar.http.Request;
import dev.lodestar.log.LogContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Tells one listener of some events, one after the other.
final class Delivery extends Job {
  private final EventBus bus;
  private final Subscription listener;
  private final Queue<Object> events;
  private final @Nullable Request request;
  private @Nullable Object current;

  Delivery(EventBus bus, Subscription listener, List<Object> events, @Nullable Request request) {
    this.bus = bus;
    this.listener = listener;
    this.events = new ArrayDeque<>(events);
    this.request = request;
  }

  @Override
  void run() {
    if (request == null) {
      hearAll();
    } else {
      LogContext.run(request, this::hearAll);
    }
  }

  private void hearAll() {
    for (var event = next(); event != null; event = next()) {
      try {
        listener.hear(event);
      } catch (Throwable failure) {
        bus.failed();
        BackgroundLog.listenerFailed(listener, event, request, failure);
      }
    }
  }

  private synchronized @Nullable Object next() {
    if (current != null) {
      bus.settle(1);
    }
    current = beginsStep() ? events.poll() : null;
    return current;
  }

  @Override
  synchronized void lose() {
    if (current != null) {
      BackgroundLog.eventLost(listener, current, request);
    }
    for (var event : events) {
      BackgroundLog.eventLost(listener, event, request);
    }
    bus.settle(events.size());
    events.clear();
  }
}
