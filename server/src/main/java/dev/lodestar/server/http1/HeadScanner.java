package dev.lodestar.server.http1;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.server.exchange.FieldSyntax;
import dev.lodestar.server.exchange.Refusals;

/// Finds the end of a request's head while it arrives, looking at each byte once however small the
/// pieces are, and refuses what is too large before it has arrived whole.
final class HeadScanner {
  static final int INCOMPLETE = -1;

  private final int maxRequestLine;
  private final int maxHeaderSize;

  /// Offsets from the start of the input.
  private int scanned;

  private int lineStart;
  private int headersStart;
  private boolean emptyLineSkipped;
  private boolean requestLineTaken;

  HeadScanner(ServerOptions options) {
    maxRequestLine = options.maxRequestLineSize();
    maxHeaderSize = options.maxHeaderSize();
  }

  /// Scans what has arrived since the last call.
  ///
  /// @return the length of the head with its final empty line, or [#INCOMPLETE]
  /// @throws HttpException if the head is too large or its lines do not end in CR LF
  int scan(Input input) {
    var bytes = input.bytes();
    var base = input.start();
    if (scanned == 0 && !input.isEmpty()) {
      checkFirst(bytes[base]);
    }
    for (var i = base + scanned; i < input.end(); i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      if (i == base || bytes[i - 1] != '\r') {
        throw Refusals.malformed("A line of the head ends in LF without CR.");
      }
      var position = i - base;
      var lineLength = position - 1 - lineStart;
      if (headersStart == 0) {
        if (lineLength == 0) {
          // RFC 9112, section 2.2: an empty line before the request line is to be ignored.
          skipEmptyLine(input);
          return scan(input);
        }
        checkRequestLine(lineLength);
        headersStart = position + 1;
      } else if (lineLength == 0) {
        checkHeaderSize(position - 1 - headersStart);
        reset();
        return position + 1;
      }
      lineStart = position + 1;
    }
    scanned = input.size();
    if (headersStart == 0) {
      checkRequestLine(scanned - 1);
    } else {
      checkHeaderSize(scanned - headersStart - 1);
    }
    return INCOMPLETE;
  }

  /// Tells once for each head, while it is incomplete, that its first line has come.
  boolean takeRequestLine() {
    var first = headersStart > 0 && !requestLineTaken;
    requestLineTaken |= first;
    return first;
  }

  /// Refuses what cannot be HTTP, such as a TLS handshake, without waiting for a line end.
  private static void checkFirst(byte first) {
    if (!FieldSyntax.isToken(first) && first != '\r' && first != '\n') {
      throw Refusals.malformed("The request does not start with a method.");
    }
  }

  private void skipEmptyLine(Input input) {
    if (emptyLineSkipped) {
      throw Refusals.malformed("The request line is empty.");
    }
    emptyLineSkipped = true;
    scanned = 0;
    input.consume(2);
  }

  private void checkRequestLine(int length) {
    if (length > maxRequestLine) {
      throw Refusals.requestLineTooLong(maxRequestLine);
    }
  }

  private void checkHeaderSize(int size) {
    if (size > maxHeaderSize) {
      throw Refusals.headersTooLarge(maxHeaderSize);
    }
  }

  private void reset() {
    scanned = 0;
    lineStart = 0;
    headersStart = 0;
    emptyLineSkipped = false;
    requestLineTaken = false;
  }
}
