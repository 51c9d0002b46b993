package dev.lodestar.setting;

/// A value and where it was set.
///
/// @param <T> the type of the value
/// @param value the value
/// @param origin where it was set
public record Sourced<T>(T value, Origin origin) {}
