package dev.lodestar.vite;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// What Vite says it has written. Every import in it leads to a chunk.
record Manifest(Map<String, Chunk> chunks) {
  private static final JsonType<Map<String, Chunk>> TYPE = new JsonType<>() {};

  /// The files of some entries, each once, in the order in which a page names them: style sheets of
  /// imports before those of what imports them, so that the latter win.
  record Closure(
      SequencedSet<String> styles, SequencedSet<String> preloads, SequencedSet<String> scripts) {
    Closure() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }
  }

  /// @throws IllegalArgumentException if it is none; the message is a sentence
  static Manifest read(byte[] json) {
    return switch (Json.standard().codec(TYPE).decode(json)) {
      case Decoded.Valid(var chunks) -> checked(chunks);
      case Decoded.Invalid(var problems, var _) ->
          throw new IllegalArgumentException(sentenceOf(problems.getFirst()));
      case Decoded.Malformed(var message, var _, var line, var column) ->
          throw new IllegalArgumentException(
              message + " (line " + line + ", column " + column + ")");
    };
  }

  private static String sentenceOf(DecodeProblem problem) {
    return "At " + problem.pointer() + ": " + problem.message();
  }

  private static Manifest checked(Map<String, Chunk> chunks) {
    for (var entry : chunks.entrySet()) {
      var chunk = entry.getValue();
      for (var imported : chunk.imports()) {
        if (!chunks.containsKey(imported)) {
          throw new IllegalArgumentException(
              "'" + entry.getKey() + "' imports '" + imported + "', which is not in it.");
        }
      }
      var files = new ArrayList<String>(chunk.css());
      files.addAll(chunk.assets());
      files.add(chunk.file());
      for (var file : files) {
        if (!isBelow(file)) {
          throw new IllegalArgumentException(
              "'" + entry.getKey() + "' names the file '" + file + "', which leads elsewhere.");
        }
      }
    }
    return new Manifest(chunks);
  }

  /// Whether a path stays below the folder, however a browser reads it.
  private static boolean isBelow(String file) {
    if (file.isEmpty() || file.startsWith("/") || file.indexOf('\\') >= 0) {
      return false;
    }
    for (var name : file.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return true;
  }

  Optional<Chunk> chunk(String key) {
    return Optional.ofNullable(chunks.get(key));
  }

  private Chunk known(String key) {
    return chunk(key).orElseThrow();
  }

  /// What stands in a report for an entry that is not known.
  String hint(String unknown) {
    var meant = Suggestions.closest(unknown, entries());
    return meant
        .map(key -> "Did you mean '" + key + "'?")
        .orElseGet(() ->
            entries().isEmpty()
                ? "Name it in vite.config: build: { rolldownOptions: { input: \""
                    + unknown
                    + "\" } }."
                : "Known are: " + String.join(", ", entries()) + ".");
  }

  /// The keys of what may stand in a page.
  List<String> entries() {
    return chunks.entrySet().stream()
        .filter(entry -> entry.getValue().isEntry())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  Closure closure(List<String> keys) {
    var closure = new Closure();
    var seen = new LinkedHashSet<String>();
    for (var key : keys) {
      collect(key, closure, seen);
      var chunk = known(key);
      if (chunk.isStyleSheet()) {
        closure.styles().add(chunk.file());
      } else {
        closure.scripts().add(chunk.file());
      }
    }
    closure.preloads().removeAll(closure.scripts());
    return closure;
  }

  /// Imports may go round in circles. Chains of them are as long as those of modules, and no deeper
  /// than the stack, since Vite has gone down the same way.
  private void collect(String key, Closure closure, Set<String> seen) {
    if (!seen.add(key)) {
      return;
    }
    var chunk = known(key);
    for (var imported : chunk.imports()) {
      collect(imported, closure, seen);
      var other = known(imported);
      if (!other.isStyleSheet()) {
        closure.preloads().add(other.file());
      }
    }
    closure.styles().addAll(chunk.css());
  }
}
