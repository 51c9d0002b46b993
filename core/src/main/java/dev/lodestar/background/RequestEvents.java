package dev.lodestar.background;

import dev.lodestar.event.Events;
import dev.lodestar.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The events of a request: what waits for its response. Thread-safe.
final class RequestEvents implements Events {
  private final EventBus bus;
  private final Request request;
  private final Map<Subscription, List<Object>> waiting = new LinkedHashMap<>();
  private boolean over;

  RequestEvents(EventBus bus, Request request) {
    this.bus = bus;
    this.request = request;
  }

  @Override
  public int publish(Object event) {
    var audience = bus.tell(event, request);
    for (var listener : audience.afterResponse()) {
      if (!keep(listener, event)) {
        bus.deliver(listener, List.of(event), request);
      }
    }
    return audience.size();
  }

  private synchronized boolean keep(Subscription listener, Object event) {
    if (over) {
      return false;
    }
    waiting.computeIfAbsent(listener, first -> new ArrayList<>()).add(event);
    return true;
  }

  @Override
  public long failures() {
    return bus.failures();
  }

  /// Ends the waiting if there is nothing that waits.
  synchronized boolean endIfEmpty() {
    over |= waiting.isEmpty();
    return over;
  }

  /// Delivers what waits, each listener on a thread of its own, and waits for them. What is
  /// published later waits no more.
  void deliver() {
    var deliveries = new ArrayList<Delivery>();
    synchronized (this) {
      over = true;
      waiting.forEach((listener, events) -> deliveries.add(bus.deliver(listener, events, request)));
      waiting.clear();
    }
    for (var delivery : deliveries) {
      delivery.await();
    }
  }

  /// Forgets what waits.
  ///
  /// @return how many deliveries will not happen
  synchronized int discard() {
    var dropped = 0;
    for (var events : waiting.values()) {
      dropped += events.size();
    }
    waiting.clear();
    bus.settle(dropped);
    return dropped;
  }
}
