/// Lodestar beside a bare Netty server under load.
@NullMarked
package dev.lodestar.benchmarks.load;

import org.jspecify.annotations.NullMarked;
