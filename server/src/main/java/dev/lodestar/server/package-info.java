/// The engine as a service, on sockets and event loops of Netty: listeners, which protocol a
/// connection speaks, start and stop.
package dev.lodestar.server;
