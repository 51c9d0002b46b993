package dev.lodestar.result;

import dev.lodestar.http.Accept;
import dev.lodestar.http.MediaType;
import dev.lodestar.operation.Content;
import dev.lodestar.operation.Shape;
import java.util.List;
import java.util.Optional;

/// The forms in which a client can be told about a problem.
public enum ProblemFormat {
  /// A problem document (RFC 9457).
  JSON,

  /// A page.
  HTML,

  /// Lines of text.
  TEXT;

  private static final List<MediaType> OFFERS =
      List.of(MediaType.PROBLEM_JSON, MediaType.JSON, MediaType.HTML, MediaType.TEXT);

  /// The media type that it is sent as.
  public MediaType mediaType() {
    return switch (this) {
      case JSON -> MediaType.PROBLEM_JSON;
      case HTML -> MediaType.HTML;
      case TEXT -> MediaType.TEXT;
    };
  }

  /// What problems are sent as.
  public static List<Content> contents() {
    return List.of(
        new Content(MediaType.PROBLEM_JSON, new Shape.ProblemDocument()),
        new Content(MediaType.HTML, new Shape.Text(Optional.empty())),
        new Content(MediaType.TEXT, new Shape.Text(Optional.empty())));
  }

  /// Chooses the form for a client: JSON unless it prefers a page or text. A client that takes none
  /// of them gets JSON, since an error must be told.
  public static ProblemFormat of(Accept accept) {
    if (accept.isAny()) {
      return JSON;
    }
    var preferred = accept.preferred(OFFERS).orElse(MediaType.JSON);
    if (preferred == MediaType.HTML) {
      return HTML;
    }
    return preferred == MediaType.TEXT ? TEXT : JSON;
  }
}
