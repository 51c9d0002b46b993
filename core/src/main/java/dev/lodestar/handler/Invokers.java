package dev.lodestar.handler;

import dev.lodestar.report.StartupProblem;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Makes handlers callable without reflection: one generated class for each declaring class,
/// because a class for each handler costs ten times as much at start-up.
public final class Invokers {

  /// Keeps the dispatching method of a generated class small enough for the just-in-time compiler.
  private static final int METHODS_PER_CLASS = 256;

  private static final MethodType INVOCATION =
      MethodType.methodType(Object.class, Object.class, Object[].class);

  private Invokers() {}

  /// Returns an invoker for each handler or constructor, in the same order.
  ///
  /// A handler that the module system keeps from being called adds a problem, and its invoker
  /// throws an [IllegalStateException]: the caller is to fail with the problems.
  public static List<Invoker> generate(
      List<? extends Signature> handlers, List<StartupProblem> problems) {
    var methodsByClass = new LinkedHashMap<Class<?>, Set<Executable>>();
    for (Signature handler : handlers) {
      Set<Executable> methods = methodsByClass.get(handler.executable().getDeclaringClass());
      if (methods == null) {
        methods = new LinkedHashSet<>();
        methodsByClass.put(handler.executable().getDeclaringClass(), methods);
      }
      methods.add(handler.executable());
    }
    var lookups = new FullLookups();
    var classes = InvokerClasses.ofThisProcess();
    var generated = new HashMap<Executable, Invoker>();
    for (Map.Entry<Class<?>, Set<Executable>> entry : methodsByClass.entrySet()) {
      generateFor(entry.getKey(), List.copyOf(entry.getValue()), lookups, classes, generated);
    }
    var invokers = new ArrayList<Invoker>(handlers.size());
    for (Signature handler : handlers) {
      Invoker invoker = generated.get(handler.executable());
      invokers.add(invoker != null ? invoker : throughHandle(handler, problems));
    }
    return List.copyOf(invokers);
  }

  /// A class of a closed module, or without a name that code could use, gets no generated invokers.
  private static void generateFor(
      Class<?> declaring,
      List<Executable> methods,
      FullLookups lookups,
      InvokerClasses classes,
      Map<Executable, Invoker> generated) {
    MethodHandles.Lookup lookup = declaring.isHidden() ? null : lookups.in(declaring);
    if (lookup == null) {
      return;
    }
    for (int start = 0; start < methods.size(); start += METHODS_PER_CLASS) {
      List<Executable> chunk =
          methods.subList(start, Math.min(methods.size(), start + METHODS_PER_CLASS));
      List<BiFunction<Object, Object[], Object>> functions = classes.functions(lookup, chunk);
      for (int i = 0; i < chunk.size(); i++) {
        generated.put(chunk.get(i), new GeneratedInvoker(functions.get(i)));
      }
    }
  }

  private static Invoker throughHandle(Signature handler, List<StartupProblem> problems) {
    Executable executable = handler.executable();
    MethodHandle handle = publicHandle(handler);
    if (handle == null) {
      StartupProblem problem = closedModule(handler);
      problems.add(problem);
      return new Uncallable(problem.what());
    }
    if (executable instanceof Constructor<?> || Modifier.isStatic(executable.getModifiers())) {
      handle = MethodHandles.dropArguments(handle, 0, Object.class);
    }
    return new HandleInvoker(
        handle
            .asFixedArity()
            .asSpreader(Object[].class, executable.getParameterCount())
            .asType(INVOCATION));
  }

  private static @Nullable MethodHandle publicHandle(Signature signature) {
    if (signature.executable() instanceof Constructor<?> constructor) {
      return publicConstructor(constructor);
    }
    var method = (Method) signature.executable();
    MethodHandle handle = null;
    if (signature instanceof HandlerMethod handler) {
      handle = publicHandle(handler.receiverClass(), method);
    }
    return handle == null ? publicHandle(method.getDeclaringClass(), method) : handle;
  }

  private static @Nullable MethodHandle publicConstructor(Constructor<?> constructor) {
    Class<?> type = constructor.getDeclaringClass();
    MethodHandles.Lookup lookup = FullLookups.privateLookup(type);
    try {
      return (lookup == null ? MethodHandles.lookup() : lookup)
          .findConstructor(
              type, MethodType.methodType(void.class, constructor.getParameterTypes()));
    } catch (IllegalAccessException | NoSuchMethodException inaccessible) {
      return null;
    }
  }

  private static @Nullable MethodHandle publicHandle(Class<?> owner, Method method) {
    var type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    MethodHandles.Lookup lookup = FullLookups.privateLookup(owner);
    if (lookup == null) {
      lookup = MethodHandles.lookup();
    }
    try {
      return Modifier.isStatic(method.getModifiers())
          ? lookup.findStatic(owner, method.getName(), type)
          : lookup.findVirtual(owner, method.getName(), type);
    } catch (IllegalAccessException | NoSuchMethodException inaccessible) {
      return null;
    }
  }

  private static StartupProblem closedModule(Signature handler) {
    String module = handler.executable().getDeclaringClass().getModule().getName();
    String packageName = handler.executable().getDeclaringClass().getPackageName();
    Module own = Invokers.class.getModule();
    String target = own.isNamed() ? " to " + own.getName() : "";
    return handler.problem(
        "module-not-open",
        "Lodestar may not call this, because the module "
            + module
            + " does not open the package "
            + packageName
            + ".",
        "Add this line to the module-info.java of "
            + module
            + ":\n    opens "
            + packageName
            + target
            + ";");
  }

  private record GeneratedInvoker(BiFunction<Object, Object[], Object> function)
      implements Invoker {
    @Override
    @SuppressWarnings("NullAway") // generated code takes and returns null where the handler does
    public @Nullable Object invoke(@Nullable Object receiver, @Nullable Object[] arguments) {
      return function.apply(receiver, arguments);
    }
  }

  private record HandleInvoker(MethodHandle handle) implements Invoker {
    @Override
    public @Nullable Object invoke(@Nullable Object receiver, @Nullable Object[] arguments)
        throws Throwable {
      return (Object) handle.invokeExact(receiver, arguments);
    }
  }

  private record Uncallable(String reason) implements Invoker {
    @Override
    public @Nullable Object invoke(@Nullable Object receiver, @Nullable Object[] arguments) {
      throw new IllegalStateException(reason);
    }
  }
}
