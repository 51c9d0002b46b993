package dev.lodestar.jsonpatch;

/// An operation that cannot be carried out on a document.
public final class ConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final transient Operation operation;

  ConflictException(int index, Operation operation, String why) {
    super(why, null, false, false);
    this.index = index;
    this.operation = operation;
  }

  /// The number of the operation, from 0.
  public int index() {
    return index;
  }

  /// The operation.
  public Operation operation() {
    return operation;
  }
}
