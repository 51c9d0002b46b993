package dev.lodestar.pipeline;

import dev.lodestar.bind.Arguments;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.handler.Invoker;
import dev.lodestar.http.Request;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;
import org.jspecify.annotations.Nullable;

/// Answers by calling a handler method with typed arguments.
public final class MethodEndpoint implements Endpoint {
  private final Invoker invoker;
  private final @Nullable Object receiver;
  private final Arguments arguments;
  private final ResultWriter writer;

  /// Creates an endpoint.
  ///
  /// @param receiver the object that the method is called on; `null` for a static method
  public MethodEndpoint(
      Invoker invoker, @Nullable Object receiver, Arguments arguments, ResultWriter writer) {
    this.invoker = invoker;
    this.receiver = receiver;
    this.arguments = arguments;
    this.writer = writer;
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var values = arguments.read(request, (Match.Found<?>) match);
    return writer.write(request, invoker.invoke(receiver, values));
  }
}
