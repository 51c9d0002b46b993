package dev.lodestar.background;

import dev.lodestar.event.Events;
import dev.lodestar.http.Request;
import dev.lodestar.lifecycle.BackgroundTasks;

/// What a request leaves to be done after its response. Thread-safe.
public final class RequestWork {
  private final Request request;
  private final Workers workers;
  private final RequestTasks tasks;
  private final RequestEvents events;

  RequestWork(Request request, EventBus bus, Workers workers) {
    this.request = request;
    this.workers = workers;
    tasks = new RequestTasks(request);
    events = new RequestEvents(bus, request);
  }

  public BackgroundTasks tasks() {
    return tasks;
  }

  public Events events() {
    return events;
  }

  /// Forgets what was left until now, since the request has failed.
  public void discard() {
    var droppedTasks = tasks.discard();
    var droppedEvents = events.discard();
    if (droppedTasks > 0 || droppedEvents > 0) {
      BackgroundLog.dropped(request, droppedTasks, droppedEvents);
    }
  }

  /// Tells that there is nothing to do, and sees to it that there never will be.
  public boolean endIfEmpty() {
    var noTasks = tasks.endIfEmpty();
    var noEvents = events.endIfEmpty();
    return noTasks && noEvents;
  }

  /// Runs the tasks and waits for them.
  public void runTasks() {
    if (!tasks.endIfEmpty()) {
      workers.start(tasks);
      tasks.await();
    }
  }

  /// Delivers the events and waits for their listeners.
  public void deliverEvents() {
    events.deliver();
  }
}
