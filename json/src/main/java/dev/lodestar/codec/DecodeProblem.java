package dev.lodestar.codec;

import dev.lodestar.constraint.MessageSource;
import dev.lodestar.constraint.Violation;
import java.util.Locale;
import java.util.Optional;

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
/// @param message all of it; for constraints in the default locale, otherwise in English; see
///   [#message(Locale)]
/// @param violation the constraint that is violated, or the refusal of the application's own code;
///   empty for everything else
public record DecodeProblem(
    String pointer,
    String code,
    String expected,
    String found,
    String message,
    Optional<Violation> violation) {

  private static final int MAX_SHOWN = 50;

  /// A text of a document as it is shown in a message.
  ///
  /// @param text the text
  /// @return its first 50 characters and an ellipsis; the text itself if it is not longer
  public static String shown(String text) {
    if (text.length() <= MAX_SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
    return text.substring(0, end) + "…";
  }

  /// Creates a problem that no constraint has found.
  ///
  /// @param pointer where
  /// @param code what kind of problem it is
  /// @param expected what the type accepts
  /// @param found what the document contains
  /// @param message all of it as a complete sentence
  public DecodeProblem(String pointer, String code, String expected, String found, String message) {
    this(pointer, code, expected, found, message, Optional.empty());
  }

  /// Creates the problem that a violation is.
  ///
  /// @param violation what was found, with its pointer in the document
  /// @return the problem
  public static DecodeProblem of(Violation violation) {
    return new DecodeProblem(
        violation.pointer(), violation.code(), "", "", violation.message(), Optional.of(violation));
  }

  /// Returns this problem as one of something further out.
  ///
  /// @param prefix the JSON pointer to the value that was looked at
  /// @return a problem whose pointer begins with the prefix
  public DecodeProblem inside(String prefix) {
    return new DecodeProblem(
        prefix + pointer,
        code,
        expected,
        found,
        message,
        violation.isPresent() ? Optional.of(violation.get().inside(prefix)) : violation);
  }

  /// The message in a language.
  ///
  /// @param locale the language that is wished for
  /// @return the message of the constraint, in its default locale where there is none in this
  ///   language; for every other code [#message()] in English and where the language is not known,
  ///   and in French, German and Spanish a sentence that says what [#code()] means, since
  ///   [#expected()] and [#found()] are English
  public String message(Locale locale) {
    if (violation.isPresent()) {
      return violation.get().message(locale);
    }
    var texts = MessageSource.standard();
    return locale.getLanguage().equals("en") || !texts.speaks(locale)
        ? message
        : texts.find("dev.lodestar.codec." + code + ".message", locale).orElse(message);
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(document)" : pointer) + ": " + message;
  }
}
