package dev.lodestar.handler;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lookups with the full privileges of application classes.
///
/// Java grants the privilege to define hidden classes only within a module, and every class loader
/// has an unnamed module of its own: a program launched from source and one that is a named module
/// are other modules than Lodestar. A package that is open to Lodestar, as every package without a
/// module is, lets it define an ordinary class though. So one tiny class is defined in the
/// application's module, and the lookup that this class creates for itself has full privileges
/// there.
final class FullLookups {

  private static final String GATE = "LodestarAccess";

  private static final ClassDesc LOOKUP =
      ClassDesc.ofDescriptor(MethodHandles.Lookup.class.descriptorString());
  private static final MethodTypeDesc CREATION = MethodTypeDesc.of(LOOKUP);

  private final Map<Module, MethodHandles.Lookup> gates = new HashMap<>();

  /// Returns a lookup on the class with full privileges, or null if its module does not open its
  /// package.
  MethodHandles.@Nullable Lookup in(Class<?> type) {
    MethodHandles.Lookup lookup = privateLookup(type);
    if (lookup == null || lookup.hasFullPrivilegeAccess()) {
      return lookup;
    }
    try {
      MethodHandles.Lookup gate = gates.get(type.getModule());
      if (gate == null) {
        gate = createGate(lookup);
        gates.put(type.getModule(), gate);
      }
      return MethodHandles.privateLookupIn(type, gate);
    } catch (Throwable impossible) {
      throw new LinkageError("Access to " + type + " could not be gained.", impossible);
    }
  }

  /// Returns a lookup that finds private methods, or null if the module does not open the package.
  static MethodHandles.@Nullable Lookup privateLookup(Class<?> type) {
    FullLookups.class.getModule().addReads(type.getModule());
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException closedModule) {
      return null;
    }
  }

  private static MethodHandles.Lookup createGate(MethodHandles.Lookup lookup) throws Throwable {
    Class<?> gate = defineGate(lookup);
    return (MethodHandles.Lookup)
        MethodHandles.privateLookupIn(gate, MethodHandles.lookup())
            .findStatic(gate, "lookup", MethodType.methodType(MethodHandles.Lookup.class))
            .invokeExact();
  }

  private static Class<?> defineGate(MethodHandles.Lookup lookup)
      throws IllegalAccessException, ClassNotFoundException {
    String packageName = lookup.lookupClass().getPackageName();
    String name = packageName.isEmpty() ? GATE : packageName.concat(".").concat(GATE);
    try {
      return lookup.defineClass(ClassFile.of().build(ClassDesc.of(name), new GateWriter()));
    } catch (LinkageError definedBefore) { // by another application in this process
      return Class.forName(name, false, lookup.lookupClass().getClassLoader());
    }
  }

  private static final class GateWriter implements Consumer<ClassBuilder> {
    @Override
    public void accept(ClassBuilder type) {
      type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
          .withMethodBody(
              "lookup", CREATION, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, new LookupWriter());
    }
  }

  private static final class LookupWriter implements Consumer<CodeBuilder> {
    @Override
    public void accept(CodeBuilder code) {
      code.invokestatic(
              ClassDesc.ofDescriptor(MethodHandles.class.descriptorString()), "lookup", CREATION)
          .areturn();
    }
  }
}
