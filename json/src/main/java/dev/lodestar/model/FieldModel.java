package dev.lodestar.model;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Member;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One field of an object: a record component, a bean property, a public field, or what a
/// [Projection] added to these.
///
/// Instances are immutable and safe for use by many threads.
public final class FieldModel {
  private final String javaName;
  private final String name;
  private final FieldTraits traits;
  private final TypeUse use;
  private final Accessors accessors;

  // Made at first use: any of several equal ones is right.
  private @Nullable MethodHandle shapedGetter;
  private @Nullable MethodHandle shapedSetter;

  /// @param name the name outside of Java, whoever gave it
  FieldModel(String javaName, String name, FieldTraits traits, TypeUse use, Accessors accessors) {
    this.javaName = javaName;
    this.name = name;
    this.traits = traits;
    this.use = use;
    this.accessors = accessors;
  }

  /// The name of the record component, property or field.
  ///
  /// @return the Java name
  public String javaName() {
    return javaName;
  }

  /// The name outside of Java.
  ///
  /// @return the name that is read and written
  public String name() {
    return name;
  }

  /// Whether an annotation or [Projection#rename] gave the field its name, so that no naming
  /// strategy changes it.
  ///
  /// @return false if the name follows from [#javaName()]
  public boolean isRenamed() {
    return traits.name() != null;
  }

  /// The same field as a projection shows it.
  ///
  /// @param newMark null for the mark that it has
  FieldModel projected(TypeUse newUse, String newName, @Nullable Mark newMark) {
    var newTraits = newMark == null ? traits : traits.marked(newMark);
    return new FieldModel(javaName, newName, newTraits, newUse, accessors);
  }

  /// Whether the value is only loaded when somebody asks for it.
  boolean isLazy() {
    return traits.lazy();
  }

  /// The field as a projection shows it that asks for it, or for something inside of it: then a
  /// lazy one is not left out.
  FieldModel askedFor() {
    return traits.lazy() ? with(traits.lazy(false)) : this;
  }

  /// The field of an object whose documents are changes: what identifies the object is not changed.
  FieldModel inPart() {
    return traits.key() ? with(traits.marked(Mark.READ_ONLY)) : this;
  }

  private FieldModel with(FieldTraits newTraits) {
    return new FieldModel(javaName, name, newTraits, use, accessors);
  }

  /// The same field with a name that somebody gave to it.
  FieldModel renamed(String newName) {
    return new FieldModel(javaName, newName, traits.renamed(newName), use, accessors);
  }

  /// Further names that are accepted when reading.
  ///
  /// @return an immutable list, usually empty
  public List<String> aliases() {
    return traits.aliases();
  }

  /// The type of the field, its nullness, default and annotations.
  ///
  /// @return the use of the type
  public TypeUse use() {
    return use;
  }

  /// In which directions the field travels, by [ReadOnly], [WriteOnly] or [Private].
  ///
  /// @return the mark, [Mark#NONE] if there is none
  public Mark mark() {
    return traits.mark();
  }

  /// Whether the field is neither written nor known when reading, as if the class did not have it:
  /// it is [Private], or its value is loaded lazily (see [Models#withoutPersistenceAnnotations()])
  /// and no [Projection] asks for it.
  ///
  /// @return true if documents have no such field
  public boolean isHidden() {
    return traits.mark() == Mark.PRIVATE || traits.lazy();
  }

  /// When the field is left out of what is written, by [Omit] on the field or its type.
  ///
  /// @return the rule, or empty if the codec decides
  public Optional<Omission> omission() {
    return Optional.ofNullable(traits.omission());
  }

  /// What [Doc] says about the field.
  ///
  /// @return the text, or empty if there is none
  public Optional<String> doc() {
    return use.doc();
  }

  /// Whether codecs write the field: it is [#readable()], not [#isHidden()], and its mark allows
  /// it.
  ///
  /// @return true if the field is a part of what is written
  public boolean encoded() {
    return readable() && traits.mark() != Mark.WRITE_ONLY && !isHidden();
  }

  /// Whether codecs take the field from documents: it is [#writable()], not [#isHidden()], and its
  /// mark allows it. The value of another field in a document is ignored; when an instance is made,
  /// it is [ObjectModel#ABSENT].
  ///
  /// @return true if the field is a part of what is read
  public boolean decoded() {
    return writable() && traits.mark() != Mark.READ_ONLY && !isHidden();
  }

  /// Whether [#get(Object)] works. False for a property that only has a setter.
  ///
  /// @return true if the field can be read from an instance
  public boolean readable() {
    return accessors.read() != null;
  }

  /// Whether the field is set when an instance is made. False for a property that only has a
  /// getter.
  ///
  /// @return true if [ObjectModel#create(Object[])] takes a value for this field
  public boolean writable() {
    return accessors.creatorTakesIt() || accessors.write() != null;
  }

  /// The member behind [#get(Object)], for code that is generated: a method without parameters, or
  /// a field.
  ///
  /// @return a `Method` or `Field`, not necessarily public; empty if the field is not
  ///   [#readable()], or is computed
  public Optional<Member> getter() {
    return Optional.ofNullable(accessors.getter());
  }

  /// What computes the value of a field that a [Projection] added.
  ///
  /// @return a function of the object; empty for a field that the type has
  public Optional<Function<Object, @Nullable Object>> computation() {
    return Optional.ofNullable(accessors.computation());
  }

  /// The member that sets the field of an existing instance, for code that is generated: a method
  /// with one parameter, or a field that is not final. A component of a record has none: its value
  /// is one of [ObjectModel#arguments()].
  ///
  /// @return a `Method` or `Field`, not necessarily public; empty if there is none
  public Optional<Member> setter() {
    return Optional.ofNullable(accessors.setter());
  }

  /// Whether the value is one of [ObjectModel#arguments()], so that nothing sets it afterwards.
  ///
  /// @return true if the constructor or factory takes the value
  public boolean isArgument() {
    return accessors.creatorTakesIt();
  }

  /// Reads the field. An exception of the accessor is passed on.
  ///
  /// @param instance an instance of the object
  /// @return the value of the field
  /// @throws IllegalStateException if the field is not [#readable()]
  public @Nullable Object get(Object instance) {
    var read = shapedGetter;
    if (read == null) {
      if (accessors.read() == null) {
        throw new IllegalStateException(use.path() + " has no getter.");
      }
      read = Access.asGetter(accessors.read());
      shapedGetter = read;
    }
    try {
      return (@Nullable Object) read.invokeExact(instance);
    } catch (Throwable failure) {
      throw Access.unchecked(failure);
    }
  }

  /// Sets the field of an existing instance. An exception of the setter is passed on. Does nothing
  /// if there is no [#setter()].
  ///
  /// @param instance an instance of the object
  /// @param value the new value, of the field's type
  public void set(Object instance, @Nullable Object value) {
    if (accessors.write() != null) {
      var write = shapedSetter;
      if (write == null) {
        write = Access.asSetter(accessors.write());
        shapedSetter = write;
      }
      try {
        write.invokeExact(instance, value);
      } catch (Throwable failure) {
        throw Access.unchecked(failure);
      }
    }
  }

  @Override
  public String toString() {
    return use.path();
  }
}
