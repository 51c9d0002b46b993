package dev.lodestar.model;

import java.lang.invoke.MethodHandle;
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
  private final boolean writable;
  private final @Nullable MethodHandle getter;
  private final @Nullable MethodHandle setter;
  private final @Nullable Member readFrom;
  private final @Nullable Member writtenTo;

  FieldModel(
      String javaName,
      String name,
      List<String> aliases,
      TypeUse use,
      boolean writable,
      @Nullable MethodHandle getter,
      @Nullable MethodHandle setter,
      @Nullable Member readFrom,
      @Nullable Member writtenTo) {
    this.javaName = javaName;
    this.name = name;
    this.aliases = List.copyOf(aliases);
    this.use = use;
    this.writable = writable;
    this.getter = getter;
    this.setter = setter;
    this.readFrom = readFrom;
    this.writtenTo = writtenTo;
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
    return getter != null;
  }

  /// Whether the field is set when an instance is made. False for a property that only has a
  /// getter.
  ///
  /// @return true if [ObjectModel#create(Object[])] takes a value for this field
  public boolean writable() {
    return writable;
  }

  /// Reads the field. An exception of the accessor is passed on.
  ///
  /// @param instance an instance of the object
  /// @return the value of the field
  /// @throws IllegalStateException if the field is not [#readable()]
  public @Nullable Object get(Object instance) {
    if (getter == null) {
      throw new IllegalStateException(use.path() + " has no getter.");
    }
    try {
      return (@Nullable Object) getter.invokeExact(instance);
    } catch (Throwable failure) {
      throw Access.unchecked(failure);
    }
  }

  /// The method or field that is read, for code generators.
  ///
  /// @return the accessor, or empty if the field is not [#readable()]
  public Optional<Member> getter() {
    return Optional.ofNullable(readFrom);
  }

  /// The method or field that is set once there is an instance, for code generators.
  ///
  /// @return the setter, or empty if the constructor takes the value or there is none
  public Optional<Member> setter() {
    return Optional.ofNullable(writtenTo);
  }

  void set(Object instance, @Nullable Object value) {
    if (setter != null) {
      try {
        setter.invokeExact(instance, value);
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
