package dev.lodestar.graph;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.inject.Dependency;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The providers that one handler sees, layer by layer, the outermost first.
public final class ProviderLayers {
  private static final ProviderLayers NONE = new ProviderLayers(List.of());

  private final List<List<ProviderEntry>> layers;

  private ProviderLayers(List<List<ProviderEntry>> layers) {
    this.layers = layers;
  }

  /// No providers.
  public static ProviderLayers none() {
    return NONE;
  }

  /// These layers with one more inside of them.
  public ProviderLayers with(List<ProviderEntry> inner) {
    if (inner.isEmpty()) {
      return this;
    }
    var more = new ArrayList<>(layers);
    more.add(List.copyOf(inner));
    return new ProviderLayers(List.copyOf(more));
  }

  /// Whether there are no providers at all.
  public boolean isEmpty() {
    return layers.isEmpty();
  }

  /// The provider of the nearest layer that has one; null if there is none. It may be one that
  /// cannot be used, which has been reported.
  ///
  /// @param inner if it needs the dependency itself, the search begins outside of its own layer
  /// @param problems receives that a layer has two
  public @Nullable ProviderEntry find(
      Dependency<?> dependency, @Nullable ProviderEntry inner, Consumer<StartupProblem> problems) {
    var raw = GenericTypes.erase(dependency.type());
    var below = layers.size();
    if (inner != null && inner.dependency().equals(dependency)) {
      var own = layerOf(inner);
      below = own < 0 ? below : own;
    }
    for (var i = below - 1; i >= 0; i--) {
      var found = inLayer(layers.get(i), dependency, raw, problems);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private int layerOf(ProviderEntry entry) {
    for (var i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).contains(entry)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable ProviderEntry inLayer(
      List<ProviderEntry> layer,
      Dependency<?> dependency,
      Class<?> raw,
      Consumer<StartupProblem> problems) {
    ProviderEntry found = null;
    for (var entry : layer) {
      if (entry.rawType() != raw) {
        continue;
      }
      if (!entry.isUsable()) {
        return entry; // reported; it may well be the one that is meant
      }
      if (entry.dependency().equals(dependency)) {
        if (found != null) {
          problems.accept(ambiguous(found, entry));
          return found;
        }
        found = entry;
      }
    }
    return found;
  }

  private static StartupProblem ambiguous(ProviderEntry first, ProviderEntry second) {
    return second.problem(
        "provider-ambiguous",
        "It provides "
            + second.provided()
            + ", which "
            + first
            + first.place().map(place -> " (registered at " + place + ")").orElse("")
            + " provides on the same layer.",
        "Remove one of the two, register it on an inner layer, or tell them apart by"
            + " named(\"…\") and @Named.");
  }

  /// The nearest providers of a type with each of its qualifiers, nearest layer first, in the order
  /// of their registration within a layer.
  public List<ProviderEntry> all(Dependency<?> ofType, @Nullable ProviderEntry inner) {
    var raw = GenericTypes.erase(ofType.type());
    var seen = new HashSet<Dependency<?>>();
    var found = new ArrayList<ProviderEntry>();
    for (var i = layers.size() - 1; i >= 0; i--) {
      for (var entry : layers.get(i)) {
        if (entry.rawType() == raw
            && entry != inner
            && entry.isUsable()
            && entry.dependency().type().equals(ofType.type())
            && (ofType.qualifier().isEmpty() || entry.dependency().equals(ofType))
            && seen.add(entry.dependency())) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  /// What there is that somebody who asked for something else may have meant.
  public Set<ProviderEntry> visible() {
    var visible = new LinkedHashSet<ProviderEntry>();
    for (var i = layers.size() - 1; i >= 0; i--) {
      for (var entry : layers.get(i)) {
        if (entry.isUsable()) {
          visible.add(entry);
        }
      }
    }
    return visible;
  }
}
