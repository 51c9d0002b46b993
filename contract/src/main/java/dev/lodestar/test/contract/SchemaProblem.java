package dev.lodestar.test.contract;

/// What a schema says against a value.
///
/// @param at the JSON pointer of the value inside of the whole one; empty for that itself
/// @param keyword the keyword of the schema, such as `minimum`
/// @param message what is wrong
/// @param place the JSON pointer of the keyword in the document
record SchemaProblem(String at, String keyword, String message, String place) {

  /// The message with where the value stands.
  String sentence() {
    return at.isEmpty() ? message : at + " " + message;
  }
}
