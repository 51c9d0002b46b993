/// WebSockets (RFC 6455) as handlers see them: messages, close codes, and what tells that a socket
/// is closed.
package dev.lodestar.websocket;
