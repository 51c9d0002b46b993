package dev.lodestar.constraint;

/// One constraint that a value breaks.
///
/// @param pointer where in the value, as a JSON pointer (RFC 6901): empty for the value itself,
///   `/2` for the third element of a list
/// @param code the simple name of the annotation, such as `Min`
/// @param message what the annotation says about it, such as `must be greater than or equal to 1`
public record Violation(String pointer, String code, String message) {}
