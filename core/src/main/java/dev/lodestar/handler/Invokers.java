package dev.lodestar.handler;

import dev.lodestar.report.StartupProblem;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

  /// Returns an invoker for each handler, in the same order.
  ///
  /// A handler that the module system keeps from being called adds a problem, and its invoker
  /// throws an [IllegalStateException]: the caller is to fail with the problems.
  public static List<Invoker> generate(
      List<HandlerMethod> handlers, List<StartupProblem> problems) {
    var methodsByClass = new LinkedHashMap<Class<?>, Set<Method>>();
    for (HandlerMethod handler : handlers) {
      Set<Method> methods = methodsByClass.get(handler.declaringClass());
      if (methods == null) {
        methods = new LinkedHashSet<>();
        methodsByClass.put(handler.declaringClass(), methods);
      }
      methods.add(handler.method());
    }
    var lookups = new FullLookups();
    var generated = new HashMap<Method, Invoker>();
    for (Map.Entry<Class<?>, Set<Method>> entry : methodsByClass.entrySet()) {
      generateFor(entry.getKey(), List.copyOf(entry.getValue()), lookups, generated);
    }
    var invokers = new ArrayList<Invoker>(handlers.size());
    for (HandlerMethod handler : handlers) {
      Invoker invoker = generated.get(handler.method());
      invokers.add(invoker != null ? invoker : throughHandle(handler, problems));
    }
    return List.copyOf(invokers);
  }

  /// A class of a closed module, or without a name that code could use, gets no generated invokers.
  private static void generateFor(
      Class<?> declaring,
      List<Method> methods,
      FullLookups lookups,
      Map<Method, Invoker> generated) {
    MethodHandles.Lookup lookup = declaring.isHidden() ? null : lookups.in(declaring);
    if (lookup == null) {
      return;
    }
    for (int start = 0; start < methods.size(); start += METHODS_PER_CLASS) {
      List<Method> chunk =
          methods.subList(start, Math.min(methods.size(), start + METHODS_PER_CLASS));
      List<BiFunction<Object, Object[], Object>> functions = InvokerClass.define(lookup, chunk);
      for (int i = 0; i < chunk.size(); i++) {
        generated.put(chunk.get(i), new GeneratedInvoker(functions.get(i)));
      }
    }
  }

  private static Invoker throughHandle(HandlerMethod handler, List<StartupProblem> problems) {
    Method method = handler.method();
    MethodHandle handle = publicHandle(handler.receiverClass(), method);
    if (handle == null) {
      handle = publicHandle(handler.declaringClass(), method);
    }
    if (handle == null) {
      StartupProblem problem = closedModule(handler);
      problems.add(problem);
      return new Uncallable(problem.what());
    }
    if (handler.isStatic()) {
      handle = MethodHandles.dropArguments(handle, 0, Object.class);
    }
    return new HandleInvoker(
        handle
            .asFixedArity()
            .asSpreader(Object[].class, method.getParameterCount())
            .asType(INVOCATION));
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

  private static StartupProblem closedModule(HandlerMethod handler) {
    String module = handler.declaringClass().getModule().getName();
    String packageName = handler.declaringClass().getPackageName();
    Module own = Invokers.class.getModule();
    String target = own.isNamed() ? " to " + own.getName() : "";
    return handler.problem(
        "module-not-open",
        "Lodestar may not call this handler, because the module "
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
