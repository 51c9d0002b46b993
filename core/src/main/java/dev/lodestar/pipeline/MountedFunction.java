package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.pipeline.FunctionEndpoint.RequestFunction;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;

/// Hands requests of every method to a function, which sees paths below where it is mounted.
///
/// @param segments how many segments the path has where it is mounted
record MountedFunction(RequestFunction function, ResultWriter writer, int segments)
    implements Endpoint {

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    return writer.write(request, function.handle(MountEndpoint.below(request, segments)));
  }
}
