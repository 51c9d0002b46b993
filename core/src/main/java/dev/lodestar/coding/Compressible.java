package dev.lodestar.coding;

import dev.lodestar.http.MediaType;
import java.util.Set;

/// The media types that are worth compressing.
final class Compressible {
  private static final Set<String> OTHERS =
      Set.of(
          "application/graphql",
          "application/javascript",
          "application/json",
          "application/jsonl",
          "application/jsonml",
          "application/ld",
          "application/manifest",
          "application/msgpack",
          "application/ndjson",
          "application/rtf",
          "application/sql",
          "application/toml",
          "application/vnd.msgpack",
          "application/vnd.ms-fontobject",
          "application/wasm",
          "application/x-javascript",
          "application/x-msgpack",
          "application/x-ndjson",
          "application/x-sh",
          "application/x-www-form-urlencoded",
          "application/xml",
          "application/yaml",
          "font/otf",
          "font/ttf",
          "image/bmp",
          "image/svg",
          "image/vnd.microsoft.icon",
          "image/x-icon",
          "model/gltf");

  private Compressible() {}

  /// Tells whether content of a media type is: all texts but events, which have to arrive one by
  /// one, everything that is JSON, XML, YAML or MessagePack, and the others of a list. Images,
  /// videos, archives and documents in compressed formats are not.
  static boolean is(MediaType mediaType) {
    if (mediaType.type().equals("text")) {
      return !mediaType.sameTypeAs(MediaType.EVENT_STREAM);
    }
    var subtype = mediaType.subtype();
    var plus = subtype.lastIndexOf('+');
    if (plus >= 0) {
      return switch (subtype.substring(plus + 1)) {
        case "json", "xml", "yaml", "msgpack", "json-seq" -> true;
        default -> false;
      };
    }
    return OTHERS.contains(mediaType.type() + "/" + subtype);
  }
}
