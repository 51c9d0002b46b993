package dev.lodestar.model;

/// When a field is left out of what is written.
public enum Omission {
  /// Never: null and the empty `Optional` are written as null.
  NEVER,
  /// If the value is null or an empty `Optional`.
  IF_NULL,
  /// If the value is null, an empty `Optional`, or an empty text, collection, map or array.
  IF_EMPTY
}
