package dev.lodestar.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a configuration before its type is known. Immutable but for [Branch].
sealed interface Node {
  Origin origin();

  /// What is known of a text.
  enum Form {
    /// A text in quotes.
    TEXT,
    /// A number.
    NUMBER,
    /// A boolean.
    BOOLEAN,
    /// A date or time.
    TIME,
    /// Anything: the text of a variable, property or argument, which knows no types.
    OPEN
  }

  /// A value without parts.
  record Leaf(Form form, String text, Origin origin) implements Node {}

  /// A list.
  record Items(List<Node> elements, Origin origin) implements Node {}

  /// A table. What layers say is merged in it.
  final class Branch implements Node {
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Origin> keys = new LinkedHashMap<>();
    private final Origin origin;

    Branch(Origin origin) {
      this.origin = origin;
    }

    @Override
    public Origin origin() {
      return origin;
    }

    Map<String, Node> entries() {
      return entries;
    }

    @Nullable Node get(String key) {
      return entries.get(key);
    }

    /// Where a key stands.
    Origin placeOf(String key) {
      return keys.getOrDefault(key, origin);
    }

    void put(String key, Node value, Origin place) {
      entries.put(key, value);
      keys.put(key, place);
    }

    /// Adds what a higher layer says: tables are merged key by key, and everything else replaces
    /// what was there. A table whose keys are numbers changes the elements of a list.
    void merge(Branch higher) {
      higher.entries.forEach((key, value) -> {
        var lower = entries.get(key);
        put(key, lower == null ? value : merged(lower, value), higher.placeOf(key));
      });
    }

    private static Node merged(Node lower, Node higher) {
      if (!(higher instanceof Branch changes)) {
        return higher;
      }
      if (lower instanceof Branch table) {
        var both = table.copy();
        both.merge(changes);
        return both;
      }
      return lower instanceof Items list && changes.isIndexed() ? list(list, changes) : higher;
    }

    private static Node list(Items list, Branch changes) {
      var elements = new ArrayList<>(list.elements());
      for (var index = 0; index < elements.size(); index++) {
        var change = changes.get(Integer.toString(index));
        if (change != null) {
          elements.set(index, merged(elements.get(index), change));
        }
      }
      for (var change = changes.get(Integer.toString(elements.size()));
          change != null;
          change = changes.get(Integer.toString(elements.size()))) {
        elements.add(change);
      }
      // An index behind a gap stays, so that it can be told.
      var behind = new Branch(changes.origin);
      for (var index = 0; index < elements.size(); index++) {
        behind.put(Integer.toString(index), elements.get(index), elements.get(index).origin());
      }
      for (var key : changes.entries.keySet()) {
        if (!behind.entries.containsKey(key)) {
          behind.put(key, changes.entries.get(key), changes.placeOf(key));
        }
      }
      return behind.entries.size() == elements.size() ? new Items(elements, list.origin()) : behind;
    }

    /// Whether all keys are indexes of a list.
    boolean isIndexed() {
      for (var key : entries.keySet()) {
        if (!isIndex(key)) {
          return false;
        }
      }
      return !entries.isEmpty();
    }

    static boolean isIndex(String key) {
      if (key.isEmpty() || key.length() > 6 || (key.length() > 1 && key.charAt(0) == '0')) {
        return false;
      }
      for (var i = 0; i < key.length(); i++) {
        if (key.charAt(i) < '0' || key.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }

    Branch copy() {
      var copy = new Branch(origin);
      copy.entries.putAll(entries);
      copy.keys.putAll(keys);
      return copy;
    }
  }
}
