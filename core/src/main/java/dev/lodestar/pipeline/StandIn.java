package dev.lodestar.pipeline;

import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Place;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/// Stands for a guard or middleware that is made when the application starts.
public interface StandIn {

  /// The class of what it stands for.
  Class<?> type();

  /// Tells of a guard, a middleware or a hook: its class, and what it declares to throw.
  ///
  /// @param role the interface that it is called by
  static void describe(
      Object component, Class<?> role, Place.Kind kind, OperationCollector operation) {
    var type = component instanceof StandIn standIn ? standIn.type() : component.getClass();
    operation.place(kind, type);
    for (var method : type.getMethods()) {
      if (!method.isBridge() && isOfRole(method, role)) {
        operation.thrown(method);
      }
    }
  }

  private static boolean isOfRole(Method method, Class<?> role) {
    for (var declared : role.getMethods()) {
      if (Modifier.isAbstract(declared.getModifiers())
          && declared.getName().equals(method.getName())
          && Arrays.equals(declared.getParameterTypes(), method.getParameterTypes())) {
        return true;
      }
    }
    return false;
  }
}
