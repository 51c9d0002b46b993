package dev.lodestar.body;

import dev.lodestar.http.MediaType;
import java.util.Optional;

/// What the content of a request can be read as.
enum BodyFormat {
  /// JSON that has what is to be changed. Everybody else reads it as JSON.
  MERGE_PATCH(MediaType.MERGE_PATCH),
  /// JSON that lists operations. Everybody else reads it as JSON.
  JSON_PATCH(MediaType.JSON_PATCH),
  JSON(MediaType.JSON),
  MESSAGE_PACK(MediaType.MESSAGE_PACK),
  NDJSON(MediaType.NDJSON),
  URL_ENCODED(MediaType.FORM),
  MULTIPART(MediaType.MULTIPART_FORM),
  TEXT(MediaType.parse("text/plain")),
  /// Bytes, whatever they mean.
  RAW(MediaType.ANY);

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
    if (mediaType.isMessagePack()) {
      return Optional.of(MESSAGE_PACK);
    }
    if (mediaType.isNdjson()) {
      return Optional.of(NDJSON);
    }
    if (mediaType.sameTypeAs(MediaType.MULTIPART_FORM)) {
      return Optional.of(MULTIPART);
    }
    if (mediaType.sameTypeAs(MediaType.FORM)) {
      return Optional.of(URL_ENCODED);
    }
    return mediaType.type().equals("text") ? Optional.of(TEXT) : Optional.empty();
  }
}
