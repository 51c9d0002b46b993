package dev.lodestar.example;

/// How much examples say.
enum Style {
  /// Everything that there may be, one of each, as a reader of documentation likes it.
  TYPICAL,
  /// Whatever is allowed: limits, nulls, missing and empty things, every variant.
  VARIED,
  /// Only what must be there.
  SPARSE
}
