package dev.lodestar.dev.proxy;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/// The head of a response of an upstream, and how its content is framed (RFC 9112, section 6.3).
///
/// @param status its code
/// @param headers all fields, those of the connection included
/// @param framing where the content ends
/// @param persistent whether the connection can be used again after the content
record UpstreamResponse(int status, Headers headers, Framing framing, boolean persistent) {
  private static final int MOST_LINE = 1 << 16;
  private static final int MOST_FIELDS = 1_000;

  /// Where content ends.
  sealed interface Framing {

    /// There is none.
    record Nothing() implements Framing {}

    /// Its length is announced.
    record Length(long length) implements Framing {}

    /// It comes in chunks.
    record Chunks() implements Framing {}

    /// It ends with the connection.
    record UntilClose() implements Framing {}
  }

  /// The connection was closed instead of a response.
  static final class NoResponseException extends EOFException {
    private static final long serialVersionUID = 1L;

    NoResponseException() {
      super("The connection was closed before the response.");
    }
  }

  /// Reads the next head; those of interim responses other than 101 are dropped.
  ///
  /// @throws NoResponseException if there is not one byte of it
  static UpstreamResponse read(InputStream in, HttpMethod method) throws IOException {
    for (var first = true; ; first = false) {
      var response = readOne(in, method, first);
      if (response.status() >= 200 || response.status() == 101) {
        return response;
      }
    }
  }

  private static UpstreamResponse readOne(InputStream in, HttpMethod method, boolean first)
      throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      throw first ? new NoResponseException() : new EOFException("There is no final response.");
    }
    in.reset();
    var line = Lines.read(in, MOST_LINE);
    var status = status(line);
    var headers = fields(in);
    var framing = framing(method, status, headers);
    var close = headers.elements("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    var persistent =
        line.startsWith("HTTP/1.1 ") && !close && !(framing instanceof Framing.UntilClose);
    return new UpstreamResponse(status, headers, framing, persistent);
  }

  private static int status(String line) throws IOException {
    var code = line.length() < 12 ? "" : line.substring(9, 12);
    if (!line.startsWith("HTTP/1.")
        || !code.chars().allMatch(c -> c >= '0' && c <= '9')
        || code.isEmpty()
        || code.charAt(0) == '0'
        || code.charAt(0) > '5') {
      throw new IOException("A response begins with '" + line + "', which is not HTTP/1.1.");
    }
    return Integer.parseInt(code);
  }

  private static Headers fields(InputStream in) throws IOException {
    var headers = Headers.builder();
    for (var i = 0; i <= MOST_FIELDS; i++) {
      var line = Lines.read(in, MOST_LINE);
      if (line.isEmpty()) {
        return headers.build();
      }
      var colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("A header field is '" + line + "', which has no name.");
      }
      try {
        headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
      } catch (IllegalArgumentException malformed) {
        throw new IOException(String.valueOf(malformed.getMessage()), malformed);
      }
    }
    throw new IOException("A response has more than " + MOST_FIELDS + " header fields.");
  }

  private static Framing framing(HttpMethod method, int status, Headers headers)
      throws IOException {
    if (method == HttpMethod.HEAD || status < 200 || status == 204 || status == 304) {
      return new Framing.Nothing();
    }
    var codings = headers.elements("Transfer-Encoding");
    if (!codings.isEmpty()) {
      if (codings.size() > 1
          || !codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked")
          || headers.contains("Content-Length")) {
        throw new IOException("A response is framed in a way that is not clear.");
      }
      return new Framing.Chunks();
    }
    var length = length(headers);
    return length < 0 ? new Framing.UntilClose() : new Framing.Length(length);
  }

  /// What `Content-Length` says; -1 if there is none.
  static long length(Headers headers) throws IOException {
    var lengths = headers.elements("Content-Length").stream().distinct().toList();
    if (lengths.isEmpty()) {
      return -1;
    }
    var text = lengths.getFirst();
    if (lengths.size() > 1
        || text.length() > 18
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IOException("A response has the length '" + lengths + "', which is none.");
    }
    return Long.parseLong(text);
  }
}
