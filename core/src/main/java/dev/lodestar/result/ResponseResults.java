package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.operation.OperationCollector;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Renders responses that a handler makes itself.
///
/// @param type the declared type of their entities
/// @param declared writes entities of that type; null if the type does not say how
record ResponseResults(
    Results results, Type type, @Nullable EntityWriter declared, Negotiations choices)
    implements ResultWriter {

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    return result instanceof Response<?> response
        ? results.write(request, response, declared, choices)
        : EmptyResults.render(request, choices.defaults().withoutContent());
  }

  @Override
  public void describe(OperationCollector operation) {
    operation.open();
    var defaults = choices.defaults();
    if (declared != null) {
      Answers.entityOfResponse(operation, type, declared, choices.of(declared), defaults);
    } else if (type == Void.class) {
      Answers.withoutEntity(operation, defaults);
    } else {
      Answers.open(operation, type, defaults, defaults.status());
    }
    Answers.orNothing(operation, defaults);
  }
}
