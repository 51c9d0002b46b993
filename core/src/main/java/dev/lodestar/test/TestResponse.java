package dev.lodestar.test;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.http.Headers;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.json.JsonType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A response as the test sees it, received whole. Immutable and thread-safe.
///
/// `toString()` shows the request line, the status, all headers and the body, cut at 2,000
/// characters: an assertion library that prints the response prints what there is to know. So does
/// every assertion of this class.
///
/// ```java
/// var response = client.get("/greet?name=Bob").expectStatus(200);
/// assertThat(response.text()).isEqualTo("Hi, Bob!");
/// assertThat(response.header("Content-Type")).hasValue("text/plain;charset=utf-8");
/// ```
public final class TestResponse {
  private static final int SHOWN_CHARACTERS = 2_000;

  private final String request;
  private final Status status;
  private final Headers headers;
  private final byte[] body;
  private final Json json;

  TestResponse(String request, Status status, Headers headers, byte[] body, Json json) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.json = json;
  }

  /// Returns the status.
  ///
  /// @return the status; two are equal when their codes are
  public Status status() {
    return status;
  }

  /// Returns the status code.
  ///
  /// @return for instance 200
  public int statusCode() {
    return status.code();
  }

  /// Asserts the status.
  ///
  /// @param code the expected code
  /// @return this response
  /// @throws AssertionError if the response has another status; the message shows the whole
  ///   response
  public TestResponse expectStatus(int code) {
    if (status.code() != code) {
      throw new AssertionError("Expected status " + code + ", but the response is:\n" + this);
    }
    return this;
  }

  /// Asserts the status.
  ///
  /// @param expected the expected status
  /// @return this response
  /// @throws AssertionError if the response has another status; the message shows the whole
  ///   response
  public TestResponse expectStatus(Status expected) {
    return expectStatus(expected.code());
  }

  /// Returns the header fields. In process those that only matter to a connection (`Connection`,
  /// `Transfer-Encoding`, `Date`) are not among them.
  ///
  /// @return the headers
  public Headers headers() {
    return headers;
  }

  /// Returns the first value of a header.
  ///
  /// @param name the name, in any case
  /// @return the value; nothing if there is no such field
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /// Returns the media type of the content.
  ///
  /// @return what `Content-Type` says; nothing if there is no such header
  /// @throws AssertionError if the header is not a media type
  public Optional<MediaType> contentType() {
    try {
      return headers.first("Content-Type").map(MediaType::parse);
    } catch (IllegalArgumentException malformed) {
      throw new AssertionError(
          "The header Content-Type is malformed. " + malformed.getMessage() + "\n" + this,
          malformed);
    }
  }

  /// Returns the cookies that this response sets, those that remove one among them.
  ///
  /// @return the cookies in the order of the headers; `Set-Cookie` values that are none are left
  ///   out
  public List<ReceivedCookie> cookies() {
    return headers.all("Set-Cookie").stream()
        .flatMap(value -> ReceivedCookie.parse(value).stream())
        .toList();
  }

  /// Returns a cookie that this response sets.
  ///
  /// @param name the name; case-sensitive
  /// @return the last cookie of that name, which is the one that counts; nothing if there is none
  public Optional<ReceivedCookie> cookie(String name) {
    return cookies().stream()
        .filter(cookie -> cookie.name().equals(name))
        .reduce((earlier, later) -> later);
  }

  /// Returns the content.
  ///
  /// @return a copy of the bytes; empty if there is no content
  public byte[] bytes() {
    return body.clone();
  }

  /// Returns the content as text, in the character set that `Content-Type` names, or else UTF-8.
  ///
  /// @return the text; empty if there is no content
  /// @throws AssertionError if the character set is unknown or the content is not valid in it
  public String text() {
    try {
      return charset().newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (IllegalArgumentException unknown) {
      throw new AssertionError("The character set of the response is unknown:\n" + this, unknown);
    } catch (CharacterCodingException malformed) {
      throw new AssertionError(
          "The content of the response is not text in its character set:\n" + this, malformed);
    }
  }

  private Charset charset() {
    return contentType().map(MediaType::charset).orElse(StandardCharsets.UTF_8);
  }

  /// Reads the content as JSON.
  ///
  /// ```java
  /// var widget = client.get("/widgets/x-1").json(Widget.class);
  /// ```
  ///
  /// @param <T> the type of the value
  /// @param type a record, bean or simple type; `Object` for maps, lists and simple values as the
  ///   document has them
  /// @return the value
  /// @throws AssertionError if `Content-Type` is not JSON, or the content is not such a value; the
  ///   message shows what is wrong and the whole response
  public <T> T json(Class<T> type) {
    return decode(json.codec(type), type);
  }

  /// Reads the content as JSON, to a type with generics.
  ///
  /// ```java
  /// var widgets = client.get("/widgets").json(new JsonType<List<Widget>>() {});
  /// ```
  ///
  /// @param <T> the type of the value
  /// @param type captures the type
  /// @return the value
  /// @throws AssertionError as [#json(Class)] does
  public <T> T json(JsonType<T> type) {
    return decode(json.codec(type), type.type());
  }

  private <T> T decode(JsonCodec<T> codec, Type type) {
    if (contentType().filter(MediaType::isJson).isEmpty()) {
      throw new AssertionError("Expected JSON, but the response is:\n" + this);
    }
    try {
      return codec.decode(body).orThrow();
    } catch (DecodeException refused) {
      throw new AssertionError(
          "The content is no "
              + type.getTypeName()
              + ". "
              + refused.getMessage()
              + "\nThe response is:\n"
              + this,
          refused);
    }
  }

  /// Reads the content as a problem document (RFC 9457).
  ///
  /// ```java
  /// var problem = client.get("/greet").expectStatus(400).problem();
  /// assertThat(problem.detail()).hasValue("…");
  /// ```
  ///
  /// @return the problem; further members are among its extensions, as `Object` is read
  /// @throws AssertionError if `Content-Type` is not `application/problem+json`, or the content is
  ///   not a problem with the status of the response
  public Problem problem() {
    if (contentType().filter(MediaType.PROBLEM_JSON::sameTypeAs).isEmpty()) {
      throw new AssertionError("Expected a problem document, but the response is:\n" + this);
    }
    try {
      return Problems.read(json(Object.class), status);
    } catch (IllegalArgumentException malformed) {
      throw new AssertionError(
          "The problem document is malformed. "
              + malformed.getMessage()
              + "\nThe response is:\n"
              + this,
          malformed);
    }
  }

  /// Returns the request line, the status, all headers and the content: text cut at 2,000
  /// characters, of anything else its size.
  @Override
  public String toString() {
    var text = new StringBuilder(request).append(" -> ").append(status).append('\n');
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    if (body.length > 0) {
      text.append('\n');
      appendBody(text);
    }
    return text.toString();
  }

  private void appendBody(StringBuilder text) {
    var content = new String(body, lenientCharset());
    if (content.chars().anyMatch(TestResponse::isBinary)) {
      text.append('<').append(body.length).append(" bytes that are not text>");
    } else if (content.length() > SHOWN_CHARACTERS) {
      text.append(content, 0, SHOWN_CHARACTERS)
          .append("… (")
          .append(content.length())
          .append(" characters in all)");
    } else {
      text.append(content);
    }
  }

  private Charset lenientCharset() {
    try {
      return headers
          .first("Content-Type")
          .map(type -> MediaType.parse(type).charset())
          .orElse(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return StandardCharsets.UTF_8;
    }
  }

  private static boolean isBinary(int c) {
    return c == 0xFFFD || (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
  }
}
