package dev.lodestar.openapi.document;

import dev.lodestar.schemacheck.JsonValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value in the tree of a document, or the fact that there is none: asking for what is not there
/// is no failure, so a document that is not as it should be cannot break a tool. Immutable as long
/// as the tree is not changed.
public final class Node {
  private static final Object ABSENT = new Object();

  /// What is not there.
  public static final Node NONE = new Node(ABSENT);

  private final @Nullable Object value;

  private Node(@Nullable Object value) {
    this.value = value;
  }

  /// Returns the node of a value.
  ///
  /// @param value a map, a list, a text, a number, a boolean or null
  /// @return its node
  public static Node of(@Nullable Object value) {
    return new Node(value);
  }

  /// Returns what stands under a name.
  ///
  /// @param name the name of a field
  /// @return its value; [#NONE] if this is no object, or has no such field
  public Node get(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name) ? of(map.get(name)) : NONE;
  }

  /// Tells whether there is a value; null is one.
  ///
  /// @return false for what is not there
  public boolean isPresent() {
    return value != ABSENT;
  }

  /// Tells whether this is an object.
  ///
  /// @return true if it is one
  public boolean isObject() {
    return value instanceof Map;
  }

  /// Tells whether this is an array.
  ///
  /// @return true if it is one
  public boolean isArray() {
    return value instanceof List;
  }

  /// Tells whether this is the boolean `true`.
  ///
  /// @return false for everything else
  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  /// Tells whether this is the boolean `false`.
  ///
  /// @return false for everything else
  public boolean isFalse() {
    return Boolean.FALSE.equals(value);
  }

  /// Returns the text.
  ///
  /// @return empty if this is no text
  public Optional<String> text() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// Returns the text, or another one.
  ///
  /// @param fallback what is returned if this is no text
  /// @return the text
  public String text(String fallback) {
    return value instanceof String text ? text : fallback;
  }

  /// Returns the number.
  ///
  /// @return empty if this is no number
  public Optional<Number> number() {
    return value instanceof Number number ? Optional.of(number) : Optional.empty();
  }

  /// Returns the elements.
  ///
  /// @return none if this is no array
  public List<Node> items() {
    if (!(value instanceof List<?> list)) {
      return List.of();
    }
    var items = new ArrayList<Node>(list.size());
    for (var item : list) {
      items.add(of(item));
    }
    return Collections.unmodifiableList(items);
  }

  /// Returns the elements that are texts.
  ///
  /// @return none if this is no array
  public List<String> texts() {
    return items().stream().flatMap(item -> item.text().stream()).toList();
  }

  /// Returns the fields.
  ///
  /// @return in the order of the document; none if this is no object
  public Map<String, Node> fields() {
    if (!(value instanceof Map<?, ?> map)) {
      return Map.of();
    }
    var fields = new LinkedHashMap<String, Node>();
    map.forEach((name, field) -> fields.put(String.valueOf(name), of(field)));
    return Collections.unmodifiableMap(fields);
  }

  /// Returns the value itself.
  ///
  /// @return a map, a list, a text, a number, a boolean or null; null also for what is not there
  public @Nullable Object value() {
    return value == ABSENT ? null : value;
  }

  /// Two nodes are equal if their values are; numbers are compared by what they are worth.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Node node && JsonValues.equal(value, node.value);
  }

  @Override
  public int hashCode() {
    return hash(value);
  }

  private static int hash(@Nullable Object value) {
    return switch (value) {
      case Number number -> Double.hashCode(number.doubleValue());
      case List<?> list -> list.stream().mapToInt(Node::hash).reduce(1, (a, b) -> 31 * a + b);
      case Map<?, ?> map -> map.keySet().hashCode();
      case null, default -> Objects.hashCode(value);
    };
  }

  @Override
  public String toString() {
    return value == ABSENT ? "nothing" : String.valueOf(value);
  }
}
