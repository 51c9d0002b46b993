/// The contract between an HTTP engine, which owns sockets and bytes, and the application, which
/// turns requests into responses.
///
/// Applications meet [dev.lodestar.engine.Server] and [dev.lodestar.engine.ServerOptions]; engines
/// implement [dev.lodestar.engine.Engine].
package dev.lodestar.engine;
