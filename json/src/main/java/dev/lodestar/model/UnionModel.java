package dev.lodestar.model;

import java.util.List;
import java.util.Optional;

/// A sealed type: an instance is one of several variants, told apart by a property.
///
/// Instances are immutable once [Models] returns them, and safe for use by many threads.
public final class UnionModel implements TypeModel {
  private final Class<?> rawClass;
  private final String tag;

  // Set once by the modeler before anybody else sees the model: a variant may contain the union.
  private List<Variant> variants = List.of();

  /// One variant.
  ///
  /// @param name the value of the tag
  /// @param model the variant's type; never a type with a field named like the tag
  public record Variant(String name, ObjectModel model) {

    Variant with(ObjectModel newModel) {
      return new Variant(name, newModel);
    }
  }

  UnionModel(Class<?> rawClass, String tag) {
    this.rawClass = rawClass;
    this.tag = tag;
  }

  /// Another model of the same type, whose variants are still missing.
  UnionModel derive() {
    return new UnionModel(rawClass, tag);
  }

  void complete(List<Variant> variants) {
    this.variants = List.copyOf(variants);
  }

  @Override
  public Class<?> rawClass() {
    return rawClass;
  }

  /// The name of the property that holds the variant's name.
  ///
  /// @return the property name, `type` unless [Tagged] says otherwise
  public String tag() {
    return tag;
  }

  /// The variants: every permitted class, those of nested sealed types included.
  ///
  /// @return an immutable list
  public List<Variant> variants() {
    return variants;
  }

  /// What [Doc] says about the type.
  ///
  /// @return the text, or empty if there is none
  public Optional<String> doc() {
    return Docs.of(rawClass);
  }

  @Override
  public String toString() {
    return rawClass.getSimpleName();
  }
}
