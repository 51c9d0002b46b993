package dev.lodestar.openapi;

import dev.lodestar.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An OpenAPI 3.1 document: a tree of maps, lists, texts, numbers and truth values in a fixed
/// order, so that equal applications have equal documents, byte for byte. Immutable and
/// thread-safe.
///
/// ```java
/// OpenApiDocument document = app.openApi();
/// Files.write(Path.of("openapi.json"), document.json());
/// ```
public final class OpenApiDocument {
  private final Map<String, @Nullable Object> tree;

  // Made when they are first asked for; two threads make equal bytes.
  private volatile byte @Nullable [] json;
  private volatile byte @Nullable [] yaml;

  private OpenApiDocument(Map<String, @Nullable Object> tree) {
    this.tree = tree;
  }

  /// Returns the document that a tree is.
  ///
  /// @param tree maps with texts as keys, collections, texts, numbers, truth values and nulls; it
  ///   is copied
  /// @return the document
  /// @throws IllegalArgumentException if the tree holds something else
  public static OpenApiDocument of(Map<String, ?> tree) {
    return new OpenApiDocument(Trees.frozenMap(tree));
  }

  /// Returns the tree.
  ///
  /// @return maps, lists, texts, numbers, truth values and nulls; all unmodifiable
  public Map<String, @Nullable Object> tree() {
    return tree;
  }

  /// Returns the document as JSON without white space.
  ///
  /// @return UTF-8; a copy
  public byte[] json() {
    var known = json;
    if (known == null) {
      known = Json.standard().codec(Object.class).encode(tree);
      json = known;
    }
    return known.clone();
  }

  /// Returns the document as YAML 1.2, with the values of the JSON form.
  ///
  /// @return UTF-8; a copy
  public byte[] yaml() {
    var known = yaml;
    if (known == null) {
      known = YamlText.of(tree).getBytes(StandardCharsets.UTF_8);
      yaml = known;
    }
    return known.clone();
  }

  /// Returns the document as JSON for people and for comparisons of lines, indented by two spaces.
  ///
  /// @return the text, which ends with a line feed
  public String toJson() {
    var bytes = Json.builder().pretty(true).build().codec(Object.class).encode(tree);
    return new String(bytes, StandardCharsets.UTF_8) + "\n";
  }

  /// Finds an operation.
  ///
  /// @param id its `operationId`
  /// @return the operation object; nothing if there is none of that id
  public Optional<Map<String, @Nullable Object>> operation(String id) {
    for (var item : Trees.mapAt(tree, "paths").values()) {
      for (var operation : Trees.map(item).values()) {
        var found = Trees.map(operation);
        if (id.equals(found.get("operationId"))) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /// Compares the trees.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpenApiDocument document && document.tree.equals(tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /// Returns title and version.
  @Override
  public String toString() {
    var info = Trees.mapAt(tree, "info");
    return "OpenAPI document of " + info.get("title") + " " + info.get("version");
  }
}
