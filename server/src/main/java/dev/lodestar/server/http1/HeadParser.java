package dev.lodestar.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.server.exchange.FieldNames;
import dev.lodestar.server.exchange.FieldSyntax;
import dev.lodestar.server.exchange.Refusals;
import dev.lodestar.server.exchange.RequestTarget;
import java.util.Arrays;

/// Parses the heads of requests, strictly as RFC 9112 has it: whatever two recipients could read in
/// two ways is refused. One serves all connections of an event loop.
final class HeadParser {
  private final int maxFields;
  private final FieldNames names = new FieldNames();
  private final FramingFields framing = new FramingFields();

  /// Name and value alternate.
  private String[] fields = new String[32];

  private HttpMethod method = HttpMethod.GET;
  private String target = "";
  private boolean http11;

  HeadParser(ServerOptions options) {
    maxFields = options.maxHeaderCount();
  }

  /// Parses a head.
  ///
  /// @param bytes where it lies; the scanner has found an empty line at the end, and no LF without
  ///   CR before it
  /// @param start where it starts
  /// @return the head
  /// @throws HttpException if it is malformed or asks for what this server does not do
  RequestHead parse(byte[] bytes, int start) {
    method = HttpMethod.GET;
    framing.reset();
    var position = requestLine(bytes, start);
    var count = 0;
    while (bytes[position] != '\r') {
      if (count == maxFields) {
        throw Refusals.tooManyHeaders(maxFields);
      }
      position = field(bytes, position, count++);
    }
    if (bytes[position + 1] != '\n') {
      throw Refusals.malformed("The head has a CR that does not end a line.");
    }
    framing.check(http11);
    var authority = RequestTarget.authority(target);
    var secure = RequestTarget.isSecure(authority);
    if (authority >= 0) {
      count = overrideHost(RequestTarget.host(target, authority), count);
      target = RequestTarget.originForm(target, authority, method);
    } else {
      RequestTarget.check(target, method);
    }
    return new RequestHead(
        method,
        target,
        secure,
        Headers.unchecked(Arrays.copyOf(fields, 2 * count)),
        http11,
        framing.keepAlive(http11),
        framing.chunked(),
        framing.contentLength(),
        framing.upgrade(http11) && method == HttpMethod.GET,
        framing.expectation(http11));
  }

  /// Refuses a malformed request line without waiting for the rest of the head, which does not come
  /// if the client speaks another protocol.
  ///
  /// @param bytes where it lies, with its CR LF
  void checkRequestLine(byte[] bytes, int start) {
    var _ = requestLine(bytes, start);
  }

  /// Returns where the header fields start.
  private int requestLine(byte[] bytes, int start) {
    var methodEnd = start;
    while (FieldSyntax.isToken(bytes[methodEnd])) {
      methodEnd++;
    }
    if (methodEnd == start || bytes[methodEnd] != ' ') {
      throw Refusals.malformed("The request line does not start with a method and one space.");
    }
    method = method(bytes, start, methodEnd - start);
    var targetStart = methodEnd + 1;
    var targetEnd = targetStart;
    while (FieldSyntax.isTarget(bytes[targetEnd])) {
      targetEnd++;
    }
    if (targetEnd == targetStart || bytes[targetEnd] != ' ') {
      throw Refusals.malformed(
          "The request line has no target, no HTTP version, or a character in its target that has to"
              + " be percent-encoded.");
    }
    target = new String(bytes, targetStart, targetEnd - targetStart, ISO_8859_1);
    return version(bytes, targetEnd + 1);
  }

  /// Method names that occur often do not become strings.
  private static HttpMethod method(byte[] bytes, int start, int length) {
    if (length == 3 && bytes[start] == 'G' && bytes[start + 1] == 'E' && bytes[start + 2] == 'T') {
      return HttpMethod.GET;
    }
    return HttpMethod.of(new String(bytes, start, length, ISO_8859_1));
  }

  private int version(byte[] bytes, int start) {
    var end = start;
    while (bytes[end] != '\r') {
      end++;
    }
    var wellFormed =
        end == start + 8
            && bytes[start] == 'H'
            && bytes[start + 1] == 'T'
            && bytes[start + 2] == 'T'
            && bytes[start + 3] == 'P'
            && bytes[start + 4] == '/'
            && isDigit(bytes[start + 5])
            && bytes[start + 6] == '.'
            && isDigit(bytes[start + 7])
            && bytes[end + 1] == '\n';
    if (!wellFormed) {
      throw Refusals.malformed(
          "The request line does not end in an HTTP version such as HTTP/1.1 after one space.");
    }
    if (bytes[start + 5] != '1') {
      throw Refusals.versionNotSupported(new String(bytes, start, 8, ISO_8859_1));
    }
    // A higher minor version is to be treated as the highest known one (RFC 9110, section 2.5).
    http11 = bytes[start + 7] != '0';
    return end + 2;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// Reads one field and returns where the next line starts.
  private int field(byte[] bytes, int start, int index) {
    var colon = start;
    while (FieldSyntax.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == start || bytes[colon] != ':') {
      throw malformedName(bytes, start, colon);
    }
    var valueStart = colon + 1;
    while (FieldSyntax.isSpace(bytes[valueStart])) {
      valueStart++;
    }
    var lineEnd = valueStart;
    while (FieldSyntax.isFieldValue(bytes[lineEnd])) {
      lineEnd++;
    }
    var name = names.name(bytes, start, colon - start);
    if (bytes[lineEnd] != '\r' || bytes[lineEnd + 1] != '\n') {
      throw Refusals.malformed("The value of the header " + name + " has a control character.");
    }
    var valueEnd = lineEnd;
    while (valueEnd > valueStart && FieldSyntax.isSpace(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    var value = new String(bytes, valueStart, valueEnd - valueStart, ISO_8859_1);
    makeRoom(index);
    fields[2 * index] = name;
    fields[2 * index + 1] = value;
    framing.see(bytes, start, colon - start, value);
    return lineEnd + 2;
  }

  private static HttpException malformedName(byte[] bytes, int start, int end) {
    if (FieldSyntax.isSpace(bytes[start])) {
      return Refusals.malformed(
          "A header field is folded over several lines, which HTTP no longer allows.");
    }
    if (end > start && FieldSyntax.isSpace(bytes[end])) {
      return Refusals.malformed(
          "There is white space between the name of a header field and its colon.");
    }
    return Refusals.malformed(
        "A line of the head is not a header field: a name, a colon and a value.");
  }

  /// The host in an absolute target takes the place of the header (RFC 9112, section 3.2.2), which
  /// HTTP/1.0 does not need to have.
  ///
  /// @return how many fields there are now
  private int overrideHost(String host, int count) {
    for (var i = 0; i < 2 * count; i += 2) {
      if (fields[i].equalsIgnoreCase("Host")) {
        fields[i + 1] = host;
        return count;
      }
    }
    makeRoom(count);
    fields[2 * count] = "Host";
    fields[2 * count + 1] = host;
    return count + 1;
  }

  private void makeRoom(int index) {
    if (2 * index == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fields.length);
    }
  }
}
