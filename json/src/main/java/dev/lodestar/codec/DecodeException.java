package dev.lodestar.codec;

import org.jspecify.annotations.Nullable;

/// Says that a document has no value. Thrown by [Decoded#orThrow()] only; decoding itself never
/// throws because of a document.
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Decoded<? extends @Nullable Object> result;

  /// Creates the exception.
  ///
  /// @param result an invalid or malformed result
  public DecodeException(Decoded<? extends @Nullable Object> result) {
    super(text(result));
    this.result = result;
  }

  /// What is wrong with the document.
  ///
  /// @return [Decoded.Invalid] or [Decoded.Malformed]
  public Decoded<? extends @Nullable Object> result() {
    return result;
  }

  private static String text(Decoded<? extends @Nullable Object> result) {
    return switch (result) {
      case Decoded.Valid<?> valid -> "The document is valid.";
      case Decoded.Malformed<?> malformed -> malformed.message() + place(malformed);
      case Decoded.Invalid<?> invalid -> {
        var text = new StringBuilder();
        for (var problem : invalid.problems()) {
          text.append(text.isEmpty() ? "" : "\n").append(problem);
        }
        if (invalid.omitted() > 0) {
          text.append("\nand ").append(invalid.omitted()).append(" more problems");
        }
        yield text.toString();
      }
    };
  }

  private static String place(Decoded.Malformed<?> malformed) {
    return malformed.line() == 0
        ? " (offset " + malformed.offset() + ")"
        : " (line " + malformed.line() + ", column " + malformed.column() + ")";
  }
}
