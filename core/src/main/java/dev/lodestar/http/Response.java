package dev.lodestar.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a handler answers when it says more than its return value alone can: status, headers,
/// cookies, media type and an entity.
///
/// The entity is written as its type asks for: a `String` as `text/plain`, `byte[]` as
/// `application/octet-stream`, a [StreamBody] piece by piece, a [FileBody] or a `Path` as the file,
/// anything else as JSON. Immutable and thread-safe; every method returns a new response.
///
/// ```java
/// return Response.created(URI.create("/widgets/7"), widget).header("X-Stock", "3");
/// ```
///
/// @param <T> the type of the entity
public final class Response<T> {
  private final Optional<Status> status;
  private final Headers headers;
  private final Optional<MediaType> mediaType;
  private final @Nullable T entity;
  private final Optional<Throwable> failure;

  private Response(
      Optional<Status> status, Headers headers, Optional<MediaType> mediaType, @Nullable T entity) {
    this(status, headers, mediaType, entity, Optional.empty());
  }

  private Response(
      Optional<Status> status,
      Headers headers,
      Optional<MediaType> mediaType,
      @Nullable T entity,
      Optional<Throwable> failure) {
    this.status = status;
    this.headers = headers;
    this.mediaType = mediaType;
    this.entity = entity;
    this.failure = failure;
  }

  /// Returns a response that has been rendered, as middleware sees it. Called by the framework.
  ///
  /// @param <T> the type of the entity
  /// @param status the status
  /// @param headers all headers
  /// @param mediaType the media type of the content; nothing if there is none
  /// @param content the content
  /// @param failure the unexpected failure that it stands for
  /// @return the response
  public static <T> Response<T> rendered(
      Status status,
      Headers headers,
      Optional<MediaType> mediaType,
      T content,
      Optional<Throwable> failure) {
    return new Response<>(Optional.of(status), headers, mediaType, content, failure);
  }

  /// Returns a response with an entity and the default status of the route.
  ///
  /// @param <T> the type of the entity
  /// @param entity what to send
  /// @return the response
  public static <T> Response<T> of(T entity) {
    return new Response<>(Optional.empty(), Headers.empty(), Optional.empty(), entity);
  }

  /// Returns a response without content and with a status.
  ///
  /// @param <T> the type the entity would have
  /// @param status the status, not an informational one
  /// @return the response
  /// @throws IllegalArgumentException if the code is under 200
  public static <T> Response<T> of(Status status) {
    checkFinal(status);
    return new Response<>(Optional.of(status), Headers.empty(), Optional.empty(), null);
  }

  /// Returns a response without content and with the default status of the route.
  ///
  /// @param <T> the type the entity would have
  /// @return the response
  public static <T> Response<T> empty() {
    return new Response<>(Optional.empty(), Headers.empty(), Optional.empty(), null);
  }

  /// Returns a `text/plain` response in UTF-8.
  ///
  /// @param text the text
  /// @return the response
  public static Response<String> text(String text) {
    return of(text).mediaType(MediaType.TEXT);
  }

  /// Returns a `text/html` response in UTF-8. The text is sent as it is: whoever builds it escapes
  /// what comes from users.
  ///
  /// @param html the document
  /// @return the response
  public static Response<String> html(String html) {
    return of(html).mediaType(MediaType.HTML);
  }

  /// Returns an `application/json` response.
  ///
  /// @param <T> the type of the entity
  /// @param entity what to encode
  /// @return the response
  public static <T> Response<T> json(T entity) {
    return of(entity).mediaType(MediaType.JSON);
  }

  /// Returns a response of bytes.
  ///
  /// @param mediaType what the bytes are
  /// @param content the bytes, which must not change afterwards
  /// @return the response
  public static Response<byte[]> bytes(MediaType mediaType, byte[] content) {
    return of(content).mediaType(mediaType);
  }

  /// Returns a response of a file; see [FileBody] for what it has.
  ///
  /// @param path the file, of any file system
  /// @return the response, a 404 if there is no such file when it is rendered
  public static Response<FileBody> file(Path path) {
    return of(FileBody.of(path));
  }

  /// Returns a response that is written piece by piece.
  ///
  /// @param mediaType what the content is
  /// @param content writes it; never called for a HEAD request
  /// @return the response
  public static Response<StreamBody> stream(MediaType mediaType, StreamBody content) {
    return of(content).mediaType(mediaType);
  }

  /// Returns a 204 response.
  ///
  /// @param <T> the type the entity would have
  /// @return the response
  public static <T> Response<T> noContent() {
    return of(Status.NO_CONTENT);
  }

  /// Returns a 201 response that says where the new resource is.
  ///
  /// @param <T> the type of the entity
  /// @param location the address of the new resource
  /// @param entity the new resource
  /// @return the response
  public static <T> Response<T> created(URI location, T entity) {
    return of(entity).status(Status.CREATED).header("Location", location.toASCIIString());
  }

  /// Returns a redirect that makes the client GET another address (303).
  ///
  /// @param <T> the type the entity would have
  /// @param location where to go; never pass on what a client sent without checking it
  /// @return the response
  public static <T> Response<T> seeOther(URI location) {
    return Response.<T>of(Status.SEE_OTHER).header("Location", location.toASCIIString());
  }

