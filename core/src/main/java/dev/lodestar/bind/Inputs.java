package dev.lodestar.bind;

import dev.lodestar.handler.HandlerParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a handler and its providers take from the request, in the order in which it is read. Used
/// by one thread, while a route is planned.
final class Inputs {
  private final List<Argument> arguments = new ArrayList<>();
  private final Map<Object, Integer> bodies = new HashMap<>();

  /// Adds an input and returns its index.
  int add(Argument argument) {
    arguments.add(argument);
    return arguments.size() - 1;
  }

  /// Adds the body as a parameter takes it; several that take it as the same thing share it, so
  /// that it is decoded once.
  int addBody(HandlerParameter parameter, Argument body) {
    var kind = List.of(parameter.type(), parameter.isNullable(), parameter.annotations());
    var known = bodies.putIfAbsent(kind, arguments.size());
    return known == null ? add(body) : known;
  }

  Argument get(int index) {
    return arguments.get(index);
  }

  int size() {
    return arguments.size();
  }

  Argument[] all() {
    return arguments.toArray(new Argument[0]);
  }
}
