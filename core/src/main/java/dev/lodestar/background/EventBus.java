package dev.lodestar.background;

import dev.lodestar.event.EventOverflowException;
import dev.lodestar.event.Events;
import dev.lodestar.event.ListenerException;
import dev.lodestar.http.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The events of an application, which wait for no response. Thread-safe.
final class EventBus implements Events {
  private final List<Subscription> subscriptions;
  private final int maxPending;
  private final Workers workers;
  private final Map<Class<?>, Audience> audiences = new ConcurrentHashMap<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicLong failures = new AtomicLong();

  EventBus(List<Subscription> subscriptions, int maxPending, Workers workers) {
    this.subscriptions = List.copyOf(subscriptions);
    this.maxPending = maxPending;
    this.workers = workers;
  }

  @Override
  public int publish(Object event) {
    var audience = tell(event, null);
    for (var listener : audience.afterResponse()) {
      deliver(listener, List.of(event), null);
    }
    return audience.size();
  }

  @Override
  public long failures() {
    return failures.get();
  }

  /// Tells those who do not wait for a response. The deliveries to those who do are counted as
  /// pending, and the caller sees to them.
  Audience tell(Object event, @Nullable Request request) {
    var audience = audience(event.getClass());
    reserve(audience.deliveries(), event);
    try {
      for (var listener : audience.synchronous()) {
        tellNow(listener, event);
      }
    } catch (Throwable refused) {
      settle(audience.deliveries());
      throw refused;
    }
    for (var listener : audience.immediate()) {
      deliver(listener, List.of(event), request);
    }
    return audience;
  }

  private static void tellNow(Subscription listener, Object event) {
    try {
      listener.hear(event);
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      if (checked instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new ListenerException(
          "The listener " + listener.name() + " failed at " + event + ": " + checked, checked);
    }
  }

  Delivery deliver(Subscription listener, List<Object> events, @Nullable Request request) {
    var delivery = new Delivery(this, listener, events, request);
    workers.start(delivery);
    return delivery;
  }

  private Audience audience(Class<?> event) {
    var known = audiences.get(event);
    if (known != null) {
      return known;
    }
    var audience = Audience.of(event, subscriptions);
    if (audiences.putIfAbsent(event, audience) == null && audience.size() == 0) {
      BackgroundLog.eventUnheard(event);
    }
    return audience;
  }

  private void reserve(int deliveries, Object event) {
    if (deliveries > 0 && pending.addAndGet(deliveries) > maxPending) {
      pending.addAndGet(-deliveries);
      throw new EventOverflowException(
          "The event "
              + event.getClass().getName()
              + " was not published, since "
              + maxPending
              + " deliveries to listeners are pending at most. Publish less, make the listeners"
              + " faster, or set another limit with maxPendingEvents(…) of the application's"
              + " builder.");
    }
  }

  /// Takes note that deliveries have ended or will not happen.
  void settle(int deliveries) {
    pending.addAndGet(-deliveries);
  }

  void failed() {
    failures.incrementAndGet();
  }
}
