package dev.lodestar.generate;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// A way into the packages of another module that are open to this one. A lookup from here may
/// define classes there, but no nest mates; a lookup that a class of that package makes may. So one
/// class that makes a lookup is defined in each such package.
final class Bridge {
  private static final String NAME = "$$LodestarBridge";
  private static final ClassDesc LOOKUP = Descriptors.of(MethodHandles.Lookup.class);
  private static final MethodTypeDesc MAKER = MethodTypeDesc.of(LOOKUP);

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
      return lookup.defineClass(bytes(ClassDesc.of(name)));
    } catch (LinkageError defined) {
      // Another type of the package needed it before.
      return lookup.findClass(name);
    }
  }

  private static byte[] bytes(ClassDesc name) {
    var methods = Descriptors.of(MethodHandles.class);
    return ClassFile.of()
        .build(
            name,
            type ->
                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withMethodBody(
                        "lookup",
                        MAKER,
                        ClassFile.ACC_STATIC,
                        code -> code.invokestatic(methods, "lookup", MAKER).areturn()));
  }
}
