package dev.lodestar.example;

import org.jspecify.annotations.Nullable;

/// A value that was made, which may be null. Where none can be made, there is no `Made`.
///
/// @param value a text, number, boolean, list, map or null
record Made(@Nullable Object value) {}
