package dev.lodestar.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a document: a value, or everything that is wrong with it.
///
/// ```java
/// switch (codec.decode(bytes)) {
///   case Decoded.Valid(Order order) -> accept(order);
///   case Decoded.Invalid(var problems, var omitted) -> explain(problems);
///   case Decoded.Malformed(var message, var offset, var line, var column) -> complain(message);
/// }
/// ```
///
/// @param <T> the type of the value
public sealed interface Decoded<T extends @Nullable Object> {

  /// How many problems of one document are listed at most: 100.
  int MAX_PROBLEMS = 100;

  /// The document is a valid value.
  ///
  /// @param value the value; null only for the types `Object` and `@Nullable`
  /// @param <T> the type of the value
  record Valid<T extends @Nullable Object>(T value) implements Decoded<T> {}

  /// The document is of its format, but not a valid value.
  ///
  /// @param problems every problem in the order of the document, at most 100
  /// @param omitted how many more there are
  /// @param <T> the type of the value
  record Invalid<T extends @Nullable Object>(List<DecodeProblem> problems, int omitted)
      implements Decoded<T> {

    /// Lists as many problems as are listed, and counts the others.
    ///
    /// @param problems all problems in the order of the document
    /// @param <T> the type of the value
    /// @return the result with at most [#MAX_PROBLEMS] of them
    public static <T extends @Nullable Object> Invalid<T> of(List<DecodeProblem> problems) {
      int listed = Math.min(problems.size(), MAX_PROBLEMS);
      return new Invalid<>(problems.subList(0, listed), problems.size() - listed);
    }

    /// Copies the list.
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /// The document is not of its format, not UTF-8, or beyond a limit of [DocumentLimits].
  ///
  /// @param message what is wrong, as a complete sentence
  /// @param offset the offset of the culprit in bytes, from 0
  /// @param line the line of the culprit, from 1; 0 if the format has no lines
  /// @param column the character of the culprit in its line, from 1; 0 if the format has no lines
  /// @param <T> the type of the value
  record Malformed<T extends @Nullable Object>(String message, int offset, int line, int column)
      implements Decoded<T> {}

  /// Returns the value.
  ///
  /// @return the value of [Valid]
  /// @throws DecodeException if there is none; it carries this result
  default T orThrow() {
    if (this instanceof Valid<T>(T value)) {
      return value;
    }
    throw new DecodeException(this);
  }
}
