package dev.lodestar.benchmarks.json;

/// Writes and reads the documents of one shape with one library.
interface Binding {
  byte[] encode(Object value);

  Object decode(byte[] document);

  /// Reads a document that has no value.
  ///
  /// @return what the library says about it
  /// @throws IllegalStateException if it accepts the document
  Object refuse(byte[] document);
}
