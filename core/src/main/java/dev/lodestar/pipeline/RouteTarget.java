package dev.lodestar.pipeline;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import java.util.Optional;

/// What a route leads to.
///
/// @param endpoint answers its requests
/// @param boundary answers what the engine refuses before they become whole
/// @param bodyLimit how many bytes a body may have; nothing for the engine's default
/// @param streamsBody whether the handler reads bodies while they arrive
/// @param acceptPatch the media types of the patches that it takes, if it is a route of PATCH that
///   does
/// @param mounted the application that limits bodies and answers refusals itself
public record RouteTarget(
    Endpoint endpoint,
    ErrorBoundary boundary,
    Optional<Long> bodyLimit,
    boolean streamsBody,
    Optional<String> acceptPatch,
    Optional<MountEndpoint> mounted) {

  /// Tells what the route takes and answers.
  public void describe(OperationCollector operation) {
    endpoint.describe(operation);
    bodyLimit.ifPresent(operation::bodyLimit);
  }

  BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    if (mounted.isPresent()) {
      var mount = mounted.get();
      return mount
          .application()
          .bodyPlan(MountEndpoint.below(head, mount.segments()), limited(engineDefault));
    }
    return streamsBody
        ? new BodyPlan(bodyLimit.orElse(engineDefault.limit()), true)
        : limited(engineDefault);
  }

  private BodyPlan limited(BodyPlan engineDefault) {
    return bodyLimit.isPresent() ? engineDefault.withLimit(bodyLimit.get()) : engineDefault;
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
