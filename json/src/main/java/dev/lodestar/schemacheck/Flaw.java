package dev.lodestar.schemacheck;

/// Something that is wrong with a value.
///
/// @param pointer where in the value, as a JSON pointer (RFC 6901)
/// @param code a word for programs: mostly the keyword
/// @param message a sentence for people
public record Flaw(String pointer, String code, String message) {}
