package dev.lodestar.model;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// A method handle that is made when it is first needed: generated code needs none, and a type has
/// one for each field.
final class Handle {
  private final MethodHandles.@Nullable Lookup lookup;
  private final @Nullable Member member;
  private final boolean sets;

  // Two threads may make it: both are right, one stays.
  private volatile @Nullable MethodHandle made;

  private Handle(
      MethodHandles.@Nullable Lookup lookup,
      @Nullable Member member,
      boolean sets,
      @Nullable MethodHandle made) {
    this.lookup = lookup;
    this.member = member;
    this.sets = sets;
    this.made = made;
  }

  static Handle of(MethodHandle ready) {
    return new Handle(null, null, false, ready);
  }

  /// A handle that calls a method or constructor, or reads a field.
  static Handle of(MethodHandles.Lookup lookup, Member member) throws IllegalAccessException {
    return checked(lookup, member, false);
  }

  /// A handle that sets a field.
  static Handle setting(MethodHandles.Lookup lookup, Field field) throws IllegalAccessException {
    return checked(lookup, field, true);
  }

  /// Whether it can be made is certain where the lookup has all rights on the very class.
  private static Handle checked(MethodHandles.Lookup lookup, Member member, boolean sets)
      throws IllegalAccessException {
    boolean certain =
        lookup.lookupClass() == member.getDeclaringClass()
            && (lookup.lookupModes() & MethodHandles.Lookup.PRIVATE) != 0;
    return new Handle(lookup, member, sets, certain ? null : make(lookup, member, sets));
  }

  private static MethodHandle make(MethodHandles.Lookup lookup, Member member, boolean sets)
      throws IllegalAccessException {
    if (member instanceof Field field) {
      return sets ? lookup.unreflectSetter(field) : lookup.unreflectGetter(field);
    }
    var handle =
        member instanceof Constructor<?> constructor
            ? lookup.unreflectConstructor(constructor)
            : lookup.unreflect((Method) member);
    return handle.asFixedArity();
  }

  MethodHandle get() {
    var ready = made;
    if (ready == null) {
      try {
        ready = make(requireNonNull(lookup), requireNonNull(member), sets);
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException("Cannot use " + member + ".", impossible);
      }
      made = ready;
    }
    return ready;
  }
}
