package dev.lodestar.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a singleton takes an argument from.
public interface SingletonSource {

  /// The value.
  ///
  /// @throws Throwable what a provider throws
  @Nullable Object get() throws Throwable;

  /// What makes two sources the same one.
  Object identity();

  /// An object that was there before.
  record Instance(Object value, Object identity) implements SingletonSource {
    @Override
    public Object get() {
      return value;
    }
  }

  /// A value that is made anew for each singleton.
  record Fresh(ProviderCall provider, List<SingletonSource> sources, Singletons owner)
      implements SingletonSource {
    @Override
    public Object get() throws Throwable {
      return SingletonNode.made(provider, sources, owner);
    }

    @Override
    public Object identity() {
      return List.of(provider, identities(sources));
    }
  }

  /// An `Optional` of one or of nothing.
  record Maybe(List<SingletonSource> sources) implements SingletonSource {
    @Override
    @SuppressWarnings("NullAway") // a value of a provider is never null
    public Object get() throws Throwable {
      return sources.isEmpty() ? Optional.empty() : Optional.of(sources.getFirst().get());
    }

    @Override
    public Object identity() {
      return List.of("Optional", identities(sources));
    }
  }

  /// All of a type.
  record All(List<SingletonSource> sources) implements SingletonSource {
    @Override
    public Object get() throws Throwable {
      var values = new ArrayList<@Nullable Object>(sources.size());
      for (var source : sources) {
        values.add(source.get());
      }
      return Collections.unmodifiableList(values);
    }

    @Override
    public Object identity() {
      return List.of("List", identities(sources));
    }
  }

  /// A value that is made when it is asked for.
  record Later(SingletonSource source) implements SingletonSource {
    @Override
    public Object get() {
      return new LaterSingleton(source);
    }

    @Override
    public Object identity() {
      return List.of("Supplier", source.identity());
    }
  }

  /// Lists what makes sources the same ones.
  static List<Object> identities(List<SingletonSource> sources) {
    var identities = new ArrayList<Object>(sources.size());
    for (var source : sources) {
      identities.add(source.identity());
    }
    return identities;
  }
}
