package dev.lodestar.codec;

/// How much a document may demand. A document beyond a limit is [Decoded.Malformed].
///
/// One limit is fixed: elements of hash sets and keys of hash maps that have the same hash code, if
/// their class does not itself say how they are ordered, as `String` and `Integer` do. There may be
/// 5,000 of them, and all such groups of a document together may be as expensive as one of that
/// size (the squares of their sizes sum up to at most 25,000,000, and long values count as
/// several). Beyond it there is a problem with the code `size`. Otherwise values with equal hash
/// codes, chosen by an attacker, would take quadratic time.
///
/// @param depth how deep objects and arrays may be nested, 1 to 1,000; also limits what is written
/// @param stringLength how many bytes a text may have between its quotes, as written
/// @param numberLength how many characters a number may have
/// @param documentSize how many bytes a document may have
public record DocumentLimits(int depth, int stringLength, int numberLength, int documentSize) {
  static final int DEFAULT_DEPTH = 100;
  private static final int GREATEST_DEPTH = 1000;
  private static final int TEN_MEGABYTES = 10_000_000;
  private static final int DEFAULT_NUMBER_LENGTH = 1000;

  /// Creates limits.
  ///
  /// @throws IllegalArgumentException if a limit is less than 1, or the depth greater than 1,000
  public DocumentLimits {
    if (depth < 1 || depth > GREATEST_DEPTH) {
      throw new IllegalArgumentException("depth: " + depth + " (expected: 1 to 1000)");
    }
    positive("stringLength", stringLength);
    positive("numberLength", numberLength);
    positive("documentSize", documentSize);
  }

  /// The limits that apply when nothing else is said: 100 levels, texts and documents of 10,000,000
  /// bytes, numbers of 1,000 characters.
  ///
  /// @return the default limits
  public static DocumentLimits standard() {
    return new DocumentLimits(DEFAULT_DEPTH, TEN_MEGABYTES, DEFAULT_NUMBER_LENGTH, TEN_MEGABYTES);
  }

  /// Returns these limits with another depth.
  ///
  /// @param depth how deep objects and arrays may be nested, 1 to 1,000
  /// @return new limits
  public DocumentLimits withDepth(int depth) {
    return new DocumentLimits(depth, stringLength, numberLength, documentSize);
  }

  /// Returns these limits with another length of texts.
  ///
  /// @param stringLength how many bytes a text may have between its quotes
  /// @return new limits
  public DocumentLimits withStringLength(int stringLength) {
    return new DocumentLimits(depth, stringLength, numberLength, documentSize);
  }

  /// Returns these limits with another length of numbers.
  ///
  /// @param numberLength how many characters a number may have
  /// @return new limits
  public DocumentLimits withNumberLength(int numberLength) {
    return new DocumentLimits(depth, stringLength, numberLength, documentSize);
  }

  /// Returns these limits with another document size.
  ///
  /// @param documentSize how many bytes a document may have
  /// @return new limits
  public DocumentLimits withDocumentSize(int documentSize) {
    return new DocumentLimits(depth, stringLength, numberLength, documentSize);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
