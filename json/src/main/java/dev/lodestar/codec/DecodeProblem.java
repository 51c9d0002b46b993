package dev.lodestar.codec;

/// One reason why a document is not a valid value of its type.
///
/// The code is one of these words, or the simple name of a constraint such as `Min`:
///
/// | code | the value |
/// |---|---|
/// | `required` | is missing |
/// | `null` | is null where null is not allowed |
/// | `type` | is of another kind, such as a text instead of a number |
/// | `range` | is a number that the type cannot hold |
/// | `format` | is a text that the type does not accept |
/// | `unknown` | has a name that is not known, where that is refused |
/// | `duplicate` | is the second one of its name |
/// | `size` | has more elements than a set of such elements may have |
/// | `invalid` | was refused by the constructor of its class |
///
/// @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document
/// @param code what kind of problem it is
/// @param expected what the type accepts, as a phrase; empty for constraints
/// @param found what the document contains, as a phrase, texts cut after 50 characters; empty for
///   constraints, so that a refused secret is not repeated
/// @param message all of it as a complete sentence
public record DecodeProblem(
    String pointer, String code, String expected, String found, String message) {

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(document)" : pointer) + ": " + message;
  }
}
