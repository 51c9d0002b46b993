/// What other connections notice of handlers that hold threads.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.fairness;
