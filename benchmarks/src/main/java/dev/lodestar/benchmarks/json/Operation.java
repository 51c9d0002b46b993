package dev.lodestar.benchmarks.json;

/// What is done with a document.
enum Operation {
  ENCODE("Encode", true),
  DECODE("Decode, valid", true),
  WRONG_TYPE("Decode, a wrong type at the end", true),
  BROKEN_CONSTRAINT("Decode, a broken constraint at the end", false);

  private final String title;
  private final boolean comparable;

  Operation(String title, boolean comparable) {
    this.title = title;
    this.comparable = comparable;
  }

  /// The heading of its table.
  String title() {
    return title;
  }

  /// Whether other libraries do it, too.
  boolean isDoneBy(Library library) {
    return comparable || library == Library.LODESTAR;
  }
}
