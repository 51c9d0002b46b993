package dev.lodestar.body;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The items of a body cannot be found any more.
final class BrokenItemsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final int line;
  private final @Nullable String found;

  /// @param message what is wrong, a sentence
  /// @param index the number of the item that is missing, from 0
  /// @param line where in the body, from 1
  BrokenItemsException(String message, int index, int line) {
    this(message, index, line, null);
  }

  private BrokenItemsException(String message, int index, int line, @Nullable String found) {
    super(message, null, false, false);
    this.index = index;
    this.line = line;
    this.found = found;
  }

  /// The body is a value, but not an array.
  ///
  /// @param found what it is, for instance `an object`
  static BrokenItemsException noArray(String found, int line) {
    return new BrokenItemsException("Expected an array, found " + found + ".", 0, line, found);
  }

  /// What the body is instead of an array; nothing if it is malformed.
  Optional<String> found() {
    return Optional.ofNullable(found);
  }

  int index() {
    return index;
  }

  int line() {
    return line;
  }
}
