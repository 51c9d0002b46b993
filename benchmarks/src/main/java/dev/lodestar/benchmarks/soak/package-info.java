/// Servers that carry much for long: large bodies in a small heap, thousands of silent streams.
@NullMarked
package dev.lodestar.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
