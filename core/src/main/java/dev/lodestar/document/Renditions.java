package dev.lodestar.document;

import dev.lodestar.http.EntityTag;
import dev.lodestar.openapi.OpenApiDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bytes of the document, made once for each form and each prefix of paths that proxies or
/// mounts add. A document that names no server is completed by that prefix, so that it is right for
/// who reads it. Thread-safe.
final class Renditions {
  /// How many prefixes are kept; others, which no honest set-up has, are made anew each time.
  private static final int MOST_PREFIXES = 8;

  private final Supplier<OpenApiDocument> source;
  private final Map<String, Rendition> jsons = new ConcurrentHashMap<>();
  private final Map<String, Rendition> yamls = new ConcurrentHashMap<>();

  Renditions(Supplier<OpenApiDocument> source) {
    this.source = source;
  }

  /// Bytes, and a tag that is made of them.
  record Rendition(byte[] content, EntityTag tag) {
    private static Rendition of(byte[] content) {
      try {
        var digest = MessageDigest.getInstance("SHA-256").digest(content);
        return new Rendition(
            content, EntityTag.strong(HexFormat.of().formatHex(digest).substring(0, 24)));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("Every JVM has SHA-256.", impossible);
      }
    }
  }

  OpenApiDocument document() {
    return source.get();
  }

  Rendition json(String rootPath) {
    return of(jsons, rootPath, OpenApiDocument::json);
  }

  Rendition yaml(String rootPath) {
    return of(yamls, rootPath, OpenApiDocument::yaml);
  }

  private Rendition of(
      Map<String, Rendition> known, String rootPath, Function<OpenApiDocument, byte[]> form) {
    var rendition = known.get(rootPath);
    if (rendition == null) {
      rendition = Rendition.of(form.apply(at(rootPath)));
      if (known.size() < MOST_PREFIXES) {
        known.put(rootPath, rendition);
      }
    }
    return rendition;
  }

  private OpenApiDocument at(String rootPath) {
    var document = document();
    if (rootPath.isEmpty() || document.tree().containsKey("servers")) {
      return document;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (var entry : document.tree().entrySet()) {
      tree.put(entry.getKey(), entry.getValue());
      if (entry.getKey().equals("info")) {
        List<Object> servers = new ArrayList<>();
        servers.add(Map.of("url", rootPath));
        tree.put("servers", servers);
      }
    }
    return OpenApiDocument.of(tree);
  }
}
