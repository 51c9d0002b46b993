package dev.lodestar.logging;

/// What lines look like.
interface LineFormat {
  /// How many characters of a message are written: 16,384.
  int MAX_MESSAGE = 16_384;

  /// How many characters of the value or the name of a field are written: 4,096.
  int MAX_VALUE = 4_096;

  /// How many fields are written: 100.
  int MAX_FIELDS = 100;

  /// How many characters of stack traces are written, with those of causes: 32,768.
  int MAX_TRACE = 32_768;

  /// How many characters all of a line has at most: 524,288. What would be beyond it is left out.
  int MAX_LINE = 524_288;

  /// The line, with what ends it.
  String of(LogLine line);
}
