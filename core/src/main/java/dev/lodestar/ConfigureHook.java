package dev.lodestar;

import dev.lodestar.report.StartupProblem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/// Calls the method `configure` of a controller, described at [AnnotatedLayer], if it has one.
final class ConfigureHook {
  private ConfigureHook() {}

  static void call(Class<?> controller, AnnotatedLayer layer, List<StartupProblem> problems) {
    for (Class<?> type = controller; type != null; type = type.getSuperclass()) {
      for (var method : type.getDeclaredMethods()) {
        if (isHook(method)) {
          call(method, layer, problems);
          return;
        }
      }
    }
  }

  private static boolean isHook(Method method) {
    return method.getName().equals("configure")
        && method.getParameterCount() == 1
        && method.getParameterTypes()[0] == AnnotatedLayer.class;
  }

  private static void call(Method hook, AnnotatedLayer layer, List<StartupProblem> problems) {
    if (!Modifier.isStatic(hook.getModifiers())) {
      problems.add(
          layer.problem(
              "controller-configure",
              "Its method configure(AnnotatedLayer) is not static, but it is called before there is"
                  + " an instance.",
              "Make it static."));
      return;
    }
    try {
      hook.setAccessible(true);
      hook.invoke(null, layer);
    } catch (InvocationTargetException failure) {
      problems.add(
          layer.problem(
              "controller-configure",
              Sentences.ended(
                  "Its method configure(AnnotatedLayer) failed with " + failure.getCause()),
              "Correct the method."));
    } catch (ReflectiveOperationException | RuntimeException inaccessible) {
      problems.add(
          layer.problem(
              "controller-configure",
              "Its method configure(AnnotatedLayer) cannot be called: "
                  + inaccessible.getMessage()
                  + ".",
              "Open its package to the module dev.lodestar.core."));
    }
  }
}
