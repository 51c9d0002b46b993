package dev.lodestar.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the values that one handler needs on one route are made of the inputs of a request. The
/// frame of a request holds the inputs first, and then the value of each node. Immutable and
/// thread-safe.
public final class ScopePlan {
  /// The receiver of a handler that needs none of the request.
  public static final int NO_RECEIVER = -1;

  final int inputs;
  final Node[] nodes;

  /// The places of what is made before the handler runs, in this order; those of one element at the
  /// same time.
  final int[][] batches;

  /// Which nodes are made only when asked for; null if none.
  final boolean @Nullable [] later;

  final int[] arguments;
  final int receiver;

  ScopePlan(
      int inputs,
      List<Node> nodes,
      int[][] batches,
      boolean @Nullable [] later,
      int[] arguments,
      int receiver) {
    this.inputs = inputs;
    this.nodes = nodes.toArray(new Node[0]);
    this.batches = batches;
    this.later = later;
    this.arguments = arguments;
    this.receiver = receiver;
  }

  /// How many values a request has.
  public int size() {
    return inputs + nodes.length;
  }
}
