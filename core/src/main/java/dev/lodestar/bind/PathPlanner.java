package dev.lodestar.bind;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.ModelException;
import dev.lodestar.report.StartupProblem;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Plans what a route takes of its path. Used by one thread, while the route is planned.
final class PathPlanner {
  private final ArgumentPlanner.Values values;
  private final PathSlots slots;
  private final RouteShape route;
  private final ParameterProblems wrong;
  private final BiConsumer<HandlerParameter, StartupProblem> problems;

  PathPlanner(
      ArgumentPlanner.Values values,
      PathSlots slots,
      RouteShape route,
      ParameterProblems wrong,
      BiConsumer<HandlerParameter, StartupProblem> problems) {
    this.values = values;
    this.slots = slots;
    this.route = route;
    this.wrong = wrong;
    this.problems = problems;
  }

  /// Plans a parameter of the path; null after a problem.
  ///
  /// @throws ModelException if the type, its default or a constraint is not supported
  @Nullable Argument argument(HandlerParameter parameter, String name) {
    var index = slots.indexOf(name);
    if (index < 0 && !route.pathNames().contains(name)) {
      return refuse(parameter, wrong.notInPath(parameter, name, slots.names()));
    }
    var shape = Declared.shape(parameter, values.models());
    if (shape.isEmpty()) {
      return refuse(parameter, wrong.notASimpleType(parameter, label(name)));
    }
    return index < 0
        ? absent(parameter, name, shape.get())
        : present(parameter, name, index, shape.get());
  }

  private @Nullable Argument present(
      HandlerParameter parameter, String name, int index, ValueShape shape) {
    if (shape.takesSeveral() && !takesSegments(shape, index)) {
      return refuse(parameter, wrong.notASimpleType(parameter, label(name)));
    }
    var earlier = slots.takenAs(index, shape);
    if (earlier.isPresent()) {
      return refuse(parameter, wrong.takenAsOtherType(parameter, name, earlier.get()));
    }
    var conflict = slots.claim(index, shape);
    return conflict.isPresent()
        ? refuse(parameter, wrong.slotConflict(parameter, name, conflict.get()))
        : new PathArgument(
            name, index, shape, slots.narrower(index, shape), new Taker(parameter, values.json()));
  }

  private static String label(String name) {
    return "path parameter \"" + name + "\"";
  }

  private boolean takesSegments(ValueShape shape, int index) {
    return slots.isGreedy(index)
        && shape.use().model().rawClass() == List.class
        && shape.elementType() == String.class;
  }

  /// The name stands in another path of the handler, and not in this one.
  private @Nullable Argument absent(HandlerParameter parameter, String name, ValueShape shape) {
    return shape.isRequired()
        ? refuse(parameter, wrong.sometimesAbsent(parameter, name))
        : (request, match, errors) -> shape.absent();
  }

  private @Nullable Argument refuse(HandlerParameter parameter, StartupProblem problem) {
    problems.accept(parameter, problem);
    return null;
  }
}
