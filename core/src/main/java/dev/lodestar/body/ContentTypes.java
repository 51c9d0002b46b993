package dev.lodestar.body;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputError;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.operation.BodyPlan;
import dev.lodestar.operation.Content;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.Shape;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which content types a handler takes, and the answer to all others. Immutable and thread-safe.
public final class ContentTypes {
  /// What every text is.
  private static final MediaType ANY_TEXT = MediaType.parse("text/*");

  private final BodyKind kind;
  private final Set<BodyFormat> formats;

  /// What the handler is restricted to; empty if it is not.
  private final List<MediaType> consumed;

  /// What clients are told to send.
  private final List<MediaType> told;

  private ContentTypes(BodyKind kind, List<MediaType> consumed) {
    this.kind = kind;
    this.formats = kind.formats();
    this.consumed = consumed;
    this.told = consumed.isEmpty() ? mediaTypes(formats) : consumed;
  }

  private static List<MediaType> mediaTypes(Set<BodyFormat> formats) {
    var types = new ArrayList<MediaType>(formats.size());
    for (var format : formats) {
      types.add(format.mediaType());
    }
    return types;
  }

  /// What can be read as something.
  ///
  /// @param consumed the media types or ranges that the handler is restricted to; empty if it is
  ///   not. Any that is named is taken as bytes or a text, if that is what the handler takes
  public static ContentTypes of(BodyKind kind, List<MediaType> consumed) {
    return new ContentTypes(kind, List.copyOf(consumed));
  }

  /// Finds the format of a request's content, of which there is some.
  ///
  /// @throws HttpException 415, if the content type is not taken, or the content is encoded; 400,
  ///   if one of the headers is malformed
  BodyFormat formatOf(Request request) {
    checkEncoding(request);
    var contentType = request.contentType();
    if (contentType.isEmpty()) {
      if (consumed.isEmpty() && formats.contains(BodyFormat.RAW)) {
        return BodyFormat.RAW;
      }
      throw unsupported(request, "The request has no Content-Type");
    }
    var mediaType = contentType.get();
    var format = isConsumed(mediaType) ? formatOf(mediaType) : Optional.<BodyFormat>empty();
    if (format.isEmpty()) {
      throw unsupported(request, "The Content-Type is " + shown(mediaType));
    }
    if (isJson(format.get())) {
      checkUnicode(request, mediaType);
    }
    return format.get();
  }

  private static boolean isJson(BodyFormat format) {
    return switch (format) {
      case JSON, NDJSON, MERGE_PATCH, JSON_PATCH -> true;
      default -> false;
    };
  }

  private Optional<BodyFormat> formatOf(MediaType mediaType) {
    var known = kind.formatOf(mediaType);
    if (known.isPresent()) {
      return known;
    }
    if (formats.contains(BodyFormat.RAW)) {
      return Optional.of(BodyFormat.RAW);
    }
    return formats.contains(BodyFormat.TEXT) && !consumed.isEmpty()
        ? Optional.of(BodyFormat.TEXT)
        : Optional.empty();
  }

  /// Makes sure that a request's content, of which there is some, can be read.
  ///
  /// @throws HttpException 415, if the content type is not taken, or the content is encoded; 400,
  ///   if one of the headers is malformed
  public void require(Request request) {
    formatOf(request);
  }

  /// Refuses what the handler is not restricted to, without looking at anything else.
  ///
  /// @throws HttpException 415, if there is content of another type; 400, if the header is
  ///   malformed
  public void check(Request request) {
    if (request.body().isEmpty()) {
      return;
    }
    var contentType = request.contentType();
    if (contentType.isEmpty()) {
      throw unsupported(request, "The request has no Content-Type");
    }
    if (!isConsumed(contentType.get())) {
      throw unsupported(request, "The Content-Type is " + shown(contentType.get()));
    }
  }

  private boolean isConsumed(MediaType mediaType) {
    if (consumed.isEmpty()) {
      return true;
    }
    for (var range : consumed) {
      if (mediaType.isIn(range)) {
        return true;
      }
    }
    return false;
  }

