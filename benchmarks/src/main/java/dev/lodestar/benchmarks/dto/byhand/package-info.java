/// Shapes of an article, written by hand.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.dto.byhand;
