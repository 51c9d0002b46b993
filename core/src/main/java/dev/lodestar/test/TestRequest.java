package dev.lodestar.test;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.PercentEncoding;
import dev.lodestar.test.Transport.Content;
import dev.lodestar.test.Transport.Outgoing;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A request that a test puts together; nothing is sent before [#send()]. Methods change this
/// request and return it. Not thread-safe.
///
/// ```java
/// client.request(HttpMethod.GET, "/search")
///     .query("q", "tea & cake")
///     .header("Accept-Language", "de")
///     .send()
///     .expectStatus(200);
/// ```
public final class TestRequest {
  private final TestClient client;
  private final HttpMethod method;
  private final StringBuilder target;
  private final Headers.Builder headers = Headers.builder();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final FormContent form = new FormContent();
  private Content content = Content.NONE;
  private Optional<MediaType> mediaType = Optional.empty();

  TestRequest(TestClient client, HttpMethod method, String target) {
    checkTarget(target);
    this.client = client;
    this.method = method;
    this.target = new StringBuilder(target);
  }

  private static void checkTarget(String target) {
    if (!target.startsWith("/") && !target.equals("*")) {
      throw new IllegalArgumentException(
          "The request target '" + target + "' has to start with '/'; or it is '*'.");
    }
    for (var i = 0; i < target.length(); i++) {
      var c = target.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '#') {
        throw new IllegalArgumentException(
            "The request target '"
                + target
                + "' has at index "
                + i
                + " a character that no client sends; percent-encode it, or give query parameters"
                + " with query(name, value).");
      }
    }
  }

  /// Adds a parameter to the query string, percent-encoded.
  ///
  /// @param name the name, not encoded
  /// @param value the value, not encoded; its `toString()` is sent
  /// @return this request
  public TestRequest query(String name, Object value) {
    target.append(target.indexOf("?") < 0 ? '?' : '&');
    appendPair(target, name, value);
    return this;
  }

  /// Adds a header field. Default headers of the client with the same name are not sent.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return this request
  /// @throws IllegalArgumentException if the name is not a token or the value has a character that
  ///   a header may not carry
  public TestRequest header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /// Sends a cookie with this request only, in place of one of that name in the client's jar.
  ///
  /// @param name the name
  /// @param value the value
  /// @return this request
  /// @throws IllegalArgumentException if name or value would break out of the cookie; to send what
  ///   is malformed set the header `Cookie`, which also keeps the jar from being sent
  public TestRequest cookie(String name, String value) {
    CookieJar.check(name, value);
    cookies.put(name, value);
    return this;
  }

  /// Sets the content.
  ///
  /// @param mediaType what the content is; sent as `Content-Type` unless that header is set
  /// @param content the bytes; not copied
  /// @return this request
  public TestRequest body(MediaType mediaType, byte[] content) {
    return content(mediaType, new Content.Whole(content));
  }

  /// Sets the content to what a stream yields, which is read while it is sent: in chunks, without a
  /// length, as it comes. The application reads it while it arrives if the route is made for that.
  /// A stream that fails breaks the request off.
  ///
  /// ```java
  /// client.request(HttpMethod.PUT, "/files/film").body(MediaType.OCTET_STREAM, () -> film).send();
  /// ```
  ///
  /// @param mediaType what the content is; sent as `Content-Type` unless that header is set
  /// @param content opens the stream, each time the request is sent; it is closed afterwards
  /// @return this request
  public TestRequest body(MediaType mediaType, Supplier<? extends InputStream> content) {
    return content(mediaType, new Content.Streamed(content));
  }

  private TestRequest content(MediaType mediaType, Content content) {
    this.mediaType = Optional.of(mediaType);
    this.content = content;
    form.clear();
    return this;
  }

  /// Sets the content from text, encoded in the media type's character set.
  ///
  /// @param mediaType what the content is, for instance [MediaType#JSON]
  /// @param content the text, sent as it is
  /// @return this request
  public TestRequest body(MediaType mediaType, String content) {
    return body(mediaType, content.getBytes(mediaType.charset()));
  }

  /// Sets the content to plain text in UTF-8.
  ///
  /// @param content the text
  /// @return this request
  public TestRequest text(String content) {
    return body(MediaType.TEXT, content);
  }

  /// Sets the content to a value written as JSON, with the codecs of the client.
  ///
  /// @param entity a record, bean, collection, map or simple value; a `String` becomes a JSON
  ///   string, so what is JSON text already is given to [#body(MediaType, String)]
  /// @return this request
  /// @throws EncodeException if the value cannot be written as JSON
  public TestRequest json(Object entity) {
    return body(MediaType.JSON, client.encode(entity));
  }

  /// Adds a field to a form, which becomes the content: URL-encoded, or `multipart/form-data` if it
  /// has a file.
  ///
  /// @param name the name of the field, not encoded
  /// @param value the value, not encoded; its `toString()` is sent
  /// @return this request
  public TestRequest form(String name, Object value) {
    form.add(name, value.toString());
    return formBody();
  }

  /// Adds fields to a form, as [#form(String, Object)] does.
  ///
  /// @param fields name to value, neither encoded
  /// @return this request
  public TestRequest form(Map<String, ?> fields) {
    fields.forEach(this::form);
    return this;
  }

  /// Adds a file to a form, which becomes the content as `multipart/form-data`.
  ///
  /// ```java
  /// client.request(HttpMethod.POST, "/photos")
  ///     .form("title", "The sea")
  ///     .file("photo", "sea.jpg", MediaType.parse("image/jpeg"), bytes)
  ///     .send();
  /// ```
  ///
  /// @param name the name of the field
  /// @param fileName the name of the file, sent as it is; with empty content, an empty one stands
  ///   for a file that was not chosen
  /// @param mediaType what the file is
  /// @param content the bytes; not copied
  /// @return this request
  public TestRequest file(String name, String fileName, MediaType mediaType, byte[] content) {
    form.add(name, fileName, mediaType, content);
    return formBody();
  }

  private TestRequest formBody() {
    mediaType = Optional.of(form.mediaType());
    content = new Content.Whole(form.bytes());
    return this;
  }

  private static void appendPair(StringBuilder text, String name, Object value) {
    text.append(PercentEncoding.encodeQueryComponent(name))
        .append('=')
        .append(PercentEncoding.encodeQueryComponent(value.toString()));
  }

  /// Sends the request and waits for the whole response.
  ///
  /// @return the response, whatever its status
  /// @throws UnexpectedServerError if the application failed unexpectedly, unless
  ///   [TestClient#raiseServerErrors(boolean)] is off
  /// @throws AssertionError if there is no complete response in time, or it is too large
  public TestResponse send() {
    return client.send(this);
  }

  /// Sends the request and reads the response as a stream of server-sent events, while it is sent.
  /// Unless a header `Accept` is set, `text/event-stream` is what it asks for.
  ///
  /// @return the events; to be closed
  /// @throws UnexpectedServerError as [#send()] does
  /// @throws AssertionError if there is no response in time, or it is not a stream of events with
  ///   the status 200, which is all that browsers take; the message shows it
  public TestEvents events() {
    return client.events(this);
  }

  HttpMethod method() {
    return method;
  }

  String target() {
    return target.toString();
  }

  /// This request with what the client adds.
  Outgoing outgoing(Headers defaults, Map<String, String> jar) {
    var own = headers.build();
    var all = Headers.builder();
    defaults.forEach((name, value) -> {
      if (!own.contains(name)) {
        all.add(name, value);
      }
    });
    own.forEach(all::add);
    if (mediaType.isPresent() && !own.contains("Content-Type")) {
      all.set("Content-Type", mediaType.get().toString());
    }
    var pairs = new LinkedHashMap<>(jar);
    pairs.putAll(cookies);
    if (!pairs.isEmpty() && !own.contains("Cookie")) {
      all.set("Cookie", cookieHeader(pairs));
    }
    return new Outgoing(method, target(), all.build(), content);
  }

  private static String cookieHeader(Map<String, String> pairs) {
    var header = new StringBuilder();
    pairs.forEach((name, value) ->
        header.append(header.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    return header.toString();
  }

  /// The request that follows a redirect: its content is sent again only where the method stays
  /// (RFC 9110, section 15.4).
  TestRequest redirected(HttpMethod method, String target) {
    var next = new TestRequest(client, method, target);
    var sameContent = method.equals(this.method);
    headers
        .build()
        .forEach((name, value) -> {
          if (sameContent || !name.regionMatches(true, 0, "Content-", 0, 8)) {
            next.headers.add(name, value);
          }
        });
    next.cookies.putAll(cookies);
    if (sameContent) {
      next.mediaType = mediaType;
      next.content = content;
    }
    return next;
  }

  /// Returns method and target.
  @Override
  public String toString() {
    return method + " " + target;
  }
}
