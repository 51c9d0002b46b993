package dev.lodestar.handler;

import dev.lodestar.baked.BakedClasses;
import dev.lodestar.baked.BakedCollector;
import dev.lodestar.baked.Hash;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The classes that call handlers: those that were generated when the application was packaged,
/// where they fit, and generated ones.
final class InvokerClasses {
  /// The system property that the start script of a packaged application sets. Without it, nobody
  /// looks for baked classes, which would cost each start a look into every jar.
  private static final String PACKAGED = "lodestar.packaged";

  /// Changes with the code that is generated; a test knows when it must.
  private static final int GENERATION = 1;

  private final @Nullable BakedClasses baked;
  private final Optional<BakedCollector> collector;

  private InvokerClasses(@Nullable BakedClasses baked, Optional<BakedCollector> collector) {
    this.baked = baked;
    this.collector = collector;
  }

  static InvokerClasses ofThisProcess() {
    return new InvokerClasses(
        System.getProperty(PACKAGED) == null ? null : new BakedClasses(),
        BakedCollector.ofThisProcess());
  }

  /// Gives a function (receiver, arguments) for each method.
  ///
  /// @param lookup full access to the class that declares the methods
  List<BiFunction<Object, Object[], Object>> functions(
      MethodHandles.Lookup lookup, List<Executable> methods) {
    return InvokerClass.functions(factory(lookup, methods), methods.size());
  }

  private IntFunction<?> factory(MethodHandles.Lookup lookup, List<Executable> methods) {
    var declaring = lookup.lookupClass();
    var plain = declaring.getName().concat("$$Handlers");
    if (collector.isPresent()) {
      var name = plain.concat("$").concat(Hash.of(fingerprint(methods)));
      var bytes = InvokerClass.bytes(ClassDesc.of(name), methods);
      if (isCallableFromBeside(methods)) {
        collector.get().add(name, bytes);
      }
      return InvokerClass.instantiate(lookup, bytes);
    }
    if (baked != null && baked.existBeside(declaring)) {
      var name = plain.concat("$").concat(Hash.of(fingerprint(methods)));
      var found = baked.contain(declaring, name) ? InvokerClass.find(lookup, name) : null;
      if (found != null) {
        return found;
      }
      baked.missed(declaring, name);
    }
    return InvokerClass.instantiate(lookup, InvokerClass.bytes(ClassDesc.of(plain), methods));
  }

  /// A class in a jar is no nest mate, so it may not call what is private.
  private static boolean isCallableFromBeside(List<Executable> methods) {
    for (var method : methods) {
      if (Modifier.isPrivate(method.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  /// Everything that the bytes depend on.
  private static CharSequence fingerprint(List<Executable> methods) {
    var text = new StringBuilder("Handlers").append(GENERATION);
    for (var method : methods) {
      text.append(';')
          .append(method instanceof Constructor<?> ? "new" : method.getName())
          .append(Modifier.isStatic(method.getModifiers()) ? " static " : " ")
          .append(method.getDeclaringClass().isInterface() ? "interface " : "")
          .append(ClassDetails.descriptorOf(method));
    }
    return text;
  }
}
