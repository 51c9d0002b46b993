/// Compares the numbers that are read and written with those of the JDK.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.numbers;
