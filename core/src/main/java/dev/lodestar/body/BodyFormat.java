package dev.lodestar.body;

import dev.lodestar.http.MediaType;
import java.util.List;
import java.util.Optional;

/// What the content of a request can be read as.
enum BodyFormat {
  JSON(MediaType.JSON),
  MESSAGE_PACK(MediaType.MESSAGE_PACK),
  NDJSON(MediaType.NDJSON),
  URL_ENCODED(MediaType.FORM),
  MULTIPART(MediaType.MULTIPART_FORM),
  TEXT(MediaType.parse("text/plain")),
  /// Bytes, whatever they mean.
  RAW(MediaType.ANY);

  private static final List<String> MESSAGE_PACK_NAMES =
      List.of("vnd.msgpack", "msgpack", "x-msgpack");
  private static final List<String> NDJSON_NAMES = List.of("x-ndjson", "ndjson", "jsonl");

  @SuppressWarnings("ImmutableEnumChecker") // a media type is immutable
  private final MediaType mediaType;

  BodyFormat(MediaType mediaType) {
    this.mediaType = mediaType;
  }

  /// The media type that clients are told to send.
  MediaType mediaType() {
    return mediaType;
  }

  /// The format of a media type; nothing if it is not known.
  static Optional<BodyFormat> of(MediaType mediaType) {
    if (mediaType.isJson()) {
      return Optional.of(JSON);
    }
    var subtype = mediaType.subtype();
    if (subtype.endsWith("+msgpack")) {
      return Optional.of(MESSAGE_PACK);
    }
    if (mediaType.sameTypeAs(MediaType.MULTIPART_FORM)) {
      return Optional.of(MULTIPART);
    }
    if (mediaType.type().equals("text")) {
      return Optional.of(TEXT);
    }
    if (!mediaType.type().equals("application")) {
      return Optional.empty();
    }
    if (mediaType.sameTypeAs(MediaType.FORM)) {
      return Optional.of(URL_ENCODED);
    }
    if (MESSAGE_PACK_NAMES.contains(subtype)) {
      return Optional.of(MESSAGE_PACK);
    }
    return NDJSON_NAMES.contains(subtype) ? Optional.of(NDJSON) : Optional.empty();
  }
}
