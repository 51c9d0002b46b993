package dev.lodestar.coding;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.offload.Offload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Middleware that decompresses the bodies of requests, as their header `Content-Encoding` says, so
/// that handlers see the content itself.
///
/// ```java
/// Lodestar.app().middleware(Decompression.standard())
/// ```
///
/// The limit of a body counts for what is sent; a limit of its own counts for what that becomes,
/// and more is a 413: a few kilobytes can become gigabytes. Content that is malformed or ends too
/// early is a 400. A coding that is not known, or more than [#MAX_CODINGS] of them, is a 415 whose
/// header `Accept-Encoding` says what is known. Bodies in memory are decompressed before the
/// handler is called, bodies that arrive while they are read, while they are read. Immutable and
/// thread-safe; every method returns a new object.
public final class Decompression implements Middleware {
  /// The most bytes that a body may become if nothing else is said.
  public static final long EXPANSION_LIMIT = 10_000_000;

  /// The most codings that a body may have, one around the other.
  public static final int MAX_CODINGS = 2;

  /// Bodies from this size on are decompressed by a thread of their own.
  private static final int OFFLOADED = 1 << 12;

  private final List<ContentCoding> codings;
  private final long limit;
  private final Offload offload;

  private Decompression(List<ContentCoding> codings, long limit, Offload offload) {
    this.codings = List.copyOf(codings);
    this.limit = limit;
    this.offload = offload;
  }

  /// Returns decompression of `gzip` and `deflate`.
  ///
  /// @return the middleware
  public static Decompression standard() {
    return new Decompression(
        List.of(ContentCoding.gzip(), ContentCoding.deflate()),
        EXPANSION_LIMIT,
        CodingThreads.create());
  }

  /// Returns this decompression with further codings. One takes the place of another of its name.
  ///
  /// @param more the codings
  /// @return the middleware
  public Decompression with(ContentCoding... more) {
    var all = new ArrayList<>(List.of(more));
    for (var coding : codings) {
      if (all.stream().noneMatch(other -> other.name().equals(coding.name()))) {
        all.add(coding);
      }
    }
    return new Decompression(all, limit, offload);
  }

  /// Returns this decompression with another limit for what a body becomes.
  ///
  /// @param bytes the most bytes, 0 or more; [#EXPANSION_LIMIT] by default
  /// @return the middleware
  /// @throws IllegalArgumentException if the limit is negative
  public Decompression expansionLimit(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("The limit is " + bytes + " bytes; expected 0 or more.");
    }
    return new Decompression(codings, bytes, offload);
  }

  @Override
  public Response<?> handle(Request request, Next next) throws IOException {
    if (!request.headers().contains("Content-Encoding")) {
      return next.handle(request);
    }
    var undone = codingsOf(request.headers());
    var headers = request.headers().without("Content-Encoding");
    if (undone.isEmpty() || request.body().isEmpty()) {
      return next.handle(request.withHeaders(headers));
    }
    if (request.body().isStreamed()) {
      var content = open(request.body(), undone);
      request.closeAtEnd(content);
      return next.handle(
          request
              .withBody(RequestBody.streamed(content, RequestBody.UNKNOWN_LENGTH, limit))
              .withHeaders(headers.without("Content-Length")));
    }
    var content = decoded(request.body(), undone);
    return next.handle(
        request
            .withBody(RequestBody.of(content))
            .withHeaders(headers.with("Content-Length", Integer.toString(content.length))));
  }

  /// The codings to undo, the outermost first.
  private List<ContentCoding> codingsOf(Headers headers) {
    var undone = new ArrayList<ContentCoding>();
    for (var name : headers.elements("Content-Encoding").reversed()) {
      if (!name.equalsIgnoreCase("identity")) {
        undone.add(
            codingOf(name).orElseThrow(() -> unsupported("The coding of the body is not known.")));
      }
    }
    if (undone.size() > MAX_CODINGS) {
      throw unsupported(
          "The body has "
              + undone.size()
              + " codings, one around the other; at most "
              + MAX_CODINGS
              + " are accepted.");
    }
    return undone;
  }

  private Optional<ContentCoding> codingOf(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    var registered = lower.equals("x-gzip") ? "gzip" : lower; // RFC 9110, section 8.4.1.3
    for (var coding : codings) {
      if (coding.name().equals(registered)) {
        return Optional.of(coding);
      }
    }
    return Optional.empty();
  }

  private HttpException unsupported(String why) {
    var known = codings.stream().map(ContentCoding::name).toList();
    return new HttpException(
            Problem.of(Status.UNSUPPORTED_MEDIA_TYPE)
                .withDetail(why + " Known are " + String.join(", ", known) + "."))
        .withHeader("Accept-Encoding", String.join(", ", known));
  }

  private byte[] decoded(RequestBody body, List<ContentCoding> undone) throws IOException {
    return body.length() < OFFLOADED
        ? decode(body, undone)
        : offload.run(() -> decode(body, undone));
  }

  private byte[] decode(RequestBody body, List<ContentCoding> undone) throws IOException {
    try (var content = open(body, undone)) {
      return content.readAllBytes();
    }
  }

  private DecodedInput open(RequestBody body, List<ContentCoding> undone) throws IOException {
    var names = undone.stream().map(ContentCoding::name).collect(Collectors.joining(" in "));
    return new DecodedInput(body.stream(), undone, names, limit);
  }

  /// Returns the names of the codings.
  @Override
  public String toString() {
    return "Decompression" + codings.stream().map(ContentCoding::name).toList();
  }
}
