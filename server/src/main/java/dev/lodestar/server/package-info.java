/// The HTTP/1.1 engine: sockets and event loops of Netty, a strict reader of requests, a writer of
/// responses, and the virtual threads that run the application.
package dev.lodestar.server;
