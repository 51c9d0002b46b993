package dev.lodestar.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What is to be closed when a request is over, see [Request#closeAtEnd(AutoCloseable)].
/// Thread-safe.
public final class Remains {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean over;

  Remains() {}

  void add(AutoCloseable resource) {
    synchronized (this) {
      if (!over) {
        resources.push(resource);
        return;
      }
    }
    try {
      resource.close();
    } catch (Exception failure) {
      throw new IllegalStateException(
          "The request is over, and what was to be closed at its end could not be closed.",
          failure);
    }
  }

  /// Closes everything, the last that was added first, and from now on at once what is added.
  ///
  /// @return what could not be closed, and why
  public List<Throwable> close() {
    var failures = new ArrayList<Throwable>();
    for (var resource : taken()) {
      try {
        resource.close();
      } catch (Throwable failure) {
        failures.add(failure);
      }
    }
    return failures;
  }

  private synchronized List<AutoCloseable> taken() {
    over = true;
    var taken = List.copyOf(resources);
    resources.clear();
    return taken;
  }
}
