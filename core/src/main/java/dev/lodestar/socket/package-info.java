/// WebSockets between their handlers and the engine: the handshake as a decision that the pipeline
/// waits for, and what handlers do with an open connection.
package dev.lodestar.socket;
