package dev.lodestar.model;

import dev.lodestar.model.TypeModel.OptionalModel;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A type where it is used: as a field, as a parameter, as the element of a list. It adds to the
/// type whether the value may be null or missing, and the annotations at that place.
///
/// Instances are immutable and safe for use by many threads.
public final class TypeUse {
  private final TypeModel model;
  private final ResolvedType type;
  private final boolean nullable;
  private final @Nullable Supplier<Object> defaultValue;
  private final List<Annotation> annotations;
  private final Place place;

  TypeUse(
      TypeModel model,
      ResolvedType type,
      boolean nullable,
      @Nullable Supplier<Object> defaultValue,
      List<Annotation> annotations,
      Place place) {
    this.model = model;
    this.type = type;
    this.nullable = nullable;
    this.defaultValue = defaultValue;
    this.annotations = List.copyOf(annotations);
    this.place = place;
  }

  /// A value of a class that is required and never null.
  static TypeUse of(TypeModel model, String path) {
    var type = ResolvedType.of(model.rawClass());
    return new TypeUse(model, type, false, null, List.of(), Place.root(path));
  }

  /// The same place with another description of its type.
  TypeUse withModel(TypeModel newModel) {
    return new TypeUse(newModel, type, nullable, defaultValue, annotations, place);
  }

  /// The same place where null is no value, whatever is declared; inside of the type nothing
  /// changes.
  ///
  /// @return a use that is not [#nullable()]
  public TypeUse withoutNull() {
    return nullable ? new TypeUse(model, type, false, defaultValue, annotations, place) : this;
  }

  /// The type.
  ///
  /// @return its description
  public TypeModel model() {
    return model;
  }

  /// The Java type, with type variables and wildcards replaced by what they stand for.
  ///
  /// @return a class, or a type with generics
  public Type type() {
    return type.toType();
  }

  ResolvedType resolved() {
    return type;
  }

  /// Whether null is a value here: the use is marked with JSpecify's `@Nullable`.
  ///
  /// @return true if null is allowed
  public boolean nullable() {
    return nullable;
  }

  /// Whether the value must be present: it is neither an `Optional`, nor `@Nullable`, nor has a
  /// [Default].
  ///
  /// @return true if a missing value is an error
  public boolean required() {
    return !nullable && defaultValue == null && !(model instanceof OptionalModel);
  }

  /// The value of the [Default] annotation. Collections and arrays are made anew by every call;
  /// other values are shared.
  ///
  /// @return the value, or empty if there is no default
  public Optional<Object> defaultValue() {
    return defaultValue == null ? Optional.empty() : Optional.of(defaultValue.get());
  }

  /// What stands for a value that was not given: the default if there is one, the empty optional if
  /// the type is an `Optional`, otherwise null.
  ///
  /// @return the value; null also if the use is [#required()]
  public @Nullable Object absentValue() {
    if (defaultValue != null) {
      return defaultValue.get();
    }
    return model instanceof OptionalModel optional ? optional.empty() : null;
  }

  /// The annotations of the declaration and of the type at this place, without duplicates.
  ///
  /// @return an immutable list
  public List<Annotation> annotations() {
    return annotations;
  }

  /// What [Doc] says at this place.
  ///
  /// @return the text, or empty if there is none
  public Optional<String> doc() {
    var doc = FieldMember.find(annotations, Doc.class);
    return doc == null ? Optional.empty() : Optional.of(doc.value());
  }

  /// Where this use was found, for start-up messages: `Order.lines[].price`.
  ///
  /// @return the path from the type that was asked for
  public String path() {
    return place.toString();
  }

  @Override
  public String toString() {
    return place.toString();
  }
}
