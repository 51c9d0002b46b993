package dev.lodestar.test;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.RequestBody;
import dev.lodestar.test.Transport.Content;
import dev.lodestar.test.Transport.Outgoing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The content of a request on its way to the application without a socket: received whole or
/// streamed, and limited, as engines do it.
final class SentContent implements AutoCloseable {
  /// What engines receive whole even if it is to be streamed.
  private static final int MOST_WHOLE = 1 << 16;

  private final InputStream source;
  private final long length;
  private volatile @Nullable IOException failure;

  private SentContent(InputStream source, long length) {
    this.source = source;
    this.length = length;
  }

  static SentContent of(Content content) {
    return switch (content) {
      case Content.Whole whole ->
          new SentContent(new ByteArrayInputStream(whole.bytes()), whole.bytes().length);
      case Content.Streamed streamed ->
          new SentContent(streamed.source().get(), RequestBody.UNKNOWN_LENGTH);
    };
  }

  /// Tells whether there is no body, not even one whose length is not known.
  boolean isEmpty() {
    return length == 0;
  }

  /// Returns the body that the application gets.
  ///
  /// @param mostInMemory the limit of the engine
  /// @throws HttpException if the content is larger than is accepted
  /// @throws FailedException if it has to be there first and broke off
  RequestBody received(BodyPlan plan, long mostInMemory) throws FailedException {
    if (length > plan.limit()) {
      throw HttpException.contentTooLarge(plan.limit());
    }
    var limited = new Limited(plan.limit());
    if (plan.streamed() && (length < 0 || length > MOST_WHOLE)) {
      return RequestBody.streamed(limited, length, Math.min(plan.limit(), mostInMemory));
    }
    var most = Math.min(plan.limit(), HttpApplication.MOST_BODY_SIZE);
    try {
      return RequestBody.of(RequestBody.streamed(limited, length, most).bytes());
    } catch (UncheckedIOException broken) {
      checkWhole();
      throw broken;
    }
  }

  /// Fails if the content broke off.
  void checkWhole() throws FailedException {
    if (failure != null) {
      throw new FailedException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /// The content as the application sees it.
  private final class Limited extends InputStream {
    private final long limit;
    private long count;

    Limited(long limit) {
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read;
      try {
        read = source.read(target, offset, length);
      } catch (IOException broken) {
        failure = broken;
        throw new ClientDisconnectedException("The test's stream of the body has failed.");
      }
      count += Math.max(0, read);
      if (count > limit) {
        throw HttpException.contentTooLarge(limit);
      }
      return read;
    }

    @Override
    public int available() throws IOException {
      return source.available();
    }
  }

  /// Tells the thread of the test that the content of its request has broken off.
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(Throwable cause) {
      super(cause);
    }

    AssertionError error(Outgoing outgoing) {
      return new AssertionError(
          outgoing + " got no complete response: the stream of its content has failed", getCause());
    }
  }
}
