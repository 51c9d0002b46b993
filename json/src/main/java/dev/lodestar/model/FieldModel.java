package dev.lodestar.model;

import java.lang.reflect.Member;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One field of an object: a record component, a bean property or a public field.
///
/// Instances are immutable and safe for use by many threads.
public final class FieldModel {
  private final String javaName;
  private final String name;
  private final List<String> aliases;
  private final TypeUse use;
  private final Accessors accessors;

  FieldModel(String javaName, String name, List<String> aliases, TypeUse use, Accessors accessors) {
    this.javaName = javaName;
    this.name = name;
    this.aliases = List.copyOf(aliases);
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

  /// Further names that are accepted when reading.
  ///
  /// @return an immutable list, usually empty
  public List<String> aliases() {
    return aliases;
  }

  /// The type of the field, its nullness, default and annotations.
  ///
  /// @return the use of the type
  public TypeUse use() {
    return use;
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
  /// @return a `Method` or `Field`, not necessarily public; empty if the field is not [#readable()]
  public Optional<Member> getter() {
    return Optional.ofNullable(accessors.getter());
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
    var read = accessors.read();
    if (read == null) {
      throw new IllegalStateException(use.path() + " has no getter.");
    }
    try {
      return (@Nullable Object) read.invokeExact(instance);
    } catch (Throwable failure) {
      throw Access.unchecked(failure);
    }
  }

  void set(Object instance, @Nullable Object value) {
    var write = accessors.write();
    if (write != null) {
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
