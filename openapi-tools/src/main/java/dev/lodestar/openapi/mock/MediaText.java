package dev.lodestar.openapi.mock;

import dev.lodestar.http.MediaType;
import dev.lodestar.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Examples as the bytes of a media type.
final class MediaText {
  private static final int ITEMS = 2;

  private MediaText() {}

  /// The media type as it is sent; empty for what cannot be made of an example.
  static Optional<MediaType> sendable(String told) {
    try {
      var type = MediaType.parse(told.contains("*") ? "application/octet-stream" : told);
      return type.subtype().contains("msgpack") ? Optional.empty() : Optional.of(type);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  static boolean isJson(MediaType type) {
    var subtype = type.subtype().toLowerCase(Locale.ROOT);
    return subtype.equals("json") || subtype.endsWith("+json");
  }

  static boolean isLines(MediaType type) {
    return List.of("x-ndjson", "ndjson", "jsonl").contains(type.subtype().toLowerCase(Locale.ROOT));
  }

  static byte[] of(MediaType type, @Nullable Object example, Json json) {
    if (isJson(type)) {
      return json(example, json);
    }
    if (isLines(type)) {
      return repeated("", example, "\n", json);
    }
    if (type.subtype().equalsIgnoreCase("event-stream")) {
      return repeated("data: ", example, "\n\n", json);
    }
    return (example instanceof String text ? text : "").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(@Nullable Object value, Json json) {
    return value == null
        ? "null".getBytes(StandardCharsets.US_ASCII)
        : json.codec(Object.class).encode(value);
  }

  /// A stream of two items, or of those that the example lists.
  private static byte[] repeated(String before, @Nullable Object example, String after, Json json) {
    var out = new ByteArrayOutputStream();
    var items =
        example instanceof List<?> list ? list : java.util.Collections.nCopies(ITEMS, example);
    for (var item : items) {
      out.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(
          item instanceof String text && !before.isEmpty()
              ? text.replace("\n", "\n" + before).getBytes(StandardCharsets.UTF_8)
              : json(item, json));
      out.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }
}
