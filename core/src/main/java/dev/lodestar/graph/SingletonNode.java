package dev.lodestar.graph;

import dev.lodestar.inject.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One value of the application, made once. Thread-safe.
public final class SingletonNode implements SingletonSource {
  private final ProviderCall provider;
  private final List<SingletonSource> sources;
  private final Singletons owner;
  private volatile @Nullable Object value;

  SingletonNode(ProviderCall provider, List<SingletonSource> sources, Singletons owner) {
    this.provider = provider;
    this.sources = sources;
    this.owner = owner;
  }

  /// The value; it is made if it is not there yet.
  ///
  /// @throws Throwable what the provider throws
  @Override
  public Object get() throws Throwable {
    var known = value;
    return known == null ? make() : known;
  }

  private synchronized Object make() throws Throwable {
    var known = value;
    if (known != null) {
      return known;
    }
    owner.checkOpen(provider.name());
    var made = made(provider, sources, owner);
    value = made;
    return made;
  }

  /// Forgets the value, which has been closed.
  synchronized void forget() {
    value = null;
  }

  /// Makes a value and hands its ending to the singletons.
  static Object made(ProviderCall provider, List<SingletonSource> sources, Singletons owner)
      throws Throwable {
    var values = new @Nullable Object[sources.size()];
    var places = new int[values.length];
    for (var i = 0; i < values.length; i++) {
      values[i] = sources.get(i).get();
      places[i] = i;
    }
    var made = provider.checked(provider.maker().make(values, places));
    owner.remember(provider, made);
    return made instanceof Resource<?> resource ? resource.value() : made;
  }

  @Override
  public Object identity() {
    return this;
  }
}
