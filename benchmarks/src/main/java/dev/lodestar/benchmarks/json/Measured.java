package dev.lodestar.benchmarks.json;

/// What one process measured.
///
/// @param nanoseconds the processor time of an operation
/// @param bytes how much an operation allocates
record Measured(double nanoseconds, double bytes) {}
