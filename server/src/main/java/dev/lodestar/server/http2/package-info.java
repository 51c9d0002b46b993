/// HTTP/2 connections (RFC 9113) and their streams: frames, flow control in both directions, heads
/// as HPACK has them, and what is put up with from a client.
@NullMarked
package dev.lodestar.server.http2;

import org.jspecify.annotations.NullMarked;
