package dev.lodestar.route;

import dev.lodestar.http.HttpMethod;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place in the tree: what may follow after the segments that lead here.
///
/// Every node is reached by exactly one sequence of literals and parameters, so one walk visits a
/// node at most once however it backtracks: the work for a request is bounded by its length and the
/// number of declared segments, never by the number of ways to combine them.
final class Node<T> {
  private static final int MULTIPLIER = 31;

  /// Spreads hash codes: literals that differ in their last digits only would lie side by side, and
  /// every look-up would walk along them.
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private final @Nullable Endpoint<T> here;
  private final @Nullable Endpoint<T> greedy;
  private final @Nullable Node<T> parameter;

  // Children by literal: a hash table with open addressing, at most half full.
  private final @Nullable String[] literals;
  private final @Nullable Node<T>[] children;

  Node(
      @Nullable Endpoint<T> here,
      @Nullable Endpoint<T> greedy,
      @Nullable Node<T> parameter,
      Map<String, Node<T>> literalChildren) {
    this.here = here;
    this.greedy = greedy;
    this.parameter = parameter;
    var size =
        literalChildren.isEmpty() ? 0 : Integer.highestOneBit(literalChildren.size() * 2 - 1) * 2;
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
    @Nullable Node<T>[] table = new Node[size];
    this.literals = new @Nullable String[size];
    this.children = table;
    for (var child : literalChildren.entrySet()) {
      var slot = slot(child.getKey(), 0, child.getKey().length());
      literals[slot] = child.getKey();
      children[slot] = child.getValue();
    }
  }

  /// Returns where a literal is, or the free place where it would be.
  private int slot(String path, int from, int to) {
    var hash = 0;
    for (var i = from; i < to; i++) {
      hash = MULTIPLIER * hash + path.charAt(i);
    }
    var mask = literals.length - 1;
    var slot = (hash * GOLDEN_RATIO) >>> Integer.numberOfLeadingZeros(mask);
    for (var literal = literals[slot]; literal != null; literal = literals[slot]) {
      if (literal.length() == to - from && path.startsWith(literal, from)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private @Nullable Node<T> literalChild(String path, int from, int to) {
    return children.length == 0 ? null : children[slot(path, from, to)];
  }

  /// Finds the first route for the method: literals before parameters before greedy parameters.
  ///
  /// @param from where the next segment starts
  /// @param end where the path ends, without a trailing slash
  Match.@Nullable Found<T> find(HttpMethod method, String path, int from, int end) {
    if (from > end) {
      return here == null ? null : here.find(method, path, end);
    }
    var slash = path.indexOf('/', from);
    var to = slash < 0 ? end : slash;
    var literal = literalChild(path, from, to);
    if (literal != null) {
      var found = literal.find(method, path, to + 1, end);
      if (found != null) {
        return found;
      }
    }
    if (parameter != null) {
      var found = parameter.find(method, path, to + 1, end);
      if (found != null) {
        return found;
      }
    }
    return greedy == null ? null : greedy.find(method, path, end);
  }

  /// Adds the methods of every route that has this path.
  void addMethods(String path, int from, int end, Collection<HttpMethod> methods) {
    if (from > end) {
      if (here != null) {
        here.addMethods(path, end, methods);
      }
      return;
    }
    var slash = path.indexOf('/', from);
    var to = slash < 0 ? end : slash;
    var literal = literalChild(path, from, to);
    if (literal != null) {
      literal.addMethods(path, to + 1, end, methods);
    }
    if (parameter != null) {
      parameter.addMethods(path, to + 1, end, methods);
    }
    if (greedy != null) {
      greedy.addMethods(path, end, methods);
    }
  }
}
