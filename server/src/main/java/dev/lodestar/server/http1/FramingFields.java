package dev.lodestar.server.http1;

import dev.lodestar.server.exchange.FieldSyntax;
import dev.lodestar.server.exchange.Refusals;
import dev.lodestar.server.http1.RequestHead.Expectation;
import org.jspecify.annotations.Nullable;

/// The header fields that say where a request ends and what becomes of its connection (RFC 9112,
/// sections 3.2, 6 and 9; RFC 9110, section 10.1.1). All that could be understood in two ways is
/// refused, for requests are smuggled through differences of opinion.
final class FramingFields {
  private @Nullable String host;
  private boolean severalHosts;
  private @Nullable String contentLengthText;
  private boolean severalContentLengths;
  private @Nullable String transferEncoding;
  private @Nullable String expect;
  private boolean close;
  private boolean keepAliveAsked;
  private boolean upgrade;
  private long contentLength;

  void reset() {
    host = null;
    severalHosts = false;
    contentLengthText = null;
    severalContentLengths = false;
    transferEncoding = null;
    expect = null;
    close = false;
    keepAliveAsked = false;
    upgrade = false;
    contentLength = 0;
  }

  /// Takes note of a field, if it is one of those.
  void see(byte[] bytes, int nameStart, int nameLength, String value) {
    switch (nameLength) {
      case 4 -> {
        if (FieldSyntax.equalsIgnoreCase(bytes, nameStart, "host")) {
          severalHosts |= host != null;
          host = value;
        }
      }
      case 6 -> {
        if (FieldSyntax.equalsIgnoreCase(bytes, nameStart, "expect")) {
          expect = expect == null ? value : expect + "," + value;
        }
      }
      case 7 -> upgrade |= FieldSyntax.equalsIgnoreCase(bytes, nameStart, "upgrade");
      case 10 -> {
        if (FieldSyntax.equalsIgnoreCase(bytes, nameStart, "connection")) {
          close |= hasOption(value, "close");
          keepAliveAsked |= hasOption(value, "keep-alive");
        }
      }
      case 14 -> {
        if (FieldSyntax.equalsIgnoreCase(bytes, nameStart, "content-length")) {
          severalContentLengths |= contentLengthText != null;
          contentLengthText = value;
        }
      }
      case 17 -> {
        if (FieldSyntax.equalsIgnoreCase(bytes, nameStart, "transfer-encoding")) {
          transferEncoding = transferEncoding == null ? value : transferEncoding + "," + value;
        }
      }
      default -> {
        // says nothing about framing
      }
    }
  }

  /// Checks all of them together, after the last field.
  void check(boolean http11) {
    checkHost(http11);
    if (transferEncoding != null) {
      checkTransferEncoding(transferEncoding, http11);
    } else if (contentLengthText != null) {
      contentLength = parseContentLength(contentLengthText);
    }
  }

  private void checkHost(boolean http11) {
    if (host == null) {
      if (http11) {
        throw Refusals.malformed("The header Host is missing, which HTTP/1.1 requires.");
      }
      return;
    }
    if (severalHosts) {
      throw Refusals.malformed("The header Host was sent more than once.");
    }
    if (!FieldSyntax.isHost(host)) {
      throw Refusals.malformed(
          "The header Host is not a host, such as example.org, with or without a port.");
    }
  }

  private void checkTransferEncoding(String codings, boolean http11) {
    if (contentLengthText != null) {
      throw Refusals.malformed(
          "The request has both Content-Length and Transfer-Encoding; it may have one of them.");
    }
    if (!http11) {
      throw Refusals.malformed("The request has Transfer-Encoding, which HTTP/1.0 does not know.");
    }
    if (codings.equalsIgnoreCase("chunked")) {
      return;
    }
    var comma = codings.lastIndexOf(',');
    if (!codings.substring(comma + 1).strip().equalsIgnoreCase("chunked")
        || hasOption(codings.substring(0, Math.max(comma, 0)), "chunked")) {
      throw Refusals.malformed(
          "The Transfer-Encoding does not have chunked once, as its last coding, so the end of the"
              + " body cannot be found.");
    }
    throw Refusals.transferCodingNotImplemented();
  }

  private long parseContentLength(String text) {
    if (severalContentLengths) {
      throw Refusals.malformed("The header Content-Length was sent more than once.");
    }
    var value = 0L;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw malformedContentLength();
      }
      // Saturates: what is too large for a long is too large for every limit.
      value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : 10 * value + digit;
    }
    if (text.isEmpty()) {
      throw malformedContentLength();
    }
    return value;
  }

  private static RuntimeException malformedContentLength() {
    return Refusals.malformed("The header Content-Length is not a number of bytes in digits.");
  }

  boolean keepAlive(boolean http11) {
    return !close && (http11 || keepAliveAsked);
  }

  /// Whether the client would like another protocol. HTTP/1.0 has nothing to change.
  boolean upgrade(boolean http11) {
    return http11 && upgrade;
  }

  boolean chunked() {
    return transferEncoding != null;
  }

  long contentLength() {
    return contentLength;
  }

  /// HTTP/1.0 knows no expectations.
  Expectation expectation(boolean http11) {
    if (expect == null || !http11) {
      return Expectation.NOTHING;
    }
    return expect.equalsIgnoreCase("100-continue") ? Expectation.CONTINUE : Expectation.UNKNOWN;
  }

  /// Tells whether a comma-separated list of tokens has a token, without regard to case.
  private static boolean hasOption(String list, String option) {
    if (list.length() == option.length()) {
      return list.equalsIgnoreCase(option);
    }
    var start = 0;
    while (start <= list.length() - option.length()) {
      var comma = list.indexOf(',', start);
      var end = comma < 0 ? list.length() : comma;
      if (list.substring(start, end).strip().equalsIgnoreCase(option)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }
}
