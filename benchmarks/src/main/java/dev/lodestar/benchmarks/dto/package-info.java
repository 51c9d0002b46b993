/// Shapes of one type, derived and written by hand: how fast they are read and written.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.dto;
