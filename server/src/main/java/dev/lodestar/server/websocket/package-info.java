/// WebSockets (RFC 6455) as bytes in and bytes out: frames, messages, compression (RFC 7692), and
/// what is agreed with a client before. Knows nothing of what carries the bytes.
package dev.lodestar.server.websocket;