  /// The media types and ranges that content may have. Of a range that holds several media types
  /// which can be read, each of these is one.
  public List<MediaType> mediaTypes() {
    var mediaTypes = new ArrayList<MediaType>();
    for (var range : told) {
      mediaTypes.addAll(readIn(range));
    }
    if (consumed.isEmpty() && formats.contains(BodyFormat.TEXT)) {
      mediaTypes.add(ANY_TEXT);
    }
    return List.copyOf(mediaTypes);
  }

  private List<MediaType> readIn(MediaType range) {
    if (formatOf(range).isPresent()) {
      return List.of(range);
    }
    return formats.stream().map(BodyFormat::mediaType).filter(type -> type.isIn(range)).toList();
  }

  /// Describes a body of these content types.
  ///
  /// @param shapes what content of each format is
  BodyPlan plan(boolean required, Function<BodyFormat, Shape> shapes, Declaration declaration) {
    var contents = new ArrayList<Content>();
    for (var mediaType : mediaTypes()) {
      contents.add(new Content(mediaType, shapes.apply(formatOf(mediaType).orElseThrow())));
    }
    return new BodyPlan(required, contents, Optional.empty(), declaration);
  }

  /// JSON is UTF-8 (RFC 8259, section 8.1), and of that ASCII is a part.
  private void checkUnicode(Request request, MediaType mediaType) {
    var charset = mediaType.parameter("charset");
    if (charset.isPresent()
        && !charset.get().equalsIgnoreCase("utf-8")
        && !charset.get().equalsIgnoreCase("utf8")
        && !charset.get().equalsIgnoreCase("us-ascii")) {
      throw unsupported(
          request, "The Content-Type is " + shown(mediaType) + ", but JSON is read as UTF-8 only");
    }
  }

  /// The character set of a text.
  ///
  /// @throws HttpException 415, if this platform does not know it
  Charset charsetOf(Request request) {
    var mediaType = request.contentType().orElse(MediaType.TEXT);
    try {
      return mediaType.charset();
    } catch (IllegalArgumentException unknown) {
      throw unsupported(
          request, "The Content-Type is " + shown(mediaType) + ", whose charset is not known");
    }
  }

  /// A coding that is still there is one that nobody took off (RFC 9110, section 15.5.16).
  private static void checkEncoding(Request request) {
    if (!request.headers().contains("Content-Encoding")) {
      return;
    }
    for (var coding : request.headers().elements("Content-Encoding")) {
      if (!coding.equalsIgnoreCase("identity")) {
        throw HttpException.of(
                Status.UNSUPPORTED_MEDIA_TYPE,
                "The Content-Encoding is "
                    + InputError.shown(
                        String.join(", ", request.headers().elements("Content-Encoding")))
                    + "; send the content without one.")
            .withHeader("Accept-Encoding", "identity");
      }
    }
  }

  /// What a client sent, as long as it may be repeated.
  private static String shown(MediaType mediaType) {
    return InputError.shown(mediaType.toString());
  }

  private HttpException unsupported(Request request, String what) {
    var failure =
        HttpException.of(Status.UNSUPPORTED_MEDIA_TYPE, what + "; send " + listed(told) + ".")
            .withHeader("Accept", joined(told));
    var patches = acceptPatch();
    return request.method() == HttpMethod.PATCH && patches.isPresent()
        ? failure.withHeader("Accept-Patch", patches.get())
        : failure;
  }

  /// The value of `Accept-Patch` (RFC 5789, section 3.1), where the content is a patch; nothing if
  /// only ranges are known, which it cannot name.
  public Optional<String> acceptPatch() {
    var types = told.stream().filter(type -> !type.subtype().equals("*")).toList();
    return types.isEmpty() ? Optional.empty() : Optional.of(joined(types));
  }

  private static String joined(List<MediaType> types) {
    var texts = new ArrayList<String>(types.size());
    for (var type : types) {
      texts.add(type.toString());
    }
    return String.join(", ", texts);
  }

  /// `a, b or c`.
  static String listed(List<MediaType> types) {
    var text = new StringBuilder();
    for (var i = 0; i < types.size(); i++) {
      text.append(i == 0 ? "" : i == types.size() - 1 ? " or " : ", ").append(types.get(i));
    }
    return text.toString();
  }
}
