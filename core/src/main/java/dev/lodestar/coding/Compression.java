package dev.lodestar.coding;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.AcceptEncoding;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.offload.Offload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Middleware that compresses the content of responses for clients that take it compressed.
///
/// ```java
/// Lodestar.app().middleware(Compression.standard())
/// ```
///
/// Compressed is what has a media type that is worth it and is not too small, and nothing that a
/// client asked for a part of, that is coded already, or that must not be changed (`Cache-Control:
/// no-transform`). The header `Accept-Encoding` chooses the coding; a client that takes none of
/// them gets the content as it is. A strong entity tag becomes a weak one, since the bytes differ.
/// Where content could be compressed, `Vary: Accept-Encoding` tells caches, whether it was or not.
///
/// Content in memory is compressed before its head is sent, with a new length. Content that is
/// produced while it is sent, and files, are compressed piece by piece, in bounded memory; what the
/// producer flushes arrives at once. All but small pieces are compressed by threads of their own,
/// as many as there are processors, so that no event loop is held up.
///
/// A route does without it by `@WithoutMiddleware(Compression.class)`, which it should where
/// content has both a secret and something that a stranger can choose: the size of what is
/// compressed tells whether they are alike. Immutable and thread-safe; every method returns a new
/// object.
public final class Compression implements Middleware {
  /// The size in bytes from which on content is compressed if nothing else is said: less fits into
  /// one packet in any case.
  public static final long MINIMUM_SIZE = 1024;

  private final List<ContentCoding> codings;
  private final List<String> names;
  private final long minimumSize;
  private final Predicate<MediaType> mediaTypes;
  private final Offload offload;

  private Compression(
      List<ContentCoding> codings,
      long minimumSize,
      Predicate<MediaType> mediaTypes,
      Offload offload) {
    this.codings = List.copyOf(codings);
    this.names = codings.stream().map(ContentCoding::name).toList();
    this.minimumSize = minimumSize;
    this.mediaTypes = mediaTypes;
    this.offload = offload;
  }

  /// Returns compression by `gzip` and `deflate`.
  ///
  /// @return the middleware
  public static Compression standard() {
    return new Compression(
        List.of(ContentCoding.gzip(), ContentCoding.deflate()),
        MINIMUM_SIZE,
        Compressible::is,
        CodingThreads.create());
  }

  /// Returns this compression with further codings, which are preferred to those that are there
  /// where a client wants them alike. One takes the place of another of its name.
  ///
  /// @param preferred the codings, the favourite first
  /// @return the middleware
  public Compression with(ContentCoding... preferred) {
    var all = new ArrayList<>(List.of(preferred));
    for (var coding : codings) {
      if (all.stream().noneMatch(other -> other.name().equals(coding.name()))) {
        all.add(coding);
      }
    }
    return new Compression(all, minimumSize, mediaTypes, offload);
  }

  /// Returns this compression with these codings only.
  ///
  /// @param codings the codings, the favourite first; at least one
  /// @return the middleware
  /// @throws IllegalArgumentException if there is none
  public Compression only(ContentCoding... codings) {
    if (codings.length == 0) {
      throw new IllegalArgumentException("There is no coding; name at least one.");
    }
    return new Compression(List.of(codings), minimumSize, mediaTypes, offload);
  }

