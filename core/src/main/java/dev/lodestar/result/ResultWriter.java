package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import org.jspecify.annotations.Nullable;

/// Renders what one handler returns. Immutable and thread-safe.
public interface ResultWriter {

  /// Refuses a request that no result could satisfy, before its handler changes anything. Results
  /// of safe methods are not looked at before there is one.
  ///
  /// @throws dev.lodestar.http.HttpException 406
  default void check(Request request) {
    // most results satisfy everybody
  }

  /// Renders a return value.
  ///
  /// @param request the request, whose method may be HEAD where the route's is GET
  /// @param result what the handler returned; `null` for nothing
  RenderedResponse write(Request request, @Nullable Object result);

  /// Tells what results are answered with.
  void describe(OperationCollector operation);
}
