/// WebSockets: echoes beside bare Netty.
@NullMarked
package dev.lodestar.benchmarks.websocket;

import org.jspecify.annotations.NullMarked;
