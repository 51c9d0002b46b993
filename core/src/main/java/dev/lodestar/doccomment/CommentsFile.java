package dev.lodestar.doccomment;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Doc comments without their sources: a file that is written when a program is built, and read as
/// a resource where its sources are not at hand.
public final class CommentsFile {
  /// The name of the resource.
  public static final String RESOURCE = "META-INF/lodestar/doc-comments.json";

  private CommentsFile() {}

  /// Reads the comments of sources.
  ///
  /// @param sources Java files, and folders, below which all files with the ending `.java` count
  /// @return a JSON document, always the same for the same sources
  /// @throws IOException if one cannot be read
  public static byte[] of(List<Path> sources) throws IOException {
    var types = new TreeMap<String, Object>();
    for (var source : sources) {
      try (var files = Files.walk(source)) {
        files
            .filter(file -> file.toString().endsWith(".java") || file.equals(source))
            .filter(Files::isRegularFile)
            .forEach(file -> add(file, types));
      } catch (UncheckedIOException unreadable) {
        throw unreadable.getCause();
      }
    }
    return Json.builder().pretty(true).build().codec(Object.class).encode(types);
  }

  private static void add(Path file, Map<String, Object> types) {
    try {
      var source = Files.readString(file);
      var prefix = SourceComments.packageOf(source);
      var fileName = file.getFileName().toString();
      SourceComments.of(source, SourceComments.implicitClass(fileName))
          .forEach((name, comments) -> {
            var tree = CommentsTree.of(comments);
            if (!tree.isEmpty()) {
              types.put(prefix + name.replace('.', '$'), tree);
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Reads a document.
  ///
  /// @return the comments by the binary names of classes; none if it is no such document
  static Map<String, TypeComments> read(byte[] document) {
    if (!(Json.standard().codec(Object.class).decode(document) instanceof Decoded.Valid<?> valid)
        || !(valid.value() instanceof Map<?, ?> tree)) {
      return Map.of();
    }
    var types = new HashMap<String, TypeComments>();
    tree.forEach((name, comments) -> types.put(String.valueOf(name), CommentsTree.type(comments)));
    return types;
  }
}
