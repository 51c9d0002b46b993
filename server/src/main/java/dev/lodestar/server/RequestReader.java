package dev.lodestar.server;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.RequestBody;
import org.jspecify.annotations.Nullable;

/// Reads the requests of one connection, one after the other, as their bytes come.
final class RequestReader {
  private final ServerOptions options;
  private final HeadParser parser;
  private final HeadScanner scanner;
  private @Nullable RequestHead head;
  private @Nullable BodyReader body;

  RequestReader(ServerOptions options, HeadParser parser) {
    this.options = options;
    this.parser = parser;
    scanner = new HeadScanner(options);
  }

  /// Reads on.
  ///
  /// @return the head of the request, if it is complete with its body, which [#takeBody()] gives
  /// @throws HttpException if the bytes are no request, or one that this server does not accept;
  ///   nothing more can be read then
  @Nullable RequestHead read(Input input) {
    if (head == null) {
      var length = scanner.scan(input);
      if (length == HeadScanner.INCOMPLETE) {
        return null;
      }
      head = readHead(input, length);
    }
    if (body != null && !body.read(input)) {
      return null;
    }
    var complete = head;
    head = null;
    return complete;
  }

  private RequestHead readHead(Input input, int length) {
    var parsed = parser.parse(input.bytes(), input.start());
    if (parsed.contentLength() > options.maxBodySize()) {
      throw Refusals.bodyTooLarge(options.maxBodySize());
    }
    // Only now: a refusal looks at the method, see isHeadRequest.
    input.consume(length);
    body = parsed.hasBody() ? BodyReader.of(parsed, options) : null;
    return parsed;
  }

  /// Tells whether a head has been read and its body has not come whole.
  boolean isInBody() {
    return head != null;
  }

  /// Tells whether the client waits to be told to send the body.
  boolean awaitsContinue() {
    return head != null && head.expectsContinue();
  }

  /// Tells whether the request that is being read, or was refused, is a HEAD request, whose answer
  /// has no body.
  boolean isHeadRequest(Input input) {
    return head == null ? startsWithHead(input) : head.method() == HttpMethod.HEAD;
  }

  /// A head that is refused is not consumed, and may not have come whole.
  private static boolean startsWithHead(Input input) {
    var bytes = input.bytes();
    var start = input.start();
    return input.size() >= 5
        && bytes[start] == 'H'
        && bytes[start + 1] == 'E'
        && bytes[start + 2] == 'A'
        && bytes[start + 3] == 'D'
        && bytes[start + 4] == ' ';
  }

  /// Returns the body of the request that was read last, and forgets it.
  RequestBody takeBody() {
    var complete = body;
    body = null;
    return complete == null ? RequestBody.empty() : RequestBody.of(complete.content());
  }
}
