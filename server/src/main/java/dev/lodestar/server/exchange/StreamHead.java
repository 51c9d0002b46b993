package dev.lodestar.server.exchange;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.server.websocket.Handshake;
import org.jspecify.annotations.Nullable;

/// The head of a request that a stream of HTTP/2 or HTTP/3 carries: what the application sees of
/// it, and what the stream takes from it.
///
/// @param request the request without its body; `null` if it is refused
/// @param refusal why it is refused; `null` if it is not
/// @param headRequest whether the answer has no body
/// @param contentLength the announced length of the body, [#UNKNOWN] if there is none
/// @param continues whether the client waits to be told to send the body
/// @param socket whether the stream is to become a WebSocket
public record StreamHead(
    @Nullable Request request,
    @Nullable HttpException refusal,
    boolean headRequest,
    long contentLength,
    boolean continues,
    boolean socket) {
  /// The length of a body that is not announced.
  public static final long UNKNOWN = -1;

  /// A head that is malformed: nobody can tell what is asked for (RFC 9113, section 8.1.1; RFC
  /// 9114, section 4.1.2).
  public static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  /// Reads a head.
  ///
  /// @param ends whether no body follows
  /// @param sockets whether streams may become WebSockets
  /// @throws MalformedException if it is malformed
  public static StreamHead of(
      FieldBlock block,
      Connection connection,
      boolean ends,
      boolean sockets,
      ServerOptions options) {
    checkForm(block);
    var method = HttpMethod.of(String.valueOf(block.methodName()));
    var length = contentLength(block.contentLength());
    if (ends && length > 0) {
      throw new MalformedException("The request has no body, but announces one.");
    }
    var isHead = method == HttpMethod.HEAD;
    var refusal = block.refusal();
    if (refusal != null) {
      return new StreamHead(null, refusal, isHead, length, false, false);
    }
    try {
      if (method == HttpMethod.CONNECT) {
        if (!sockets) {
          throw Refusals.connectNotImplemented();
        }
        return socket(block, connection, length, ends, options);
      }
      return accepted(block, connection, method, length, ends, options);
    } catch (HttpException refused) {
      return new StreamHead(null, refused, isHead, length, false, false);
    }
  }

  private static StreamHead accepted(
      FieldBlock block,
      Connection connection,
      HttpMethod method,
      long length,
      boolean ends,
      ServerOptions options) {
    var target = target(block, method, options.maxRequestLineSize());
    var host = host(block);
    var fields = block.fieldsWithHost(block.host() == null ? host : null);
    var request =
        Request.of(method, target, Headers.unchecked(fields), RequestBody.empty(), connection);
    if (isMisdirected(block, connection, options)) {
      return new StreamHead(
          request, Refusals.misdirected(), method == HttpMethod.HEAD, length, false, false);
    }
    var expect = block.expect();
    if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
      return new StreamHead(
          request, Refusals.expectationFailed(), method == HttpMethod.HEAD, length, false, false);
    }
    return new StreamHead(
        request, null, method == HttpMethod.HEAD, length, expect != null && !ends, false);
  }

  /// Reads the head of a request for a WebSocket (RFC 8441), which the application sees as a GET.
  private static StreamHead socket(
      FieldBlock block, Connection connection, long length, boolean ends, ServerOptions options) {
    var protocol = block.protocolName();
    if (protocol == null) {
      throw Refusals.connectNotImplemented();
    }
    if (!protocol.equalsIgnoreCase("websocket")) {
      throw Refusals.protocolNotImplemented();
    }
    var target = target(block, HttpMethod.GET, options.maxRequestLineSize());
    var host = host(block);
    var fields = Headers.unchecked(block.fieldsWithHost(block.host() == null ? host : null));
    var request = Request.of(HttpMethod.GET, target, fields, RequestBody.empty(), connection);
    if (isMisdirected(block, connection, options)) {
      return new StreamHead(request, Refusals.misdirected(), false, length, false, false);
    }
    if (ends || length >= 0) {
      var refusal =
          Refusals.malformed(
              "The request asks for a WebSocket, and ends its stream or announces a body.");
      return new StreamHead(request, refusal, false, length, false, false);
    }
    request.offers(Handshake.check(fields));
    return new StreamHead(request, null, false, length, false, true);
  }

  /// RFC 9113, section 8.3.1; RFC 9114, section 4.3.1.
  private static void checkForm(FieldBlock block) {
    var fault = block.fault();
    if (fault != null) {
      throw new MalformedException(fault);
    }
    var method = block.methodName();
    if (method == null || !isToken(method)) {
      throw new MalformedException("The pseudo field :method is missing, or is no token.");
    }
    if (block.protocolName() != null && !method.equals("CONNECT")) {
      throw new MalformedException("The pseudo field :protocol belongs to CONNECT.");
    }
    if (method.equals("CONNECT") && block.protocolName() == null) {
      if (block.schemeName() != null || block.pathText() != null) {
        throw new MalformedException("CONNECT has neither :scheme nor :path.");
      }
      return;
    }
    var scheme = block.schemeName();
    if (scheme == null || scheme.isEmpty()) {
      throw new MalformedException("The pseudo field :scheme is missing.");
    }
    var path = block.pathText();
    if (path == null || path.isEmpty()) {
      throw new MalformedException("The pseudo field :path is missing.");
    }
  }

  /// Tells what makes a target in absolute form misdirected over HTTP/1.1. Nothing else is asked of
  /// the scheme: what stands there is for those who pass requests on.
  private static boolean isMisdirected(
      FieldBlock block, Connection connection, ServerOptions options) {
    return !connection.secure()
        && "https".equalsIgnoreCase(block.schemeName())
        && !RequestTarget.speaksForHttps(connection, options);
  }

  private static boolean isToken(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F || !FieldSyntax.isToken((byte) text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String target(FieldBlock block, HttpMethod method, int maxTarget) {
    var path = String.valueOf(block.pathText());
    // As long as the request line of HTTP/1.1 would be, so that one limit serves both.
    if (method.name().length() + path.length() + " HTTP/1.1 ".length() > maxTarget) {
      throw Refusals.requestLineTooLong(maxTarget);
    }
    for (var i = 0; i < path.length(); i++) {
      if (path.charAt(i) > 0x7F || !FieldSyntax.isTarget((byte) path.charAt(i))) {
        throw Refusals.malformed("The path has a character that has to be percent-encoded.");
      }
    }
    RequestTarget.check(path, method);
    return path;
  }

  private static String host(FieldBlock block) {
    var authority = block.authorityText();
    var host = block.host();
    if (authority == null && host == null) {
      throw Refusals.malformed("Both :authority and the header Host are missing.");
    }
    if (authority != null && host != null && !authority.equalsIgnoreCase(host)) {
      throw Refusals.malformed("The header Host says something else than :authority.");
    }
    var said = authority == null ? String.valueOf(host) : authority;
    if (!FieldSyntax.isHost(said)) {
      throw Refusals.malformed("The host is not one, such as example.org, with or without a port.");
    }
    return said;
  }

  private static long contentLength(@Nullable String text) {
    if (text == null) {
      return UNKNOWN;
    }
    var value = 0L;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedException("The field content-length is no number.");
      }
      // Saturates: what is too large for a long is too large for every limit.
      value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : 10 * value + digit;
    }
    if (text.isEmpty()) {
      throw new MalformedException("The field content-length is empty.");
    }
    return value;
  }
}
