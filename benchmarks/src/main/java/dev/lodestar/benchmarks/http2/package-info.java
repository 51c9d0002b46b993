/// Lodestar over HTTP/2 beside a bare Netty server.
@NullMarked
package dev.lodestar.benchmarks.http2;

import org.jspecify.annotations.NullMarked;
