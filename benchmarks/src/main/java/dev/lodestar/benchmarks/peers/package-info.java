/// Lodestar beside other frameworks, and beside bare Netty: the same five endpoints, checked,
/// started and loaded in turn.
@NullMarked
package dev.lodestar.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
