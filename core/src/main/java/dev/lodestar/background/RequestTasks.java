package dev.lodestar.background;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.Request;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.log.LogContext;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The background tasks of a request. Thread-safe.
final class RequestTasks extends Job implements BackgroundTasks {
  private final Request request;
  private final Queue<Named> waiting = new ArrayDeque<>();
  private int added;
  private boolean over;
  private @Nullable Named current;

  private record Named(String name, Task task) {}

  RequestTasks(Request request) {
    this.request = request;
  }

  @Override
  public synchronized void add(String name, Task task) {
    requireNonNull(name, "name");
    requireNonNull(task, "task");
    if (over) {
      throw new IllegalStateException(
          "The background task '"
              + name
              + "' was added when the tasks of its request had run already; add it before the"
              + " handler returns.");
    }
    if (added == MAX_TASKS) {
      throw new IllegalStateException(
          "The background task '"
              + name
              + "' is one more than the "
              + MAX_TASKS
              + " that a request may add; let one task do more.");
    }
    added++;
    waiting.add(new Named(name, task));
  }

  /// Ends the adding if there is nothing to do.
  synchronized boolean endIfEmpty() {
    over |= waiting.isEmpty();
    return over;
  }

  @Override
  void run() {
    LogContext.run(request, this::runAll);
  }

  private void runAll() {
    for (var next = next(); next != null; next = next()) {
      try {
        next.task().run();
      } catch (Throwable failure) {
        BackgroundLog.taskFailed(next.name(), request, failure);
      }
    }
  }

  private synchronized @Nullable Named next() {
    current = beginsStep() ? waiting.poll() : null;
    over |= current == null;
    return current;
  }

  @Override
  synchronized void lose() {
    over = true;
    if (current != null) {
      BackgroundLog.taskLost(current.name(), request);
    }
    for (var task : waiting) {
      BackgroundLog.taskLost(task.name(), request);
    }
    waiting.clear();
  }

  /// Forgets what waits.
  ///
  /// @return how many tasks will not run
  synchronized int discard() {
    var dropped = waiting.size();
    waiting.clear();
    return dropped;
  }
}
