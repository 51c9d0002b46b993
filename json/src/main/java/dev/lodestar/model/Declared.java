package dev.lodestar.model;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What classes declare, asked for once: the platform copies their methods at each call, and makes
/// the components of a record anew with all their annotations.
final class Declared {
  private final Map<Class<?>, List<Method>> methods = new HashMap<>();
  private final Map<Class<?>, List<RecordComponent>> components = new HashMap<>();

  /// The methods of a class itself.
  List<Method> methods(Class<?> type) {
    var known = methods.get(type);
    if (known == null) {
      known = List.of(type.getDeclaredMethods());
      methods.put(type, known);
    }
    return known;
  }

  /// The components of a record.
  List<RecordComponent> components(Class<?> type) {
    var known = components.get(type);
    if (known == null) {
      known = List.of(type.getRecordComponents());
      components.put(type, known);
    }
    return known;
  }
}
