/// Shapes of an article, derived from it.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.dto.derived;