  /// Returns this compression with another size from which on content is compressed. Content whose
  /// size is not known is always compressed.
  ///
  /// @param bytes the size, 0 or more; [#MINIMUM_SIZE] by default
  /// @return the middleware
  /// @throws IllegalArgumentException if the size is negative
  public Compression minimumSize(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("The size is " + bytes + " bytes; expected 0 or more.");
    }
    return new Compression(codings, bytes, mediaTypes, offload);
  }

  /// Returns this compression for other media types too. Events (`text/event-stream`) are never
  /// compressed.
  ///
  /// @param more tells which
  /// @return the middleware
  public Compression alsoFor(Predicate<MediaType> more) {
    return new Compression(codings, minimumSize, mediaTypes.or(more), offload);
  }

  /// Returns this compression for fewer media types.
  ///
  /// @param fewer tells for which not
  /// @return the middleware
  public Compression notFor(Predicate<MediaType> fewer) {
    return new Compression(codings, minimumSize, mediaTypes.and(fewer.negate()), offload);
  }

  @Override
  public Response<?> handle(Request request, Next next) throws IOException {
    var response = next.handle(request);
    if (response.status().equals(Optional.of(Status.NOT_MODIFIED))) {
      return notModified(request, response);
    }
    if (!(response.entity().orElse(null) instanceof ResponseBody body)
        || !isCompressible(response, lengthOf(request, response, body), body)) {
      return response;
    }
    var coding = codingFor(request);
    return coding.isEmpty()
        ? response.vary("Accept-Encoding")
        : compressed(request, response, body, coding.get());
  }

  private Optional<ContentCoding> codingFor(Request request) {
    return AcceptEncoding.of(request.headers())
        .preferred(names)
        .flatMap(name -> codings.stream().filter(coding -> coding.name().equals(name)).findFirst());
  }

  /// A 304 has the headers that the whole response would have (RFC 9110, section 15.4.5). Which tag
  /// that is, the client has said.
  private static Response<?> notModified(Request request, Response<?> response) {
    var varying = response.vary("Accept-Encoding");
    var tag = response.headers().first("ETag", "W/");
    var weak = "W/" + tag;
    return !tag.startsWith("W/") && request.headers().elements("If-None-Match").contains(weak)
        ? varying.replaceHeader("ETag", weak)
        : varying;
  }

  /// The content of a HEAD response is left out already, so that only its head tells.
  private static long lengthOf(Request request, Response<?> response, ResponseBody body) {
    return request.method() == HttpMethod.HEAD
        ? response.contentLength().orElse(RenderedResponse.NO_LENGTH)
        : body.contentLength();
  }

  private boolean isCompressible(Response<?> response, long length, ResponseBody body) {
    var status = response.status().orElse(Status.OK);
    return status.allowsContent()
        && !status.equals(Status.RESET_CONTENT)
        && !status.equals(Status.PARTIAL_CONTENT)
        && (length < 0 || length >= minimumSize)
        && length != 0
        && !(body instanceof ResponseBody.Stream stream && stream.heartbeat().isPresent())
        && response.mediaType().filter(this::isCompressible).isPresent()
        && mayBeChanged(response.headers());
  }

  private boolean isCompressible(MediaType mediaType) {
    return mediaTypes.test(mediaType) && !mediaType.sameTypeAs(MediaType.EVENT_STREAM);
  }

  private static boolean mayBeChanged(Headers headers) {
    if (headers.isEmpty()) {
      return true;
    }
    if (headers.contains("Content-Encoding")
        || headers.contains("Content-Range")
        || headers.contains("Content-Digest")
        || headers.contains("Repr-Digest")) {
      return false;
    }
    return headers.elements("Cache-Control").stream().noneMatch("no-transform"::equalsIgnoreCase);
  }

  private Response<?> compressed(
      Request request, Response<?> response, ResponseBody body, ContentCoding coding)
      throws IOException {
    var headed =
        response
            .vary("Accept-Encoding")
            .replaceHeader("Content-Encoding", coding.name())
            .withoutHeader("Accept-Ranges");
    var tag = response.headers().first("ETag");
    var tagged =
        tag.isPresent() && !tag.get().startsWith("W/")
            ? headed.replaceHeader("ETag", "W/" + tag.get())
            : headed;
    if (request.method() == HttpMethod.HEAD) {
      return tagged.withEntity(new ResponseBody.Stream(out -> {}));
    }
    return tagged.withEntity(
        body instanceof ResponseBody.Bytes bytes
            ? encoded(bytes, coding)
            : new ResponseBody.Stream(new EncodedBody(body, coding, offload)));
  }

  private ResponseBody encoded(ResponseBody.Bytes plain, ContentCoding coding) throws IOException {
    return plain.length() < EncodedOutput.OFFLOADED
        ? encode(plain, coding)
        : offload.run(() -> encode(plain, coding));
  }

  private static ResponseBody encode(ResponseBody.Bytes plain, ContentCoding coding)
      throws IOException {
    var out = new ByteArrayOutputStream(Math.max(plain.length() / 4, 256));
    try (var encoder = coding.encoder(out)) {
      encoder.write(plain.array(), plain.offset(), plain.length());
    }
    return ResponseBody.of(out.toByteArray());
  }

  /// Returns the names of the codings.
  @Override
  public String toString() {
    return "Compression" + names;
  }
}
