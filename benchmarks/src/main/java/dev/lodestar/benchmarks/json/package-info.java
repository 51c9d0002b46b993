/// JSON libraries beside each other: the same documents, written and read by each.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.json;
