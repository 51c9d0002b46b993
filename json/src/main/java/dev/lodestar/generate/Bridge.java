package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Reference;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way into the packages of another module that are open to this one. A lookup from here may
/// define classes there, but no nest mates; a lookup that a class of that package makes may. So one
/// class that makes a lookup is defined in each such package.
final class Bridge {
  private static final String NAME = "$$LodestarBridge";
  private static final Reference LOOKUP =
      Names.method(MethodHandles.class, "lookup", MethodHandles.Lookup.class);

  private Bridge() {}

  /// Gives a lookup with all rights on the class; null if there is none.
  static MethodHandles.@Nullable Lookup into(MethodHandles.Lookup lookup) {
    var host = lookup.lookupClass();
    var prefix = host.getPackageName().isEmpty() ? "" : host.getPackageName() + ".";
    try {
      var bridge = bridge(lookup, prefix + NAME);
      var type = MethodType.methodType(MethodHandles.Lookup.class);
      var inside = (MethodHandles.Lookup) lookup.findStatic(bridge, "lookup", type).invoke();
      var full = MethodHandles.privateLookupIn(host, inside);
      return full.hasFullPrivilegeAccess() ? full : null;
    } catch (Throwable closed) {
      return null;
    }
  }

  private static Class<?> bridge(MethodHandles.Lookup lookup, String name)
      throws IllegalAccessException, ClassNotFoundException {
    try {
      return lookup.defineClass(bytes(name.replace('.', '/')));
    } catch (LinkageError defined) {
      // Another type of the package needed it before.
      return lookup.findClass(name);
    }
  }

  private static byte[] bytes(String name) {
    var type = new ClassWriter(name, ClassWriter.FINAL | ClassWriter.SYNTHETIC, List.of());
    var code = type.method(0).invokestatic(LOOKUP).add(Plain.ARETURN);
    var descriptor = Names.descriptor(MethodHandles.Lookup.class);
    type.method(ClassWriter.STATIC, "lookup", descriptor, code, 1);
    return type.toByteArray();
  }
}