  /// Returns a problem document with the problem's status.
  ///
  /// @param problem what to tell the client
  /// @return the response
  public static Response<Problem> problem(Problem problem) {
    return of(problem).status(problem.status()).mediaType(MediaType.PROBLEM_JSON);
  }

  /// Returns this response with a status.
  ///
  /// @param status the status, not an informational one
  /// @return the new response
  /// @throws IllegalArgumentException if the code is under 200
  public Response<T> status(Status status) {
    checkFinal(status);
    return new Response<>(Optional.of(status), headers, mediaType, entity, failure);
  }

  /// Returns this response with a status.
  ///
  /// @param code the code, 200 to 999
  /// @return the new response
  /// @throws IllegalArgumentException if the code is not in that range
  public Response<T> status(int code) {
    return status(Status.of(code));
  }

  /// Returns this response with a header added.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return the new response
  /// @throws IllegalArgumentException if name or value has an illegal character, or the header is
  ///   one that the framework writes itself: `Content-Type` (use [#mediaType(MediaType)]),
  ///   `Set-Cookie` (use [#cookie(SetCookie)]), `Content-Length`, `Transfer-Encoding`,
  ///   `Connection`, `Keep-Alive`, `Upgrade`, `Trailer`, `TE` and `Date`
  public Response<T> header(String name, String value) {
    checkOwnership(name);
    return new Response<>(status, headers.withAdded(name, value), mediaType, entity, failure);
  }

  /// Returns this response with a header that takes the place of all of its name.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return the new response
  /// @throws IllegalArgumentException as [#header(String, String)] does
  public Response<T> replaceHeader(String name, String value) {
    checkOwnership(name);
    return new Response<>(status, headers.with(name, value), mediaType, entity, failure);
  }

  /// Returns this response without any header of a name.
  ///
  /// @param name the name, in any case; `Set-Cookie` removes all cookies
  /// @return the new response
  public Response<T> withoutHeader(String name) {
    return new Response<>(status, headers.without(name), mediaType, entity, failure);
  }

  /// Returns this response with another entity; the media type stays if there is one.
  ///
  /// @param <U> the type of the new entity
  /// @param entity what to send
  /// @return the new response
  public <U> Response<U> withEntity(U entity) {
    return new Response<>(status, headers, mediaType, entity, failure);
  }

  /// Returns this response with a cookie set; a cookie of the same name, path and domain should be
  /// set only once.
  ///
  /// @param cookie the cookie
  /// @return the new response
  public Response<T> cookie(SetCookie cookie) {
    return new Response<>(
        status, headers.withAdded("Set-Cookie", cookie.headerValue()), mediaType, entity, failure);
  }

  /// Returns this response with a media type.
  ///
  /// @param mediaType what the content is
  /// @return the new response
  public Response<T> mediaType(MediaType mediaType) {
    return new Response<>(status, headers, Optional.of(mediaType), entity, failure);
  }

  /// Returns this response with an entity tag. A client that has this state already is answered
  /// 304.
  ///
  /// @param tag names the state of the resource
  /// @return the new response
  public Response<T> entityTag(EntityTag tag) {
    return replaceHeader("ETag", tag.toString());
  }

  /// Returns this response with the time of the last change, in whole seconds. A client that has
  /// seen the resource since then is answered 304.
  ///
  /// @param moment when the resource was changed
  /// @return the new response
  /// @throws IllegalArgumentException if the year is not between 0 and 9999
  public Response<T> lastModified(Instant moment) {
    return replaceHeader("Last-Modified", HttpDate.format(moment));
  }

  private static void checkFinal(Status status) {
    if (status.code() < 200) {
      throw new IllegalArgumentException(
          "The status "
              + status
              + " is informational; a response ends a request, so its status is 200 or above.");
    }
  }

  private static void checkOwnership(String name) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "content-type" ->
          throw new IllegalArgumentException(
              "Set the media type of a response with mediaType(…), not as the header '"
                  + name
                  + "'.");
      case "set-cookie" ->
          throw new IllegalArgumentException(
              "Set a cookie with cookie(…), not as the header '" + name + "'.");
      case "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "trailer",
          "te",
          "date" ->
          throw new IllegalArgumentException(
              "The header '" + name + "' is written by the server and cannot be set.");
      default -> {
        // the application's own
      }
    }
  }

  /// Returns the status.
  ///
  /// @return the status; nothing if the default of the route applies
  public Optional<Status> status() {
    return status;
  }

  /// Returns the headers, cookies among them.
  ///
  /// @return the headers that were added, without those that the framework writes
  public Headers headers() {
    return headers;
  }

  /// Returns the media type.
  ///
  /// @return the media type; nothing if the entity's type decides
  public Optional<MediaType> mediaType() {
    return mediaType;
  }

  /// Returns the entity.
  ///
  /// @return the entity; nothing if there is no content
  public Optional<T> entity() {
    return Optional.ofNullable(entity);
  }

  /// Returns the exception that this response stands for, where middleware sees one.
  ///
  /// @return what escaped from the handler and nobody handled; nothing for every other response,
  ///   also for those that an [HttpException] of the client's fault was answered with
  public Optional<Throwable> failure() {
    return failure;
  }

  /// Returns status, headers and the class of the entity.
  @Override
  public String toString() {
    return "Response["
        + status.map(Status::toString).orElse("default status")
        + ", "
        + headers.size()
        + " headers, "
        + (entity == null ? "no content" : entity.getClass().getSimpleName())
        + "]";
  }
}
