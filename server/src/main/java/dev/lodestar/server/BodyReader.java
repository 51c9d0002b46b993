package dev.lodestar.server;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import java.util.Arrays;

/// Collects the body of one request while it arrives, never more than the limit allows.
sealed interface BodyReader {

  /// Takes what belongs to the body.
  ///
  /// @return `true` if the body is complete
  /// @throws HttpException if the body is malformed or too large
  boolean read(Input input);

  /// Returns the complete body.
  byte[] content();

  /// Returns the reader of the body that a head announces.
  ///
  /// @param limit the most bytes of the body
  /// @throws HttpException if the announced length is over the limit
  static BodyReader of(RequestHead head, long limit, ServerOptions options) {
    if (head.chunked()) {
      return new Chunked(limit, options.maxHeaderSize(), options.maxHeaderCount());
    }
    if (head.contentLength() > limit) {
      throw HttpException.contentTooLarge(limit);
    }
    return new Fixed((int) head.contentLength());
  }

  /// A body whose length was announced. Memory is taken as the bytes come, since announcing costs a
  /// client nothing.
  final class Fixed implements BodyReader {
    private static final int FIRST_SIZE = 1 << 14;

    private final int length;
    private byte[] content;
    private int received;

    Fixed(int length) {
      this.length = length;
      content = new byte[Math.min(length, FIRST_SIZE)];
    }

    @Override
    public boolean read(Input input) {
      var count = Math.min(input.size(), length - received);
      if (received + count > content.length) {
        var doubled = Math.max((long) received + count, 2L * content.length);
        content = Arrays.copyOf(content, (int) Math.min(length, doubled));
      }
      System.arraycopy(input.bytes(), input.start(), content, received, count);
      input.consume(count);
      received += count;
      return received == length;
    }

    @Override
    public byte[] content() {
      return content;
    }
  }

  /// A body in chunked transfer coding (RFC 9112, section 7.1). Extensions are read over; trailers
  /// are checked as header fields are, and dropped.
  final class Chunked implements BodyReader {
    private static final int LONGEST_SIZE_LINE = 256;
    private static final int LONGEST_SIZE = 15;
    private static final int MOST_LEADING_ZEROS = 64;

    private enum Part {
      SIZE,
      DATA,
      DATA_END,
      TRAILERS
    }

    private final long maxSize;
    private final int maxTrailerSize;
    private final int maxTrailers;
    private Part part = Part.SIZE;
    private byte[] content = new byte[256];
    private int received;
    private long missing;

    /// How much of an incomplete line has been searched for its end.
    private int searched;

    private int trailers;
    private int trailerSize;
    private int extensionSize;

    Chunked(long maxSize, int maxTrailerSize, int maxTrailers) {
      this.maxSize = maxSize;
      this.maxTrailerSize = maxTrailerSize;
      this.maxTrailers = maxTrailers;
    }

    @Override
    public boolean read(Input input) {
      while (true) {
        var before = input.size();
        var partBefore = part;
        switch (part) {
          case SIZE -> readSize(input);
          case DATA -> readData(input);
          case DATA_END -> readDataEnd(input);
          case TRAILERS -> {
            if (readTrailer(input)) {
              return true;
            }
          }
        }
        if (input.size() == before && part == partBefore) {
          return false;
        }
      }
    }

    private void readSize(Input input) {
      var length = lineLength(input, LONGEST_SIZE_LINE);
      if (length < 0) {
        return;
      }
      var bytes = input.bytes();
      var position = input.start();
      var end = position + length;
      while (position < end && bytes[position] == '0') {
        position++;
      }
      var digits = position;
      if (digits - input.start() > MOST_LEADING_ZEROS) {
        throw Refusals.malformed(
            "The size of a chunk starts with more than " + MOST_LEADING_ZEROS + " zeros.");
      }
      var size = 0L;
      while (position < end && FieldSyntax.hexValue(bytes[position]) >= 0) {
        size = 16 * size + FieldSyntax.hexValue(bytes[position++]);
        if (position - digits > LONGEST_SIZE) {
          throw HttpException.contentTooLarge(maxSize);
        }
      }
      if (position == input.start()) {
        throw Refusals.malformed("A chunk of the body does not start with its size.");
      }
      checkExtension(bytes, position, end);
      if (size > maxSize - received) {
        throw HttpException.contentTooLarge(maxSize);
      }
      input.consume(length + 2);
      missing = size;
      part = size == 0 ? Part.TRAILERS : Part.DATA;
    }

