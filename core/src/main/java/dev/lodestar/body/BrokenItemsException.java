package dev.lodestar.body;

/// The items of a body cannot be found any more.
final class BrokenItemsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final int line;

  /// @param message what is wrong, a sentence
  /// @param index the number of the item that is missing, from 0
  /// @param line where in the body, from 1
  BrokenItemsException(String message, int index, int line) {
    super(message, null, false, false);
    this.index = index;
    this.line = line;
  }

  int index() {
    return index;
  }

  int line() {
    return line;
  }
}
