package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.form.FormLimits;
import dev.lodestar.form.Forms;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;

/// Tells whoever reads the form of a request what the layers of its route say.
record FormLimitsEndpoint(FormLimits limits, Endpoint inner) implements Endpoint {

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    request.setAttribute(Forms.LIMITS, limits);
    return inner.answer(request, match);
  }
}
