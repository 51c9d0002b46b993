package dev.lodestar.constraint;

import java.util.Locale;
import java.util.Optional;

/// Finds the text of a message by its key, for instance in a database. Must be safe for use by many
/// threads, and quick: nothing is kept.
@FunctionalInterface
public interface MessageSource {

  /// The messages of this module: those of the built-in constraints, and of the codes of
  /// [dev.lodestar.codec.DecodeProblem] under `dev.lodestar.codec.CODE.message`, in English,
  /// French, German and Spanish.
  ///
  /// @return a source that speaks these languages, and finds the English text in every other one
  static MessageSource standard() {
    return StandardMessages.SOURCE;
  }

  /// Finds a text.
  ///
  /// @param key what stands in braces, such as `jakarta.validation.constraints.Min.message`
  /// @param locale the language that is wished for, as a client sent it; the source decides what
  ///   comes closest
  /// @return the text, in which `{attribute}` and `{key}` are replaced; empty if this source has
  ///   none
  Optional<String> find(String key, Locale locale);

  /// Whether there are messages in the language of a locale. Where nobody speaks it, the default
  /// locale is used.
  ///
  /// @param locale the language that is wished for
  /// @return true if [#find] knows the language; false unless overridden
  default boolean speaks(Locale locale) {
    return false;
  }
}
