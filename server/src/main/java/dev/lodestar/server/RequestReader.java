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
  private boolean refusedHeadRequest;

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
    refusedHeadRequest = false;
    try {
      var parsed = parser.parse(input.bytes(), input.start());
      input.consume(length);
      if (parsed.contentLength() > options.maxBodySize()) {
        throw Refusals.bodyTooLarge(options.maxBodySize());
      }
      body = parsed.hasBody() ? BodyReader.of(parsed, options) : null;
      return parsed;
    } catch (HttpException refusal) {
      refusedHeadRequest = parser.isHeadRequest();
      throw refusal;
    }
  }

  /// Tells whether a head has been read and its body has not come whole.
  boolean isInBody() {
    return head != null;
  }

  /// Tells whether the client waits to be told to send the body.
  boolean awaitsContinue() {
    return head != null && head.expectsContinue();
  }

  /// Tells whether the request that was refused is a HEAD request, whose answer has no body.
  boolean refusedHeadRequest() {
    return refusedHeadRequest || (head != null && head.method() == HttpMethod.HEAD);
  }

  /// Returns the body of the request that was read last, and forgets it.
  RequestBody takeBody() {
    var complete = body;
    body = null;
    return complete == null ? RequestBody.empty() : RequestBody.of(complete.content());
  }
}
