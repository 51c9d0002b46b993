package dev.lodestar.pipeline;

import dev.lodestar.background.Background;
import dev.lodestar.debug.DebugRenderer;
import dev.lodestar.layer.ErrorObserver;
import java.util.List;
import java.util.Optional;

/// Who is told about failures besides the client and the log.
///
/// @param observers see every failure
/// @param debug shows server errors whole to the client, in debug mode
/// @param background forgets what a request has left to be done, when it fails
public record Reporting(
    List<ErrorObserver> observers, Optional<DebugRenderer> debug, Background background) {

  /// Copies the observers.
  public Reporting {
    observers = List.copyOf(observers);
  }
}