    private void checkExtension(byte[] bytes, int start, int end) {
      if (start < end && bytes[start] != ';') {
        throw Refusals.malformed("The size of a chunk is not a hexadecimal number.");
      }
      for (var i = start; i < end; i++) {
        if (!FieldSyntax.isFieldValue(bytes[i])) {
          throw Refusals.malformed("The extension of a chunk has a control character.");
        }
      }
      extensionSize += end - start;
      if (extensionSize > maxTrailerSize) {
        throw Refusals.malformed(
            "The extensions of the chunks are larger than the "
                + maxTrailerSize
                + " bytes that this server accepts.");
      }
    }

    private void readData(Input input) {
      var count = (int) Math.min(input.size(), missing);
      if (received + count > content.length) {
        var doubled = Math.max((long) received + count, 2L * content.length);
        content = Arrays.copyOf(content, (int) Math.min(maxSize, doubled));
      }
      System.arraycopy(input.bytes(), input.start(), content, received, count);
      input.consume(count);
      received += count;
      missing -= count;
      if (missing == 0) {
        part = Part.DATA_END;
      }
    }

    private void readDataEnd(Input input) {
      if (input.isEmpty()) {
        return;
      }
      var bytes = input.bytes();
      var start = input.start();
      if (bytes[start] != '\r' || (input.size() > 1 && bytes[start + 1] != '\n')) {
        throw Refusals.malformed("A chunk of the body is longer than its size says.");
      }
      if (input.size() > 1) {
        input.consume(2);
        part = Part.SIZE;
      }
    }

    /// Returns `true` after the empty line that ends the body.
    private boolean readTrailer(Input input) {
      var length = lineLength(input, maxTrailerSize);
      if (length < 0) {
        return false;
      }
      if (length > 0) {
        trailerSize += length + 2;
        if (trailerSize > maxTrailerSize) {
          throw Refusals.headersTooLarge(maxTrailerSize);
        }
        if (++trailers > maxTrailers) {
          throw Refusals.tooManyHeaders(maxTrailers);
        }
        checkTrailer(input.bytes(), input.start(), input.start() + length);
      }
      input.consume(length + 2);
      return length == 0;
    }

    private static void checkTrailer(byte[] bytes, int start, int end) {
      var colon = start;
      while (colon < end && FieldSyntax.isToken(bytes[colon])) {
        colon++;
      }
      var wellFormed = colon > start && colon < end && bytes[colon] == ':';
      for (var i = colon; i < end; i++) {
        wellFormed &= FieldSyntax.isFieldValue(bytes[i]);
      }
      if (!wellFormed) {
        throw Refusals.malformed("A trailer of the body is not a header field.");
      }
    }

    /// Returns the length of the line at the start of the input, without CR LF; -1 if its end has
    /// not arrived.
    private int lineLength(Input input, int limit) {
      var bytes = input.bytes();
      for (var i = input.start() + searched; i < input.end(); i++) {
        if (bytes[i] == '\n') {
          if (i == input.start() || bytes[i - 1] != '\r') {
            throw Refusals.malformed("A line between the chunks ends in LF without CR.");
          }
          searched = 0;
          return i - 1 - input.start();
        }
      }
      searched = input.size();
      if (searched > limit + 1) {
        throw part == Part.SIZE
            ? Refusals.malformed("The size line of a chunk is longer than " + limit + " bytes.")
            : Refusals.headersTooLarge(limit);
      }
      return -1;
    }

    @Override
    public byte[] content() {
      return received == content.length ? content : Arrays.copyOf(content, received);
    }
  }
}
