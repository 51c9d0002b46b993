package dev.lodestar.model;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sealed type: an instance is one of several variants, told apart by a property, or with
/// [Untagged] by their shape.
///
/// Instances are immutable once [Models] returns them, and safe for use by many threads.
public final class UnionModel implements TypeModel {
  private final ResolvedType type;
  private final @Nullable String tag;

  // Set once by the modeler before anybody else sees the model: a variant may contain the union.
  private List<Variant> variants = List.of();
  private @Nullable String constantField;
  private @Nullable ModelProblem obstacle;

  /// One variant.
  ///
  /// @param name the value of the tag; without a tag only a name for people
  /// @param model the variant's type. With a tag it is an [ObjectModel] without a field named like
  ///   the tag
  /// @param keys names of required fields that no other variant has, so that each of them tells the
  ///   variant; empty where these are not needed, and for at most one variant where they are
  public record Variant(String name, TypeModel model, List<String> keys) {

    /// Copies the list.
    public Variant {
      keys = List.copyOf(keys);
    }

    Variant(String name, TypeModel model) {
      this(name, model, List.of());
    }

    Variant with(TypeModel newModel) {
      return new Variant(name, newModel);
    }
  }

  /// @param tag null if the variants are told apart by their shape
  UnionModel(ResolvedType type, @Nullable String tag) {
    this.type = type;
    this.tag = tag;
  }

  /// Another model of the same type, whose variants are still missing.
  UnionModel derive() {
    return new UnionModel(type, tag);
  }

  void complete(List<Variant> variants) {
    this.variants = List.copyOf(variants);
  }

  /// Finds out how the variants are told apart without a tag, once all of them are complete.
  ///
  /// @param path where the type is used
  void tellApart(String path) {
    var shapes = UnionShapes.of(variants, path);
    variants = shapes.variants();
    constantField = shapes.constantField();
    obstacle = shapes.problem();
  }

  @Override
  public Class<?> rawClass() {
    return type.raw();
  }

  /// The Java type, with type variables and wildcards replaced by what they stand for.
  ///
  /// @return a class, or a type with generics
  public Type type() {
    return type.toType();
  }

  /// The name of the property that holds the variant's name: `type` unless [Tagged] says otherwise.
  ///
  /// @return the property name; empty for an [Untagged] type
  public Optional<String> tag() {
    return Optional.ofNullable(tag);
  }

  /// The field whose constants tell the objects of an [Untagged] type apart.
  ///
  /// @return the name of a field that every variant that is an object has; empty if they are told
  ///   apart by other means
  public Optional<String> constantField() {
    return Optional.ofNullable(constantField);
  }

  /// The variants: every permitted class, those of nested sealed types included.
  ///
  /// @return an immutable list
  public List<Variant> variants() {
    return variants;
  }

  /// Why documents cannot be read, if they cannot: a projection leaves nothing that tells the
  /// variants of an [Untagged] type apart.
  ///
  /// @return the reason, or empty if there is none
  public Optional<ModelProblem> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  /// What [Doc] says about the type.
  ///
  /// @return the text, or empty if there is none
  public Optional<String> doc() {
    return Docs.of(type.raw());
  }

  @Override
  public String toString() {
    return type.raw().getSimpleName();
  }
}
