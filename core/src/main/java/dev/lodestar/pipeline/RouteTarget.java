package dev.lodestar.pipeline;

import java.util.Optional;

/// What a route leads to.
///
/// @param endpoint answers its requests
/// @param boundary answers what the engine refuses before they become whole
/// @param bodyLimit how many bytes a body may have; nothing for the engine's default
public record RouteTarget(Endpoint endpoint, ErrorBoundary boundary, Optional<Long> bodyLimit) {}
