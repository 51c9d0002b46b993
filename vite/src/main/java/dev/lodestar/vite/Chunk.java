package dev.lodestar.vite;

import dev.lodestar.model.Default;
import java.util.List;
import java.util.Optional;

/// An entry of the manifest: a file that Vite has written, and what belongs to it. Files are paths
/// below the folder, imports are keys of the manifest.
record Chunk(
    String file,
    Optional<String> src,
    Optional<String> name,
    @Default("false") boolean isEntry,
    @Default({}) List<String> css,
    @Default({}) List<String> assets,
    @Default({}) List<String> imports) {

  boolean isStyleSheet() {
    return file.endsWith(".css");
  }
}
