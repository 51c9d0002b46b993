package dev.lodestar.server.http1;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.WebSocketOffer;
import dev.lodestar.server.exchange.BodyStream;
import dev.lodestar.server.exchange.Carrier;
import dev.lodestar.server.exchange.Collected;
import dev.lodestar.server.exchange.Load;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.exchange.Refusals;
import dev.lodestar.server.exchange.RequestTarget;
import dev.lodestar.server.http1.RequestHead.Expectation;
import dev.lodestar.server.websocket.Handshake;
import org.jspecify.annotations.Nullable;

/// Reads the requests of one connection, one after the other, as their bytes come.
final class RequestReader {
  private final Carrier carrier;
  private final LoopContext loop;
  private final HttpApplication application;
  private final ServerOptions options;
  private final Load load;
  private final BodyPlan ownPlan;
  private final HeadParser parser;
  private final HeadScanner scanner;
  private final Peer peer;

  /// What has been read of the request that comes, or was refused: both are there or none.
  private @Nullable RequestHead head;

  private @Nullable Request request;
  private @Nullable WholeBody body;
  private @Nullable IncomingBody incoming;

  RequestReader(Carrier carrier, LoopContext loop, HeadParser parser, Peer peer) {
    this.carrier = carrier;
    this.loop = loop;
    application = loop.application();
    options = loop.options();
    load = loop.load();
    ownPlan = loop.bodyPlan();
    this.parser = parser;
    scanner = new HeadScanner(options);
    this.peer = peer;
  }

  /// Reads on.
  ///
  /// @return the head of the request, if it is complete with its body, or has come and its body is
  ///   to be streamed; [#takeIncoming()] and [#take()] give the rest then
  /// @throws HttpException if the bytes are no request, or one that this server or the application
  ///   does not accept; nothing more can be read then
  @Nullable RequestHead read(Input input) {
    if (head == null && !readHead(input)) {
      return null;
    }
    return body == null || body.read(input) ? head : null;
  }

  private boolean readHead(Input input) {
    var length = scanner.scan(input);
    if (length == HeadScanner.INCOMPLETE) {
      if (scanner.takeRequestLine()) {
        parser.checkRequestLine(input.bytes(), input.start());
      }
      return false;
    }
    var parsed = parser.parse(input.bytes(), input.start());
    input.consume(length);
    var known =
        Request.of(
            parsed.method(),
            parsed.target(),
            parsed.headers(),
            RequestBody.empty(),
            peer.connection(parsed.http11() ? "HTTP/1.1" : "HTTP/1.0"));
    known.lends(loop.contentMemory());
    head = parsed;
    request = known;
    if (parsed.secure() && !RequestTarget.speaksForHttps(known.connection(), options)) {
      throw Refusals.misdirected();
    }
    if (parsed.expectation() == Expectation.UNKNOWN) {
      throw Refusals.expectationFailed();
    }
    if (parsed.upgrade() && Handshake.isAsked(parsed.headers())) {
      known.offers(checkHandshake(parsed));
      known.setAttribute(WebSocketSession.THREADS, loop.handlers());
    }
    if (parsed.hasBody()) {
      if (load.isTooMuch()) {
        throw load.refusal();
      }
      planBody(parsed, known);
    }
    return true;
  }

  private static WebSocketOffer checkHandshake(RequestHead parsed) {
    try {
      return Handshake.check(parsed.headers(), parsed.hasBody());
    } catch (HttpException refusal) {
      throw refusal.status().code() == 426 ? refusal.withHeader("Upgrade", "websocket") : refusal;
    }
  }

  private void planBody(RequestHead parsed, Request known) {
    var plan = application.bodyPlan(known, ownPlan);
    var mostInMemory = Math.min(plan.limit(), options.maxBodySize());
    if (!plan.streamed() || isReceivedWhole(parsed, mostInMemory)) {
      body =
          WholeBody.of(
              parsed, Math.min(plan.limit(), HttpApplication.MOST_BODY_SIZE), options, load);
      return;
    }
    var arriving = IncomingBody.of(carrier, parsed, plan.limit(), options);
    var length = parsed.chunked() ? RequestBody.UNKNOWN_LENGTH : parsed.contentLength();
    incoming = arriving;
    request = known.withBody(RequestBody.streamed(arriving.stream(), length, mostInMemory));
  }

  /// A small body costs less whole, unless the client first wants to know whether to send it.
  private static boolean isReceivedWhole(RequestHead parsed, long mostInMemory) {
    return !parsed.chunked()
        && parsed.contentLength() <= Math.min(BodyStream.MOST_WHOLE, mostInMemory)
        && parsed.expectation() == Expectation.NOTHING;
  }

  /// Returns the body of the request that was read last, if it is to be streamed.
  @Nullable IncomingBody takeIncoming() {
    var taken = incoming;
    incoming = null;
    return taken;
  }

  /// Returns the request that was read last, and makes room for the next.
  Request take() {
    if (request == null) {
      throw new IllegalStateException("No request has been read.");
    }
    var complete =
        body == null ? request : request.withBody(RequestBody.of(body.collected().content()));
    head = null;
    request = null;
    body = null;
    return complete;
  }

  /// How many bytes have come of the body that is being received whole, or was received last.
  long received() {
    return body == null ? 0 : body.collected().size();
  }

  /// What has come of the body that is received whole; `null` if there is none.
  @Nullable Collected collected() {
    return body == null ? null : body.collected();
  }

  /// How many bytes of it have to come in a second, for what it keeps meanwhile.
  long leastRate() {
    return body == null ? 0 : load.leastRate(body.collected().kept());
  }

  /// Lets go of a body that nobody will read.
  void dropBody() {
    if (body != null) {
      body.collected().drop();
      body = null;
    }
  }

  /// Returns the request that was refused, without a body, if its head was read.
  @Nullable Request refused() {
    return request;
  }

  /// Tells whether the client speaks HTTP/1.1, as far as is known.
  boolean isHttp11() {
    return head == null || head.http11();
  }

  /// Tells whether a head has been read and its body has not come whole.
  boolean isInBody() {
    return head != null;
  }

  /// Tells whether the client waits to be told to send the body.
  boolean awaitsContinue() {
    return head != null && head.expectation() == Expectation.CONTINUE;
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
}
