package dev.lodestar.supervise;

import dev.lodestar.model.Default;

/// The table `[dev.typescript]`: what is made of the application's API each time that it changes.
///
/// @param file where it is written, relative to the folder of the file
/// @param client whether there is a client in it, and not only types
public record TypeScriptTable(String file, @Default("true") boolean client) {

  public TypeScriptTable {
    if (!file.endsWith(".ts")) {
      throw new IllegalArgumentException(
          "The file is '" + file + "', but the name of a TypeScript file ends with .ts.");
    }
  }
}
