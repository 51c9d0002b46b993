package dev.lodestar.server.http1;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.server.exchange.BodySink;
import dev.lodestar.server.exchange.FieldSyntax;
import dev.lodestar.server.exchange.Refusals;

/// A body in chunked transfer coding (RFC 9112, section 7.1). Extensions are read over; trailers
/// are checked as header fields are, and dropped.
final class ChunkReader {
  private static final int LONGEST_SIZE_LINE = 256;
  private static final int LONGEST_SIZE = 15;
  private static final int MOST_LEADING_ZEROS = 64;

  private enum Part {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS
  }

  private final BodySink sink;
  private final long maxSize;
  private final int maxTrailerSize;
  private final int maxTrailers;
  private Part part = Part.SIZE;
  private long received;
  private long missing;

  /// How much of an incomplete line has been searched for its end.
  private int searched;

  private int trailers;
  private int trailerSize;
  private int extensionSize;

  /// Creates a reader.
  ///
  /// @param sink takes the content
  /// @param maxSize the most bytes of the content
  ChunkReader(BodySink sink, long maxSize, ServerOptions options) {
    this.sink = sink;
    this.maxSize = maxSize;
    maxTrailerSize = options.maxHeaderSize();
    maxTrailers = options.maxHeaderCount();
  }

  /// Takes what belongs to the body.
  ///
  /// @return `true` if the body is complete
  /// @throws HttpException if the body is malformed or too large
  boolean read(Input input) {
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
    if (start == end) {
      return;
    }
    if (bytes[start] != ';' && !FieldSyntax.isSpace(bytes[start])) {
      throw Refusals.malformed("The size of a chunk is not a hexadecimal number.");
    }
    if (!ChunkExtensions.areWellFormed(bytes, start, end)) {
      throw Refusals.malformed("The extension of a chunk is not a name, or a name and a value.");
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
    sink.take(input.bytes(), input.start(), count);
    input.consume(count);
    received += count;
    missing -= count;
    if (missing == 0) {
      part = Part.DATA_END;
    }
  }

  /// How much of the current chunk has not come.
  long missing() {
    return missing;
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

  /// Returns the length of the line at the start of the input, without CR LF; -1 if its end has not
  /// arrived.
  private int lineLength(Input input, int limit) {
    var bytes = input.bytes();
    for (var i = input.start() + searched; i < input.end(); i++) {
      if (bytes[i] == '\n') {
        if (i == input.start() || bytes[i - 1] != '\r') {
          throw Refusals.malformed("A line between the chunks ends in LF without CR.");
        }
        searched = 0;
        checkLineLength(i - 1 - input.start(), limit);
        return i - 1 - input.start();
      }
    }
    searched = input.size();
    checkLineLength(searched - 1, limit);
    return -1;
  }

  private void checkLineLength(int length, int limit) {
    if (length > limit) {
      throw part == Part.SIZE
          ? Refusals.malformed("The size line of a chunk is longer than " + limit + " bytes.")
          : Refusals.headersTooLarge(limit);
    }
  }
}
