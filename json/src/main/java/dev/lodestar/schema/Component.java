package dev.lodestar.schema;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A type with a name in one direction: what becomes a component, alone or together with others
/// that have the same content.
final class Component implements Trees.Reference {

  /// What names are made of.
  ///
  /// @param type the Java type, by which components of the same type are known
  /// @param view the name of its projection; null if there is none
  /// @param partial whether it is the change of something
  /// @param derived whether a projection has chosen its fields
  /// @param union the sealed type that it is a variant of, if it has the tag of that
  record Shape(
      Type type,
      Class<?> raw,
      @Nullable String view,
      boolean partial,
      boolean derived,
      @Nullable Class<?> union) {}

  private final Shape shape;
  private final boolean reading;
  private final Supplier<String> settled;
  private @Nullable Map<String, @Nullable Object> content;
  private final List<Component> references = new ArrayList<>();
  private @Nullable String name;

  /// @param settled settles all names, and gives what stands before them in a reference
  Component(Shape shape, boolean reading, Supplier<String> settled) {
    this.shape = shape;
    this.reading = reading;
    this.settled = settled;
  }

  Shape shape() {
    return shape;
  }

  /// Whether it is what is read; otherwise it is what is written.
  boolean reading() {
    return reading;
  }

  void complete(Map<String, @Nullable Object> content) {
    this.content = content;
    collect(content);
  }

  private void collect(@Nullable Object tree) {
    if (tree instanceof Component component) {
      references.add(component);
    } else if (tree instanceof Map<?, ?> map) {
      for (var value : map.values()) {
        collect(value);
      }
    } else if (tree instanceof List<?> list) {
      for (var element : list) {
        collect(element);
      }
    }
  }

  Map<String, @Nullable Object> content() {
    if (content == null) {
      throw new IllegalStateException("The schema of " + shape.type() + " is not made yet.");
    }
    return content;
  }

  /// The components that the content refers to, in their order.
  List<Component> references() {
    return references;
  }

  /// The settled name; null if there is none yet.
  @Nullable String name() {
    return name;
  }

  void name(String name) {
    this.name = name;
  }

  @Override
  public String text(String ignored) {
    var prefix = settled.get();
    if (name == null) {
      throw new IllegalStateException("The schema of " + shape.type() + " has no name yet.");
    }
    return prefix + name;
  }

  @Override
  public String toString() {
    return name == null ? shape.raw().getSimpleName() : name;
  }
}
