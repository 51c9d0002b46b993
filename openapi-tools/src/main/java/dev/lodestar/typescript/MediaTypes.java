package dev.lodestar.typescript;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// What the client makes of a media type.
enum MediaTypes {
  JSON,
  LINES,
  EVENTS,
  FORM,
  MULTIPART,
  TEXT,
  ANY,
  BYTES;

  static MediaTypes of(String mediaType) {
    var type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "*/*" -> ANY;
      case "application/x-ndjson", "application/ndjson", "application/jsonl" -> LINES;
      case "text/event-stream" -> EVENTS;
      case "application/x-www-form-urlencoded" -> FORM;
      default ->
          type.endsWith("/json") || type.endsWith("+json")
              ? JSON
              : type.startsWith("multipart/") ? MULTIPART : type.startsWith("text/") ? TEXT : BYTES;
    };
  }

  /// The one that a client asks for, or sends, unless it is told otherwise.
  static Optional<String> preferred(Collection<String> mediaTypes) {
    return first(mediaTypes, type -> of(type) == JSON && !isProblem(type))
        .or(() -> first(mediaTypes, type -> of(type) != BYTES && of(type) != ANY))
        .or(() -> mediaTypes.stream().findFirst());
  }

  private static boolean isProblem(String type) {
    return type.startsWith("application/problem+json");
  }

  private static Optional<String> first(Collection<String> types, Predicate<String> condition) {
    return types.stream().filter(condition).findFirst();
  }
}
