package dev.lodestar.pipeline;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Status;
import dev.lodestar.layer.ErrorHandler;
import dev.lodestar.setting.ErrorCase;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the handler of a failure: the layers from the nearest to the outermost; within a layer the
/// closest class, then the status. Immutable and thread-safe.
final class ErrorHandlers {
  private final List<OfLayer> nearestFirst;

  private ErrorHandlers(List<OfLayer> nearestFirst) {
    this.nearestFirst = nearestFirst;
  }

  private record OfLayer(
      Map<Class<?>, ErrorHandler<Throwable>> byClass,
      Map<Status, ErrorHandler<Throwable>> byStatus) {}

  /// Collects the handlers of the layers of a route.
  ///
  /// @param layers outermost first
  static ErrorHandlers of(List<LayerSettings> layers) {
    var collected = new ArrayList<OfLayer>(1);
    for (var layer : layers.reversed()) {
      var handlers = layer.get(LayerSettings.ERROR_HANDLERS);
      if (!handlers.isEmpty()) {
        var byClass = new HashMap<Class<?>, ErrorHandler<Throwable>>();
        var byStatus = new HashMap<Status, ErrorHandler<Throwable>>();
        handlers.forEach((errorCase, handler) -> {
          @SuppressWarnings("unchecked") // only ever given failures of its case
          var typed = (ErrorHandler<Throwable>) handler.value();
          switch (errorCase) {
            case ErrorCase.OfClass(var type) -> byClass.put(type, typed);
            case ErrorCase.OfStatus(var status) -> byStatus.put(status, typed);
          }
        });
        collected.add(new OfLayer(Map.copyOf(byClass), Map.copyOf(byStatus)));
      }
    }
    return new ErrorHandlers(List.copyOf(collected));
  }

  Optional<ErrorHandler<Throwable>> find(Throwable failure) {
    return nearestFirst.isEmpty() ? Optional.empty() : find(failure.getClass(), statusOf(failure));
  }

  /// Finds the handler of failures of a class.
  ///
  /// @param status what they have by themselves
  Optional<ErrorHandler<Throwable>> find(Class<?> failure, Status status) {
    for (var layer : nearestFirst) {
      for (Class<?> type = failure; type != null; type = type.getSuperclass()) {
        var handler = layer.byClass().get(type);
        if (handler != null) {
          return Optional.of(handler);
        }
      }
      var handler = layer.byStatus().get(status);
      if (handler != null) {
        return Optional.of(handler);
      }
    }
    return Optional.empty();
  }

  /// The status that a failure has by itself.
  static Status statusOf(Throwable failure) {
    return failure instanceof HttpException known
        ? known.problem().status()
        : Status.INTERNAL_SERVER_ERROR;
  }
}
