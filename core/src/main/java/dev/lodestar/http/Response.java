package dev.lodestar.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a handler answers when it says more than its return value alone can: status, headers,
/// cookies, media type and an entity.
///
/// The entity is written as its type asks for: a `String` as `text/plain`, `byte[]` as
/// `application/octet-stream`, a [StreamBody] piece by piece, a [FileBody] or a `Path` as the file,
/// anything else as JSON or MessagePack, as the client prefers. With a media type there is nothing
/// to prefer. Immutable and thread-safe; every method returns a new response.
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
  private final Nature nature;

  /// What a response is, besides what it says.
  ///
  /// @param redirect whether it has the status of a redirect by default
  /// @param contentLength the length of its content, once it has been rendered; -1 if not known
  private record Nature(Optional<Throwable> failure, boolean redirect, long contentLength) {
    static final Nature USUAL = new Nature(Optional.empty(), false, -1);

    Nature withOtherContent() {
      return contentLength < 0 ? this : new Nature(failure, redirect, -1);
    }
  }

  private Response(
      Optional<Status> status, Headers headers, Optional<MediaType> mediaType, @Nullable T entity) {
    this(status, headers, mediaType, entity, Nature.USUAL);
  }

  private Response(
      Optional<Status> status,
      Headers headers,
      Optional<MediaType> mediaType,
      @Nullable T entity,
      Nature nature) {
    this.status = status;
    this.headers = headers;
    this.mediaType = mediaType;
    this.entity = entity;
    this.nature = nature;
  }

  /// Returns a response that has been rendered, as middleware sees it. Called by the framework.
  ///
  /// @param <T> the type of the entity
  /// @param status the status
  /// @param headers all headers
  /// @param mediaType the media type of the content; nothing if there is none
  /// @param content the content
  /// @param contentLength what `Content-Length` will say, also for HEAD; negative if it is not sent
  /// @param failure the unexpected failure that it stands for
  /// @return the response
  public static <T> Response<T> rendered(
      Status status,
      Headers headers,
      Optional<MediaType> mediaType,
      T content,
      long contentLength,
      Optional<Throwable> failure) {
    return new Response<>(
        Optional.of(status),
        headers,
        mediaType,
        content,
        new Nature(failure, false, contentLength));
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
    return of(entity).status(Status.CREATED).location(Location.of(location));
  }

  /// Returns a redirect that makes the client GET another address (303).
  ///
  /// @param <T> the type the entity would have
  /// @param location where to go; never pass on what a client sent without checking it, see
  ///   [Location#fromClient(String, String)]
  /// @return the response
  public static <T> Response<T> seeOther(URI location) {
    return redirect(Status.SEE_OTHER, Location.of(location));
  }

  /// Returns a redirect, see [#redirect(Location)].
  ///
  /// @param <T> the type the entity would have
  /// @param target where to go, relative or absolute; see [Location#of(String)]
  /// @return the response
  /// @throws IllegalArgumentException if the target cannot be written as an address
  public static <T> Response<T> redirect(String target) {
    return redirect(Location.of(target));
  }

  /// Returns a redirect with the status that the route declares, if that is one of a redirect; else
  /// with 302 for GET and HEAD, and 303 for other methods: the client GETs the target in any case.
  ///
  /// ```java
  /// return Response.redirect(Location.of(app.url(Widgets::get, "x-1")).query("tab", "stock"));
  /// ```
  ///
  /// @param <T> the type the entity would have
  /// @param target where to go
  /// @return the response, without content
  public static <T> Response<T> redirect(Location target) {
    return new Response<>(
        Optional.empty(),
        Headers.of("Location", target.toString()),
        Optional.empty(),
        null,
        new Nature(Optional.empty(), true, -1));
  }

  /// Returns a redirect with a status of its own: 301 and 308 for good, 302, 303 and 307 for now. A
  /// client repeats the request, with its method and body, after 307 and 308, and GETs the target
  /// after 303; after 301 and 302, browsers turn a POST into a GET.
  ///
  /// @param <T> the type the entity would have
  /// @param status one of the five
  /// @param target where to go
  /// @return the response, without content
  /// @throws IllegalArgumentException if the status is not that of a redirect
  public static <T> Response<T> redirect(Status status, Location target) {
    if (!status.isRedirect()) {
      throw new IllegalArgumentException(
          "The status " + status + " is not that of a redirect; use 301, 302, 303, 307 or 308.");
    }
    return Response.<T>redirect(target).status(status);
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
    return new Response<>(Optional.of(status), headers, mediaType, entity, nature);
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
    return new Response<>(status, headers.withAdded(name, value), mediaType, entity, nature);
  }

  /// Returns this response with a header that takes the place of all of its name.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return the new response
  /// @throws IllegalArgumentException as [#header(String, String)] does
  public Response<T> replaceHeader(String name, String value) {
    checkOwnership(name);
    return new Response<>(status, headers.with(name, value), mediaType, entity, nature);
  }

  /// Returns this response without any header of a name.
  ///
  /// @param name the name, in any case; `Set-Cookie` removes all cookies
  /// @return the new response
  public Response<T> withoutHeader(String name) {
    return new Response<>(status, headers.without(name), mediaType, entity, nature);
  }

  /// Returns this response with another entity; the media type stays if there is one.
  ///
  /// @param <U> the type of the new entity
  /// @param entity what to send
  /// @return the new response
  public <U> Response<U> withEntity(U entity) {
    return new Response<>(status, headers, mediaType, entity, nature.withOtherContent());
  }

  /// Returns this response with a cookie set. It takes the place of a cookie that the response sets
  /// with the same name, path and domain.
  ///
  /// @param cookie the cookie
  /// @return the new response
  public Response<T> cookie(SetCookie cookie) {
    var kept = Headers.builder();
    headers.forEach((name, value) -> {
      if (!name.equalsIgnoreCase("Set-Cookie")
          || !SetCookie.identityOf(value).equals(cookie.identity())) {
        kept.add(name, value);
      }
    });
    return new Response<>(
        status, kept.add("Set-Cookie", cookie.headerValue()).build(), mediaType, entity, nature);
  }

  /// Returns this response with a cookie removed from the browser: what
  /// [SetCookie#removing(SetCookie)] makes of it is sent instead of it.
  ///
  /// @param cookie the cookie with the attributes with which it was set; the value does not matter
  /// @return the new response
  public Response<T> removeCookie(SetCookie cookie) {
    return cookie(SetCookie.removing(cookie));
  }

  /// Returns this response with names of request headers added to `Vary`, see
  /// [Headers#withVary(String...)].
  ///
  /// @param names the names, or `*`
  /// @return the new response
  /// @throws IllegalArgumentException if a name is not a token
  public Response<T> vary(String... names) {
    return withHeaders(headers.withVary(names));
  }

  /// Returns this response with the address that it is about, such as that of what was created.
  ///
  /// @param location the address; for redirects use [#redirect(Location)]
  /// @return the new response
  public Response<T> location(Location location) {
    return replaceHeader("Location", location.toString());
  }

  /// Returns this response with the address of exactly the content that it has (RFC 9110, section
  /// 8.7).
  ///
  /// @param location the address
  /// @return the new response
  public Response<T> contentLocation(Location location) {
    return replaceHeader("Content-Location", location.toString());
  }

  /// Returns this response with one more link (RFC 8288).
  ///
  /// ```java
  /// Response.of(page).link(Link.to("/widgets?page=3", "next"))
  /// ```
  ///
  /// @param link the link
  /// @return the new response
  public Response<T> link(Link link) {
    return header("Link", link.toString());
  }

  /// Returns this response with the time after which the client may try again (RFC 9110, section
  /// 10.2.3), for instance with 429 or 503.
  ///
  /// @param delay how long it waits, rounded up to whole seconds
  /// @return the new response
  /// @throws IllegalArgumentException if the time is negative
  public Response<T> retryAfter(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("The time is " + delay + "; expected 0 or more.");
    }
    return replaceHeader("Retry-After", Long.toString(delay.plusNanos(999_999_999).toSeconds()));
  }

  /// Returns this response with the moment from which on the client may try again.
  ///
  /// @param moment the moment, in whole seconds
  /// @return the new response
  /// @throws IllegalArgumentException if the year is not between 0 and 9999
  public Response<T> retryAfter(Instant moment) {
    return replaceHeader("Retry-After", HttpDate.format(moment));
  }

  /// Returns this response with the moment from which on caches take it for stale, for caches that
  /// do not know `Cache-Control: max-age`, which counts more (RFC 9111, section 5.3).
  ///
  /// @param moment the moment, in whole seconds
  /// @return the new response
  /// @throws IllegalArgumentException if the year is not between 0 and 9999
  public Response<T> expires(Instant moment) {
    return replaceHeader("Expires", HttpDate.format(moment));
  }

  /// Returns this response with the methods that the resource has (RFC 9110, section 10.2.1).
  ///
  /// @param methods the methods; none says that it has none
  /// @return the new response
  public Response<T> allow(HttpMethod... methods) {
    return replaceHeader(
        "Allow", Arrays.stream(methods).map(HttpMethod::name).collect(Collectors.joining(", ")));
  }

  /// Returns this response with the languages of those for whom the content is meant (RFC 9110,
  /// section 8.5).
  ///
  /// @param languages the languages, at least one
  /// @return the new response
  /// @throws IllegalArgumentException if there is none
  public Response<T> contentLanguage(Locale... languages) {
    if (languages.length == 0) {
      throw new IllegalArgumentException("contentLanguage names no language; name at least one.");
    }
    return replaceHeader(
        "Content-Language",
        Arrays.stream(languages).map(Locale::toLanguageTag).collect(Collectors.joining(", ")));
  }

  /// Returns this response with what caches may do with it.
  ///
  /// @param directives the directives
  /// @return the new response
  public Response<T> cacheControl(CacheControl directives) {
    return replaceHeader("Cache-Control", directives.headerValue());
  }

  private Response<T> withHeaders(Headers headers) {
    return new Response<>(status, headers, mediaType, entity, nature);
  }

  /// Returns this response with a media type.
  ///
  /// @param mediaType what the content is
  /// @return the new response
  public Response<T> mediaType(MediaType mediaType) {
    return new Response<>(status, headers, Optional.of(mediaType), entity, nature);
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

  /// Tells whether this was made by [#redirect(Location)], so that without a status of its own it
  /// has that of a redirect.
  ///
  /// @return `true` if it was
  public boolean isRedirect() {
    return nature.redirect;
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

  /// Returns the length of the content where middleware sees a rendered response.
  ///
  /// @return the number of bytes, for HEAD that of what GET would get; nothing if it is not known
  ///   before it is sent, and for responses that have not been rendered
  public OptionalLong contentLength() {
    return nature.contentLength < 0 ? OptionalLong.empty() : OptionalLong.of(nature.contentLength);
  }

  /// Returns the exception that this response stands for, where middleware sees one.
  ///
  /// @return what escaped from the handler and nobody handled; nothing for every other response,
  ///   also for those that an [HttpException] of the client's fault was answered with
  public Optional<Throwable> failure() {
    return nature.failure;
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
