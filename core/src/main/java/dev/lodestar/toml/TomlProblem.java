package dev.lodestar.toml;

/// What is wrong at a place of a document.
///
/// @param message a complete sentence, which repeats no value
/// @param line from 1
/// @param column from 1
/// @param isDuplicate whether a key occurs twice; if not, it is an error of syntax, and nothing
///   behind it was read
public record TomlProblem(String message, int line, int column, boolean isDuplicate) {}
