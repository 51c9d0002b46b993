package dev.lodestar.bind;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.pagination.PageLimits;
import dev.lodestar.pagination.PageNames;
import dev.lodestar.route.PathTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One route of a handler, as far as it decides about parameters.
///
/// @param method the request method
/// @param template the whole path template
/// @param pathNames the names in all path templates of the handler, so that a parameter which is in
///   one of them never becomes a query parameter on another
/// @param consumed the media types or ranges that bodies are restricted to; empty if the types of
///   the parameters decide
/// @param pageLimits how many items pages have; nothing for the standard
/// @param pageNames what the parameters of page requests are called; nothing for the standard
/// @param webSocket whether its requests are handshakes of WebSockets
public record RouteShape(
    HttpMethod method,
    PathTemplate template,
    Set<String> pathNames,
    List<MediaType> consumed,
    Optional<PageLimits> pageLimits,
    Optional<PageNames> pageNames,
    boolean webSocket) {}
