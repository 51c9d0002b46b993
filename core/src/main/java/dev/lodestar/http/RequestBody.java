package dev.lodestar.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/// The content of a request. Thread-safe.
///
/// Most bodies have been received whole, within the limit of bodies, before the handler is called;
/// they may be read any number of times. A body [that arrives while it is read][#isStreamed()] can
/// be read in one of two ways: once, through [#stream()], however large it is; or collected in
/// memory by the first of the other methods, and then any number of times. Reading such a body
/// blocks until the client has sent enough, and throws where it is read
///
/// - an [HttpException]: 400 where the body turns out to be malformed, 413 where it becomes larger
///   than is accepted, 408 where the client pauses for too long;
/// - a [ClientDisconnectedException] where the client goes before the end of the body;
/// - a [java.io.InterruptedIOException] if the reading thread is interrupted.
///
/// Methods other than those of a stream throw the last two in an [UncheckedIOException].
public final class RequestBody {
  /// The [#length()] of a body whose length was not announced and whose end has not been read.
  public static final long UNKNOWN_LENGTH = -1;

  private static final byte[] NOTHING = {};
  private static final RequestBody EMPTY = new RequestBody(NOTHING, null);

  private final byte[] content;

  /// What arrives, if the content is not there yet.
  private final @Nullable ArrivingBody arriving;

  private RequestBody(byte[] content, @Nullable ArrivingBody arriving) {
    this.content = content;
    this.arriving = arriving;
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
    return content.length == 0 ? EMPTY : new RequestBody(content, null);
  }

  /// Returns a body that arrives while it is read. Called by HTTP engines, and by those who
  /// transform a body on its way.
  ///
  /// @param source where the content is read from, by one thread at a time; its methods throw what
  ///   is wrong with the body, see above. It is not closed
  /// @param length how many bytes the source yields before it ends; [#UNKNOWN_LENGTH] if that is
  ///   not known
  /// @param mostCollected the most bytes that are collected in memory; more is an [HttpException]
  ///   413
  /// @return the body
  /// @throws IllegalArgumentException if the length is below -1, or the limit negative
  public static RequestBody streamed(InputStream source, long length, long mostCollected) {
    if (length < UNKNOWN_LENGTH || mostCollected < 0) {
      throw new IllegalArgumentException(
          "A body cannot have the length "
              + length
              + " and the limit "
              + mostCollected
              + "; use 0 or more, or UNKNOWN_LENGTH for the length.");
    }
    return new RequestBody(NOTHING, new ArrivingBody(source, length, mostCollected));
  }

  /// Tells whether the content arrives while it is read, so that it may be larger than memory and
  /// can be streamed only once.
  ///
  /// @return `false` if it was received whole
  public boolean isStreamed() {
    return arriving != null;
  }

  /// Returns the number of bytes. Never blocks.
  ///
  /// @return the length, 0 if there is no content; [#UNKNOWN_LENGTH] if it was not announced and
  ///   the end has not been read
  public long length() {
    return arriving == null ? content.length : arriving.length();
  }

  /// Tells whether there is no content. Waits for the first byte or the end of a body whose length
  /// was not announced.
  ///
  /// @return `true` if the length is 0
  public boolean isEmpty() {
    return arriving == null ? content.length == 0 : arriving.isEmpty();
  }

  /// Returns a copy of the content.
  ///
  /// @return the bytes
  /// @throws HttpException 413, if the content is streamed and larger than may be collected in
  ///   memory
  /// @throws IllegalStateException if the content is streamed and its stream has been taken
  public byte[] bytes() {
    return whole().clone();
  }

  /// Returns a read-only view of the content, without copying it.
  ///
  /// @return a buffer from position 0 to the length
  /// @throws HttpException 413, if the content is streamed and larger than may be collected in
  ///   memory
  /// @throws IllegalStateException if the content is streamed and its stream has been taken
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(whole()).asReadOnlyBuffer();
  }

  /// Returns the content itself, without copying it, for those who decode it.
  ///
  /// @return the bytes; nobody may change them
  /// @throws HttpException 413, if the content is streamed and larger than may be collected in
  ///   memory
  /// @throws IllegalStateException if the content is streamed and its stream has been taken
  public byte[] array() {
    return whole();
  }

  /// Returns the content as a stream. Reading blocks only if the content is streamed and was not
  /// collected before. What is not read of it is the engine's to deal with; closing it is allowed
  /// and not needed.
  ///
  /// @return a stream from the first byte on
  /// @throws IllegalStateException if the content is streamed and its stream has been taken
  public InputStream stream() {
    return arriving == null ? new ByteArrayInputStream(content) : arriving.stream();
  }

  /// Returns the content as text.
  ///
  /// @param charset the character set that the content is in
  /// @return the text
  /// @throws HttpException 400, if the content is not valid in the character set; 413, if it is
  ///   streamed and larger than may be collected in memory
  /// @throws IllegalStateException if the content is streamed and its stream has been taken
  public String text(Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(whole()))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw HttpException.badRequest(
          "The body is not valid " + charset.name() + " text.", malformed);
    }
  }

  private byte[] whole() {
    return arriving == null ? content : arriving.collect();
  }
}
