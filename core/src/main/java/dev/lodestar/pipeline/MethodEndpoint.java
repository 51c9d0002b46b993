package dev.lodestar.pipeline;

import dev.lodestar.bind.Arguments;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.graph.SingletonSource;
import dev.lodestar.handler.Invoker;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.Match;
import org.jspecify.annotations.Nullable;

/// Answers by calling a handler method with typed arguments.
public final class MethodEndpoint implements Endpoint {
  private final Invoker invoker;
  private final @Nullable SingletonSource receiver;
  private final Arguments arguments;
  private final ResultWriter writer;

  /// Creates an endpoint.
  ///
  /// @param receiver the object that the method is called on; `null` for a static method, and where
  ///   each request makes one
  public MethodEndpoint(
      Invoker invoker,
      @Nullable SingletonSource receiver,
      Arguments arguments,
      ResultWriter writer) {
    this.invoker = invoker;
    this.receiver = receiver;
    this.arguments = arguments;
    this.writer = writer;
  }

  @Override
  public void describe(OperationCollector operation) {
    arguments.describe(operation);
    writer.describe(operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    writer.check(request);
    if (arguments.needScope()) {
      return answerInScope(request, match);
    }
    var values = arguments.read(request, (Match.Found<?>) match);
    return writer.write(request, invoker.invoke(receiver(), values));
  }

  private @Nullable Object receiver() throws Throwable {
    return receiver == null ? null : receiver.get();
  }

  private RenderedResponse answerInScope(Request request, Match<?> match) throws Throwable {
    var scope = arguments.open(request, (Match.Found<?>) match);
    RenderedResponse rendered;
    try {
      scope.provide();
      var result = invoker.invoke(scope.receiver(receiver()), scope.arguments());
      rendered = writer.write(request, result);
      scope.settle(rendered.status());
    } catch (Throwable thrown) {
      var failure = TimeLimits.causeOf(request, thrown);
      scope.fail(failure);
      throw failure;
    }
    return scope.hasEndings()
        ? rendered.withCompletion(delivery -> scope.complete(delivery == Delivery.SENT))
        : rendered;
  }
}
