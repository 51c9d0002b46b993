/// HTTP/3 connections and the streams of their requests, on Netty's QUIC and QPACK: what they
/// carry, and what is put up with from a client.
@NullMarked
package dev.lodestar.http3;

import org.jspecify.annotations.NullMarked;
