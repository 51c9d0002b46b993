package dev.lodestar.jsonpatch;

/// Why a document is no patch.
///
/// @param pointer where in the document
/// @param code one of the codes of problems of documents
/// @param expected what is accepted, as a phrase
/// @param found what there is, as a phrase
/// @param message all of it, as a complete sentence
public record Mistake(String pointer, String code, String expected, String found, String message) {

  static Mistake of(String pointer, String code, String expected, String found) {
    return new Mistake(
        pointer, code, expected, found, "Expected " + expected + ", found " + found + ".");
  }

  static Mistake missing(String pointer, String expected) {
    return new Mistake(
        pointer,
        "required",
        expected,
        "nothing",
        "The field is required: expected " + expected + ".");
  }
}
