package dev.lodestar.model;

/// In which directions a field travels.
public enum Mark {
  /// In both: the field is read and written.
  NONE,
  /// It is written and not read, see [ReadOnly].
  READ_ONLY,
  /// It is read and not written, see [WriteOnly].
  WRITE_ONLY,
  /// It is neither read nor written, see [Private].
  PRIVATE
}
