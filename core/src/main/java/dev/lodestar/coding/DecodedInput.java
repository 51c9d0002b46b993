package dev.lodestar.coding;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Status;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The content of a body, decompressed while it is read, within a limit. What is wrong with the
/// coding is the client's fault; what is wrong with the source is thrown as it is.
///
/// With several codings, what each but the last one yields is counted, too: it may become as large
/// as gigabytes, and nothing of it content.
final class DecodedInput extends InputStream {
  private final Source source;
  private final String names;
  private final long limit;
  private final InputStream decoder;
  private long count;

  /// Creates the content.
  ///
  /// @param codings in the order in which they were applied
  DecodedInput(InputStream in, Iterable<ContentCoding> codings, String names, long limit)
      throws IOException {
    this.source = new Source(in);
    this.names = names;
    this.limit = limit;
    InputStream decoded = source;
    try {
      for (var coding : codings) {
        decoded = new Chain(coding.decoder(decoded), decoded);
      }
    } catch (IOException failure) {
      decoded.close();
      throw refusal(failure);
    }
    this.decoder = decoded;
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
      read = decoder.read(target, offset, length);
    } catch (IOException failure) {
      throw refusal(failure);
    }
    count += Math.max(read, 0);
    if (count > limit) {
      throw tooLarge();
    }
    return read;
  }

  private HttpException tooLarge() {
    return HttpException.of(
        Status.CONTENT_TOO_LARGE,
        "The body becomes larger than the "
            + limit
            + " bytes that are accepted here, once its coding "
            + names
            + " is undone.");
  }

  /// The most bytes between two codings. What cannot be compressed becomes a little larger.
  private long mostBetween() {
    return limit > Long.MAX_VALUE / 2 ? limit : limit + limit / 16 + 1024;
  }

  private IOException refusal(IOException failure) {
    if (source.failed) {
      return failure;
    }
    throw new HttpException(
        Problem.of(Status.BAD_REQUEST)
            .withDetail(
                "The body is not valid " + names + ", as the header Content-Encoding says it is."),
        Headers.empty(),
        failure);
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }

  /// Remembers whether reading the source failed. It is left open: whoever made it closes it.
  private static final class Source extends FilterInputStream {
    private boolean failed;

    Source(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      failed = true;
      var value = super.read();
      failed = false;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      failed = true;
      var count = super.read(target, offset, length);
      failed = false;
      return count;
    }

    @Override
    public void close() {
      // not ours
    }
  }

  /// Closes what it reads from, too, whether the decoder does or not. What it yields is limited.
  private final class Chain extends FilterInputStream {
    private final InputStream inner;
    private long yielded;

    Chain(InputStream decoder, InputStream inner) {
      super(decoder);
      this.inner = inner;
    }

    @Override
    public int read() throws IOException {
      var value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      var read = super.read(target, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      yielded += read;
      if (yielded > mostBetween()) {
        throw tooLarge();
      }
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        inner.close();
      }
    }
  }
}
