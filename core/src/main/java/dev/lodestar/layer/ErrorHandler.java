package dev.lodestar.layer;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;

/// Answers failures of one class, or of one status. Thread-safe; it may block.
///
/// The layers of a route are asked from the nearest to the outermost. Within one layer the handler
/// of the closest class of the exception wins, and one for its status comes after all classes.
///
/// @param <E> the class of the failures
@FunctionalInterface
public interface ErrorHandler<E extends Throwable> {

  /// Answers a failure.
  ///
  /// @param failure what was thrown
  /// @param request the request
  /// @return the response; if it has no status, it gets that of the failure: that of an
  ///   [dev.lodestar.http.HttpException], 500 for every other exception
  /// @throws dev.lodestar.http.HttpException to be answered as it says
  /// @throws Exception what goes wrong in the handler itself; it is logged and answered with 500
  Response<?> handle(E failure, Request request) throws Exception;
}
