package dev.lodestar.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [ScopePlan] under construction. A reference names an input by its index, which is not
/// negative, and a node by a negative number. Used by one thread.
public final class ScopeDraft {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<ProviderEntry, Integer> shared = new HashMap<>();

  /// The value of a provider that is in the plan already.
  public @Nullable Integer sharedValue(ProviderEntry entry) {
    return shared.get(entry);
  }

  /// Adds the value of a provider.
  ///
  /// @param share whether others that need the provider get this value
  public int provided(ProviderEntry entry, List<Integer> sources, boolean share) {
    var reference = add(new Node.Provided(entry.call(), places(sources)));
    if (share) {
      shared.put(entry, reference);
    }
    return reference;
  }

  /// Adds an `Optional` of at most one value.
  public int maybe(List<Integer> sources) {
    return add(new Node.Maybe(places(sources)));
  }

  /// Adds a list of values.
  public int all(List<Integer> sources) {
    return add(new Node.All(places(sources)));
  }

  /// Adds a supplier of a value.
  public int later(int source) {
    return add(new Node.Later(new int[] {source}));
  }

  private int add(Node node) {
    nodes.add(node);
    return -nodes.size();
  }

  private static int[] places(List<Integer> references) {
    return references.stream().mapToInt(Integer::intValue).toArray();
  }

  /// Whether there is no node.
  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  /// Makes the plan.
  ///
  /// @param inputs how many inputs there are
  /// @param arguments the references of the handler's arguments
  /// @param receiver the reference of what the handler is called on; null if not of the request
  /// @param required the references of what is made although nothing takes it
  public ScopePlan build(
      int inputs, List<Integer> arguments, @Nullable Integer receiver, List<Integer> required) {
    for (var node : nodes) {
      for (var i = 0; i < node.sources.length; i++) {
        node.sources[i] = place(inputs, node.sources[i]);
      }
    }
    var places = new int[arguments.size()];
    for (var i = 0; i < places.length; i++) {
      places[i] = place(inputs, arguments.get(i));
    }
    var receiverPlace =
        receiver == null ? ScopePlan.NO_RECEIVER : place(inputs, receiver.intValue());
    var order = new NodeOrder(nodes, inputs);
    order.need(places);
    for (var reference : required) {
      order.need(place(inputs, reference));
    }
    if (receiver != null) {
      order.need(receiverPlace);
    }
    return new ScopePlan(inputs, nodes, order.batches(), order.later(), places, receiverPlace);
  }

  private static int place(int inputs, int reference) {
    return reference >= 0 ? reference : inputs - 1 - reference;
  }

  /// Finds out what is made before the handler runs, and in which order. Nodes stand after those
  /// they are made of; so do those that are made later, which may be asked for as soon as somebody
  /// has the supplier: what they need and others need too must be there by then.
  private static final class NodeOrder {
    private final List<Node> nodes;
    private final int inputs;
    private final boolean[] early;

    NodeOrder(List<Node> nodes, int inputs) {
      this.nodes = nodes;
      this.inputs = inputs;
      this.early = new boolean[nodes.size()];
    }

    void need(int... places) {
      for (var place : places) {
        var index = place - inputs;
        if (index >= 0 && !early[index]) {
          early[index] = true;
          if (!(nodes.get(index) instanceof Node.Later)) {
            need(nodes.get(index).sources);
          }
        }
      }
    }

    boolean @Nullable [] later() {
      var later = new boolean[early.length];
      var any = false;
      for (var i = 0; i < later.length; i++) {
        later[i] = !early[i];
        any |= later[i];
      }
      return any ? later : null;
    }

    /// Runs what may not run at the same time as others as soon as it can, and then all that may
    /// and is ready.
    int[][] batches() {
      var batches = new ArrayList<int[]>();
      var done = new boolean[early.length];
      for (; ; ) {
        var together = new ArrayList<Integer>();
        var progress = false;
        for (var i = 0; i < early.length; i++) {
          if (!early[i] || done[i] || !isReady(i, done)) {
            continue;
          }
          if (nodes.get(i).concurrent()) {
            together.add(i);
          } else {
            batches.add(new int[] {inputs + i});
            done[i] = true;
            progress = true;
          }
        }
        if (progress) {
          continue;
        }
        if (together.isEmpty()) {
          return batches.toArray(new int[0][]);
        }
        batches.add(together.stream().mapToInt(i -> inputs + i).toArray());
        for (var i : together) {
          done[i] = true;
        }
      }
    }

    private boolean isReady(int index, boolean[] done) {
      return Arrays.stream(nodes.get(index).sources).allMatch(place -> isThere(place, done));
    }

    private boolean isThere(int place, boolean[] done) {
      var index = place - inputs;
      return index < 0 || (early[index] ? done[index] : isReady(index, done));
    }
  }
}
