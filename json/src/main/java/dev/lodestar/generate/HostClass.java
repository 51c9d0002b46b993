package dev.lodestar.generate;

import static java.util.Objects.requireNonNull;

import dev.lodestar.decode.Decoder;
import dev.lodestar.encode.Encoder;
import dev.lodestar.format.Input;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/// The class whose values a generated class reads or writes. The generated class becomes a nest
/// mate of it, so that it may call what is private.
record HostClass(Class<?> type, MethodHandles.Lookup lookup) {

  /// Gives the host of a class; null where code beside the class could not see this module, or
  /// where the class is closed to it.
  static @Nullable HostClass of(Class<?> type) {
    if (type.isHidden() || type.isArray() || !sees(type)) {
      return null;
    }
    var own = HostClass.class.getModule();
    var other = type.getModule();
    own.addReads(other);
    MethodHandles.Lookup lookup;
    try {
      lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException closed) {
      return null;
    }
    if (!other.canRead(own)) {
      return null;
    }
    if (!lookup.hasFullPrivilegeAccess()) {
      var full = Bridge.into(lookup);
      if (full == null) {
        return null;
      }
      lookup = full;
    }
    if (other != own) {
      exportTo(other);
    }
    return new HostClass(type, lookup);
  }

  /// Lets generated code in a module call what it needs.
  private static void exportTo(Module other) {
    for (var used : new Class<?>[] {Input.class, Decoder.class, Encoder.class, Handover.class}) {
      HostClass.class.getModule().addExports(used.getPackageName(), other);
    }
  }

  /// Whether the class loader of the class finds the classes of this module.
  private static boolean sees(Class<?> type) {
    if (type.getClassLoader() == Input.class.getClassLoader()) {
      return true;
    }
    try {
      return Class.forName(Input.class.getName(), false, type.getClassLoader()) == Input.class;
    } catch (ClassNotFoundException | LinkageError unseen) {
      return false;
    }
  }

  /// Finds a class that was generated before, gives it its constants, and makes its only instance;
  /// null if there is none, or if it has the constants of other codecs.
  @Nullable Object find(String name, Object[] constants) {
    try {
      return Handover.initialise(lookup, lookup.findClass(name), constants);
    } catch (ClassNotFoundException | IllegalAccessException | LinkageError unusable) {
      // It is generated anew.
      return null;
    }
  }

  /// Defines a hidden class with constants and makes its only instance.
  Object define(byte[] bytes, Object[] constants) {
    try {
      var defined =
          lookup.defineHiddenClass(bytes, false, MethodHandles.Lookup.ClassOption.NESTMATE);
      return requireNonNull(Handover.initialise(defined, defined.lookupClass(), constants));
    } catch (IllegalAccessException | LinkageError impossible) {
      throw new LinkageError("The codec of " + type + " could not be defined.", impossible);
    }
  }
}
