package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.util.Optional;

/// What a route leads to.
///
/// @param endpoint answers its requests
/// @param boundary answers what the engine refuses before they become whole
/// @param bodyLimit how many bytes a body may have; nothing for the engine's default
/// @param mounted the application that limits bodies and answers refusals itself
public record RouteTarget(
    Endpoint endpoint,
    ErrorBoundary boundary,
    Optional<Long> bodyLimit,
    Optional<MountEndpoint> mounted) {

  long bodyLimit(Request head, long engineDefault) {
    if (mounted.isEmpty()) {
      return bodyLimit.orElse(engineDefault);
    }
    var mount = mounted.get();
    return mount
        .application()
        .bodyLimit(MountEndpoint.below(head, mount.segments()), bodyLimit.orElse(engineDefault));
  }

  RenderedResponse refuse(HttpException failure, Request head) {
    if (mounted.isEmpty()) {
      return boundary.refuse(failure, Optional.of(head));
    }
    var mount = mounted.get();
    return mount
        .application()
        .refuse(failure, Optional.of(MountEndpoint.below(head, mount.segments())));
  }
}
