package dev.lodestar.toml;

import java.util.List;

/// What was read of a document.
///
/// @param root all that was read before the first error of syntax
/// @param problems keys that occur twice, and the first error of syntax
public record TomlDocument(TomlNode.Table root, List<TomlProblem> problems) {}
