package dev.lodestar.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How one value of a request is made of others. Immutable and thread-safe.
abstract sealed class Node {
  /// The places of the values it is made of.
  final int[] sources;

  Node(int[] sources) {
    this.sources = sources;
  }

  /// Makes what is kept, or a resource that holds it.
  abstract @Nullable Object make(RequestScope scope, @Nullable Object[] frame) throws Throwable;

  /// The provider whose value it is; null for what wraps values.
  @Nullable ProviderCall provider() {
    return null;
  }

  /// Whether it may run at the same time as others.
  boolean concurrent() {
    return false;
  }

  /// The value of a provider.
  static final class Provided extends Node {
    private final ProviderCall provider;

    Provided(ProviderCall provider, int[] sources) {
      super(sources);
      this.provider = provider;
    }

    @Override
    Object make(RequestScope scope, @Nullable Object[] frame) throws Throwable {
      return provider.checked(provider.maker().make(frame, sources));
    }

    @Override
    ProviderCall provider() {
      return provider;
    }

    @Override
    boolean concurrent() {
      return provider.concurrent();
    }
  }

  /// A value that is there, in an `Optional`; or an empty one.
  static final class Maybe extends Node {
    Maybe(int[] sources) {
      super(sources);
    }

    @Override
    @SuppressWarnings("NullAway") // a value of a provider is never null
    Object make(RequestScope scope, @Nullable Object[] frame) {
      return sources.length == 0 ? Optional.empty() : Optional.of(frame[sources[0]]);
    }
  }

  /// All values of a type.
  static final class All extends Node {
    All(int[] sources) {
      super(sources);
    }

    @Override
    Object make(RequestScope scope, @Nullable Object[] frame) {
      var values = new ArrayList<@Nullable Object>(sources.length);
      for (var source : sources) {
        values.add(frame[source]);
      }
      return Collections.unmodifiableList(values);
    }
  }

  /// A value that is made when it is asked for.
  static final class Later extends Node {
    Later(int[] sources) {
      super(sources);
    }

    @Override
    Object make(RequestScope scope, @Nullable Object[] frame) {
      return new LaterValue(scope, sources[0]);
    }
  }
}
