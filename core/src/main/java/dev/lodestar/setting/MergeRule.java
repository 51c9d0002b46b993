package dev.lodestar.setting;

/// How a setting of a layer meets those of the layers around it.
public enum MergeRule {
  /// The nearest layer that says something wins: a value, or that there is none.
  REPLACE,
  /// Entries by key; for each key the nearest layer wins.
  MAP,
  /// All of them, those of the outermost layer first.
  CHAIN,
  /// All of them, each once.
  UNION
}
