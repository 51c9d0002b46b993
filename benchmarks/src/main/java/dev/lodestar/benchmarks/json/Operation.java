package dev.lodestar.benchmarks.json;

/// What is done with a document.
enum Operation {
  ENCODE("Encode", "encode", true),
  DECODE("Decode, valid", "decode", true),
  WRONG_TYPE("Decode, a wrong type at the end", "decodeWrongType", true),
  BROKEN_CONSTRAINT("Decode, a broken constraint at the end", "decodeBrokenConstraint", false);

  private final String title;
  private final String benchmark;
  private final boolean comparable;

  Operation(String title, String benchmark, boolean comparable) {
    this.title = title;
    this.benchmark = benchmark;
    this.comparable = comparable;
  }

  /// The heading of its table.
  String title() {
    return title;
  }

  /// The pattern by which JMH finds it.
  String pattern() {
    return "^" + JsonLibraries.class.getName() + "." + benchmark + "$";
  }

  /// Whether other libraries do it, too.
  boolean isDoneBy(Library library) {
    return comparable || library == Library.LODESTAR;
  }
}
