package dev.lodestar.bind;

import dev.lodestar.http.InputSource;
import dev.lodestar.json.Json;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.Slots;
import java.util.List;

/// The parameters of a path that neither a handler nor its providers take: a request has them all
/// the same.
public final class FreePathParameters {
  private FreePathParameters() {}

  /// Tells of them.
  ///
  /// @param slots what the path was declared with
  /// @param json describes their types
  public static void describe(
      PathTemplate template, Slots slots, Json json, OperationCollector operation) {
    for (var parameter : template.parameters()) {
      operation.freePathParameter(
          new ParameterPlan(
              InputSource.PATH,
              parameter.name(),
              List.of(),
              PathSlots.use(slots.of(parameter), json),
              List.of(),
              json,
              true,
              parameter.greedy(),
              false,
              false,
              new Declaration.OfPath()));
    }
  }
}
