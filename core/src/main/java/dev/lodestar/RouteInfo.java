package dev.lodestar;

import dev.lodestar.http.HttpMethod;
import java.util.Optional;

/// A route of a built application, for listings.
///
/// @param method the request method
/// @param path the whole path template, for instance `/widgets/{sku}`
/// @param handler what answers: for a method its signature, such as `Widgets.get(String sku)`; for
///   a function the place that registered it
/// @param location the source file and line of the handler, such as `Widgets.java:17`; nothing if
///   the class file does not tell
/// @param name the name for reverse URLs; nothing if the route has none
/// @param inSchema whether the description of the API shows the route
/// @param webSocket whether it opens WebSockets; its method is GET then, since that is what their
///   handshakes are
public record RouteInfo(
    HttpMethod method,
    String path,
    String handler,
    Optional<String> location,
    Optional<String> name,
    boolean inSchema,
    boolean webSocket) {}
