package dev.lodestar.bind;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.setting.LayerSettings;
import java.util.List;
import java.util.Set;

/// One route of a handler, as far as it decides about parameters.
///
/// @param method the request method
/// @param template the whole path template
/// @param pathNames the names in all path templates of the handler, so that a parameter which is in
///   one of them never becomes a query parameter on another
/// @param consumed the media types or ranges that bodies are restricted to; empty if the types of
///   the parameters decide
/// @param settings what its layers say
public record RouteShape(
    HttpMethod method,
    PathTemplate template,
    Set<String> pathNames,
    List<MediaType> consumed,
    LayerSettings settings) {}
