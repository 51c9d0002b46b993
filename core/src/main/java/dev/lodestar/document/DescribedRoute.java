package dev.lodestar.document;

import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.setting.LayerSettings;
import java.util.List;
import java.util.Optional;

/// A route as the document needs it.
///
/// @param handler the method that answers; nothing if a function does
/// @param settings what its layers say together
/// @param plan what it takes and answers
/// @param hosts for which hosts only; empty for all
public record DescribedRoute(
    HttpMethod method,
    PathTemplate template,
    Optional<HandlerMethod> handler,
    LayerSettings settings,
    List<String> hosts,
    RouteMetadata metadata,
    OperationPlan plan) {}
