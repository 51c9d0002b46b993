package dev.lodestar.background;

import dev.lodestar.event.Events;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The background of one application. Thread-safe.
public final class Background {
  private final Key<RequestWork> key = Key.of("background work", RequestWork.class);
  private final Workers workers = new Workers();
  private final EventBus bus;

  /// Creates the background.
  ///
  /// @param maxPendingEvents how many deliveries of events may wait or run at a time
  public Background(List<Subscription> subscriptions, int maxPendingEvents) {
    bus = new EventBus(subscriptions, maxPendingEvents, workers);
  }

  /// Returns the events of the application, which wait for no response.
  public Events events() {
    return bus;
  }

  /// Returns what a request leaves to be done, for those who leave something.
  public RequestWork of(Request request) {
    return request.attribute(key, () -> new RequestWork(request, bus, workers));
  }

  /// Returns what a request has left to be done, if anybody asked for it.
  public Optional<RequestWork> leftBy(Request request) {
    return request.attribute(key);
  }

  /// Forgets what a request has left to be done, since it has failed.
  public void discard(Request request) {
    var left = leftBy(request);
    if (left.isPresent()) {
      left.get().discard();
    }
  }

  /// Runs the tasks of a request, if there are any, and waits for them.
  public void runTasks(Request request) {
    leftBy(request).ifPresent(RequestWork::runTasks);
  }

  /// Waits until there is no task and no event left.
  ///
  /// @return `false` if the time was over before, or the waiting thread was interrupted
  public boolean awaitIdle(Duration deadline) {
    return workers.awaitIdle(deadline);
  }

  /// Waits as [#awaitIdle(Duration)] does, then gives up what is left.
  ///
  /// @return `false` if something was lost
  public boolean drain(Duration deadline) {
    var idle = workers.awaitIdle(deadline);
    if (!idle) {
      workers.giveUp();
    }
    return idle;
  }
}
