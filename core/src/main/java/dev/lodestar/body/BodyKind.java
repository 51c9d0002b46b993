package dev.lodestar.body;

import dev.lodestar.http.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a handler takes a body as.
public enum BodyKind {
  /// A value that is decoded.
  TYPED(BodyFormat.JSON, BodyFormat.MESSAGE_PACK),
  /// A change of something that exists, by what is to be changed.
  MERGE_PATCH(BodyFormat.MERGE_PATCH, BodyFormat.JSON, BodyFormat.MESSAGE_PACK),
  /// A change of something that exists, by operations.
  JSON_PATCH(BodyFormat.JSON_PATCH),
  /// A change of something that exists, in either way.
  CHANGES(BodyFormat.MERGE_PATCH, BodyFormat.JSON, BodyFormat.MESSAGE_PACK, BodyFormat.JSON_PATCH),
  /// A text, as a `String`.
  TEXT(BodyFormat.TEXT, BodyFormat.JSON),
  /// Bytes, whole or as a stream.
  RAW(BodyFormat.RAW),
  /// Values that are decoded one by one.
  ITEMS(BodyFormat.NDJSON, BodyFormat.JSON),
  /// The fields of a form.
  FORM(BodyFormat.URL_ENCODED, BodyFormat.MULTIPART),
  /// A form that has files.
  FILES(BodyFormat.MULTIPART);

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes the set
  private final Set<BodyFormat> formats;

  /// Whether operations are told from other JSON, which is what everybody else takes them for.
  private final boolean isPatch;

  BodyKind(BodyFormat first, BodyFormat... more) {
    this.formats = EnumSet.of(first, more);
    this.isPatch =
        formats.contains(BodyFormat.MERGE_PATCH) || formats.contains(BodyFormat.JSON_PATCH);
  }

  Set<BodyFormat> formats() {
    return formats;
  }

  /// What content of a media type is read as; nothing if it is not read.
  Optional<BodyFormat> formatOf(MediaType mediaType) {
    var format =
        isPatch && mediaType.sameTypeAs(MediaType.JSON_PATCH)
            ? Optional.of(BodyFormat.JSON_PATCH)
            : BodyFormat.of(mediaType);
    return format.isPresent() && formats.contains(format.get()) ? format : Optional.empty();
  }

  /// The first of some media types that cannot be read as this; nothing if all can be. A range can
  /// be if anything in it can be.
  public Optional<MediaType> unreadable(List<MediaType> consumed) {
    for (var range : consumed) {
      if (!canRead(range)) {
        return Optional.of(range);
      }
    }
    return Optional.empty();
  }

  private boolean canRead(MediaType range) {
    if (this == RAW || (this == TEXT && !range.subtype().equals("*"))) {
      return true;
    }
    if (formatOf(range).isPresent()) {
      return true;
    }
    for (var format : formats) {
      if (format.mediaType().isIn(range)) {
        return true;
      }
    }
    return false;
  }

  /// The media types that can be read as this, for people.
  public String readable() {
    return ContentTypes.listed(formats.stream().map(BodyFormat::mediaType).toList());
  }
}
