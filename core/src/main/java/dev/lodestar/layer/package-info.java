/// What can stand on a layer of an application (the application itself, routers, controllers,
/// handlers): guards, middleware, hooks, error handlers, and what they are told of a route.
package dev.lodestar.layer;
