package dev.lodestar.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/// The content of a request. It has been received whole, within the server's body limit, before the
/// handler is called, and may be read any number of times. Thread-safe.
public final class RequestBody {
  private static final RequestBody EMPTY = new RequestBody(new byte[0]);

  private final byte[] content;

  private RequestBody(byte[] content) {
    this.content = content;
  }

  /// Returns a body without content.
  ///
  /// @return the empty body
  public static RequestBody empty() {
    return EMPTY;
  }

  /// Returns a body over an array, which is not copied and must not change afterwards.
  ///
  /// @param content the content
  /// @return the body
  public static RequestBody of(byte[] content) {
    return content.length == 0 ? EMPTY : new RequestBody(content);
  }

  /// Returns the number of bytes.
  ///
  /// @return the length, 0 if there is no content
  public int length() {
    return content.length;
  }

  /// Tells whether there is no content.
  ///
  /// @return `true` if the length is 0
  public boolean isEmpty() {
    return content.length == 0;
  }

  /// Returns a copy of the content.
  ///
  /// @return the bytes
  public byte[] bytes() {
    return content.clone();
  }

  /// Returns a read-only view of the content, without copying it.
  ///
  /// @return a buffer from position 0 to the length
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /// Returns the content as a stream over memory; reading never blocks.
  ///
  /// @return a new stream from the first byte on
  public InputStream stream() {
    return new ByteArrayInputStream(content);
  }

  /// Returns the content as text.
  ///
  /// @param charset the character set that the content is in
  /// @return the text
  /// @throws HttpException 400, if the content is not valid in the character set
  public String text(Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw HttpException.badRequest(
          "The body is not valid " + charset.name() + " text.", malformed);
    }
  }
}
