/// What an application declares: handlers by annotations, routers, the application itself.
///
/// Start here: [dev.lodestar.Lodestar], [dev.lodestar.Get], [dev.lodestar.Router].
package dev.lodestar;
