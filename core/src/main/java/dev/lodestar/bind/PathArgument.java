package dev.lodestar.bind;

import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.route.Match;
import dev.lodestar.route.Slots;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the value that routing has converted already.
final class PathArgument implements Argument {
  private final String name;
  private final int index;
  private final ValueShape shape;
  private final Slots.@Nullable Slot<?> slot;
  private final Taker taker;
  private final ValueCheck check;

  /// @param slot what a value has to be as well, where the path says more than the type; else null
  PathArgument(
      String name, int index, ValueShape shape, Slots.@Nullable Slot<?> slot, Taker taker) {
    this.name = name;
    this.index = index;
    this.shape = shape;
    this.slot = slot;
    this.taker = taker;
    this.check = new ValueCheck(InputSource.PATH, name, shape.use(), taker.json().constraints());
  }

  @Override
  public void describe(OperationCollector operation) {
    var use = shape.use();
    var slotUse = slot == null ? null : PathSlots.use(slot, taker.json());
    var also = new ArrayList<TypeUse>();
    if (slotUse != null && shape.elementType() != String.class) {
      also.add(use);
    }
    operation.parameter(
        new ParameterPlan(
            InputSource.PATH,
            name,
            List.of(),
            slotUse == null ? use : slotUse,
            also,
            taker.json(),
            true,
            shape.takesSeveral(),
            false,
            false,
            taker.declaration()));
  }

  @Override
  public Object read(Request request, Match.Found<?> match, InputErrors errors) {
    var wrapped = shape.wrap(match.value(index));
    check.check(wrapped, errors);
    return wrapped;
  }
}
