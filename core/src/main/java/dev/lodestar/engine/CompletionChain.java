package dev.lodestar.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several completions, one after the other. Each of them runs, whatever those before it throw.
record CompletionChain(List<Completion> links) implements Completion {

  CompletionChain {
    links = List.copyOf(links);
  }

  /// Returns a completion followed by another.
  static Completion of(Completion first, Completion next) {
    var links = new ArrayList<Completion>();
    if (first instanceof CompletionChain chain) {
      links.addAll(chain.links());
    } else {
      links.add(first);
    }
    links.add(next);
    return new CompletionChain(links);
  }

  /// Throws what the first of them threw that failed; the failures of others are suppressed by it.
  @Override
  public void completed(Delivery delivery) {
    Throwable failure = null;
    for (var link : links) {
      try {
        link.completed(delivery);
      } catch (Throwable thrown) {
        failure = joined(failure, thrown);
      }
    }
    switch (failure) {
      case null -> {
        // all is well
      }
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(failure); // thrown without being declared
    }
  }

  private static Throwable joined(@Nullable Throwable first, Throwable later) {
    if (first == null) {
      return later;
    }
    if (first != later) {
      first.addSuppressed(later);
    }
    return first;
  }
}
