package dev.lodestar.graph;

import dev.lodestar.inject.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All values of one application that live as long as it does: made at the start, or when first
/// needed if the application was not started, and ended in the reverse order at the stop.
/// Thread-safe.
public final class Singletons {
  private final Map<Object, SingletonNode> known = new HashMap<>();
  private final List<SingletonNode> nodes = new ArrayList<>();
  private @Nullable Ending endings;
  private boolean closed;

  /// The one singleton of a provider with certain arguments. Called while the application is built.
  synchronized SingletonNode node(ProviderCall provider, List<SingletonSource> sources) {
    var identity = List.of(provider, SingletonSource.identities(sources));
    var node = known.get(identity);
    if (node == null) {
      node = new SingletonNode(provider, sources, this);
      known.put(identity, node);
      nodes.add(node);
    }
    return node;
  }

  /// Tells whether the application needs none.
  public synchronized boolean isEmpty() {
    return nodes.isEmpty();
  }

  /// Makes every singleton that is not there yet, each after those it depends on.
  ///
  /// @throws Throwable what the first failing provider throws; what was made has been ended then
  public void start() throws Throwable {
    reopen();
    try {
      for (var node : nodes) {
        node.get();
      }
    } catch (Throwable failure) {
      end(new Outcome.Failure(failure));
      throw failure;
    }
  }

  private synchronized void reopen() {
    closed = false;
  }

  /// Ends every singleton, the latest first. A failure is logged and keeps no other from ending.
  /// Until the next start, none is made again.
  public void close() {
    end(new Outcome.Stopped());
  }

  private void end(Outcome outcome) {
    for (var ending = takeEndings(); ending != null; ending = ending.earlier()) {
      ending.end(outcome);
    }
    for (var node : nodes) {
      node.forget();
    }
  }

  private synchronized @Nullable Ending takeEndings() {
    closed = true;
    var all = endings;
    endings = null;
    return all;
  }

  synchronized void checkOpen(String provider) {
    if (closed) {
      throw new IllegalStateException(
          "The application has been stopped, so the singleton of "
              + provider
              + " is not made any more.");
    }
  }

  void remember(ProviderCall provider, Object made) {
    synchronized (this) {
      if (!closed) {
        endings = Ending.of(provider, made, endings);
        return;
      }
    }
    var late = Ending.of(provider, made, null);
    if (late != null) {
      late.end(new Outcome.Stopped());
    }
    checkOpen(provider.name());
  }
}
