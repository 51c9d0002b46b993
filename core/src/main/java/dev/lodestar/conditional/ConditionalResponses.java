package dev.lodestar.conditional;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpDate;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Preconditions;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Compares successful answers to GET and HEAD with what the client says that it has, in the order
/// of RFC 9110, section 13.2.2: preconditions, then ranges. All methods are pure functions.
public final class ConditionalResponses {
  private ConditionalResponses() {}

  /// Tells whether there may be something to compare: the answer says how to compare it. Cheap.
  public static boolean isComparable(Request request, RenderedResponse answer) {
    var headers = answer.headers();
    return !headers.isEmpty()
        && answer.status().code() == 200
        && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
        && (headers.contains("ETag")
            || headers.contains("Last-Modified")
            || headers.contains("Accept-Ranges"));
  }

  /// Returns what the client gets.
  ///
  /// @param answer one that is comparable
  /// @return the answer, a part of it, or 304
  /// @throws HttpException 412, if a precondition fails; 416, if there is no such part
  public static RenderedResponse of(Request request, RenderedResponse answer) {
    var preconditions = Preconditions.of(request);
    var ranged = isRanged(request, answer);
    if (!ranged && !preconditions.areGiven()) {
      return answer;
    }
    var tag = tagOf(answer.headers());
    var lastModified = answer.headers().first("Last-Modified").flatMap(HttpDate::parse);
    preconditions.check(tag, lastModified);
    if (preconditions.isNotModified(tag, lastModified)) {
      return answer.with(
          Status.NOT_MODIFIED, Optional.empty(), withoutRepresentation(answer.headers()));
    }
    return ranged && isStill(request, tag, lastModified) ? partOf(request, answer) : answer;
  }

  private static Optional<EntityTag> tagOf(Headers headers) {
    var text = headers.first("ETag");
    try {
      return text.map(EntityTag::parse);
    } catch (IllegalArgumentException malformed) { // the application's fault; it matches nothing
      return Optional.empty();
    }
  }

  /// What a 304 leaves out: what it says of the content the client has already (RFC 9110, section
  /// 15.4.5).
  private static Headers withoutRepresentation(Headers headers) {
    var kept = Headers.builder();
    var tagged = headers.contains("ETag");
    headers.forEach((name, value) -> {
      if (!leavesOut(name, tagged)) {
        kept.add(name, value);
      }
    });
    return kept.build();
  }

  /// Whether a 304 leaves out a header that the whole response has.
  ///
  /// @param tagged whether that has an entity tag
  public static boolean leavesOut(String header, boolean tagged) {
    return describesRepresentation(header.toLowerCase(Locale.ROOT), tagged);
  }

  private static boolean describesRepresentation(String name, boolean tagged) {
    return switch (name) {
      case "content-location", "content-security-policy", "content-security-policy-report-only" ->
          false;
      case "last-modified" -> tagged;
      case "accept-ranges", "digest", "repr-digest" -> true;
      default -> name.startsWith("content-");
    };
  }

  private static boolean isRanged(Request request, RenderedResponse answer) {
    return request.method() == HttpMethod.GET
        && request.headers().all("Range").size() == 1
        && answer.headers().first("Accept-Ranges", "").equalsIgnoreCase("bytes")
        && PartialContent.isPossible(answer.body());
  }

  /// Whether the client has a part of this very state, as `If-Range` says; also without it. A date
  /// counts only if it is a strong validator (RFC 9110, section 8.8.2.2).
  private static boolean isStill(
      Request request, Optional<EntityTag> tag, Optional<Instant> lastModified) {
    var values = request.headers().all("If-Range");
    if (values.isEmpty()) {
      return true;
    }
    if (values.size() > 1) {
      return false;
    }
    var value = values.getFirst();
    if (value.startsWith("\"")) {
      return tag.isPresent() && !tag.get().isWeak() && value.equals(tag.get().toString());
    }
    return lastModified.isPresent()
        && lastModified.equals(HttpDate.parse(value))
        && lastModified.get().isBefore(Instant.now().minusSeconds(1));
  }

  private static RenderedResponse partOf(Request request, RenderedResponse answer) {
    var header = request.headers().first("Range", "");
    return switch (ByteRanges.parse(header, answer.contentLength())) {
      case ByteRanges.Ignored _ -> answer;
      case ByteRanges.Satisfiable(var ranges) -> PartialContent.of(answer, ranges);
      case ByteRanges.Unsatisfiable _ ->
          throw HttpException.of(
                  Status.RANGE_NOT_SATISFIABLE,
                  "The content has "
                      + answer.contentLength()
                      + " bytes, and none of them is in the range that is asked for.")
              .withHeader("Content-Range", "bytes */" + answer.contentLength());
    };
  }
}
