package dev.lodestar.test;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.ServerSite;
import dev.lodestar.http.StopSignal;
import dev.lodestar.http.StreamBody;
import dev.lodestar.http.TrustedProxies;
import dev.lodestar.http.WebSocketOffer;
import dev.lodestar.websocket.CloseCode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Calls the application as an engine does: one virtual thread for each request, no socket.
final class InProcessTransport implements Transport {
  private static final int CLIENT_PORT = 50_000;
  private static final BodyPlan DEFAULT_PLAN =
      new BodyPlan(ServerOptions.defaults().maxBodySize(), false);

  private final HttpApplication application;
  private final URI origin;
  private final ServerSite site = new ServerSite(StopSignal.create(), TrustedProxies.none());

  InProcessTransport(HttpApplication application, URI origin) {
    this.application = application;
    this.origin = origin;
  }

  @Override
  public URI origin() {
    return origin;
  }

  HttpApplication application() {
    return application;
  }

  private Request headOf(Outgoing outgoing) {
    var request =
        Request.of(
            outgoing.method(),
            outgoing.target(),
            received(outgoing),
            RequestBody.empty(),
            connection());
    request.takenBy(site);
    return request;
  }

  @Override
  public Opened open(Outgoing outgoing, Duration timeout) {
    var running = new OpenExchange(outgoing, timeout);
    running.start();
    return running.awaitHead();
  }

  @Override
  public Handshake connect(Outgoing outgoing, List<String> subprotocols, Duration timeout) {
    var running = new SocketExchange(outgoing, subprotocols, timeout);
    running.start();
    return running.awaitAnswer();
  }

  @Override
  public Incoming exchange(Outgoing outgoing, Duration timeout) {
    var head = headOf(outgoing);
    var clientGone = new AtomicBoolean();
    var task = new FutureTask<>(() -> serve(head, outgoing.content(), clientGone));
    var thread = Thread.ofVirtual().name("request " + outgoing.place()).start(task);
    try {
      return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      var stuck = new IllegalStateException("The request's thread was here when time was up.");
      stuck.setStackTrace(thread.getStackTrace());
      clientGone.set(true);
      task.cancel(true);
      throw Failures.timeout(outgoing, timeout, stuck);
    } catch (InterruptedException interrupted) {
      clientGone.set(true);
      task.cancel(true);
      throw Failures.interrupted(outgoing, interrupted);
    } catch (ExecutionException escaped) {
      throw switch (escaped.getCause()) {
        case BrokenBodyException broken -> broken.error(outgoing);
        case SentContent.FailedException failed -> failed.error(outgoing);
        case null -> new UnexpectedServerError(outgoing.toString(), escaped);
        default -> new UnexpectedServerError(outgoing.toString(), escaped.getCause());
      };
    }
  }

  /// The headers as a server gets them: with those that every HTTP client writes itself.
  private Headers received(Outgoing outgoing) {
    var headers = outgoing.headers();
    if (!headers.contains("Host")) {
      headers = Headers.of("Host", origin.getAuthority()).withAll(headers);
    }
    return switch (outgoing.content()) {
      case Content.Whole whole ->
          whole.bytes().length > 0 && !headers.contains("Content-Length")
              ? headers.with("Content-Length", Integer.toString(whole.bytes().length))
              : headers;
      case Content.Streamed _ -> headers.with("Transfer-Encoding", "chunked");
    };
  }

  private Connection connection() {
    var loopback = InetAddress.getLoopbackAddress();
    var secure = "https".equals(origin.getScheme());
    var port = origin.getPort() >= 0 ? origin.getPort() : secure ? 443 : 80;
    return new Connection(
        new InetSocketAddress(loopback, CLIENT_PORT),
        new InetSocketAddress(loopback, port),
        secure,
        "HTTP/1.1");
  }

  /// Has the request answered and takes the response whole. The completion of the response has run
  /// when this returns, so that a test can look at what it did.
  private Incoming serve(Request head, Content content, AtomicBoolean clientGone)
      throws IOException, BrokenBodyException, SentContent.FailedException {
    try (var sent = SentContent.of(content)) {
      var request = new AtomicReference<>(head);
      var response = withFiles(answer(request, sent), request.get());
      var delivery = Delivery.ABORTED;
      try {
        var incoming = receive(response);
        delivery = clientGone.get() ? Delivery.ABORTED : Delivery.SENT;
        sent.checkWhole();
        return incoming;
      } finally {
        response.complete(delivery, Optional.of(request.get()));
      }
    }
  }

  /// Keeps the limit of the body as an engine does.
  ///
  /// @param request the head; the request with its body afterwards
  private RenderedResponse answer(AtomicReference<Request> request, SentContent content)
      throws SentContent.FailedException {
    var head = request.get();
    try {
      if (!content.isEmpty()) {
        var plan = application.bodyPlan(head, DEFAULT_PLAN);
        request.set(head.withBody(content.received(plan, DEFAULT_PLAN.limit())));
      }
    } catch (HttpException refusal) {
      return application.refuse(refusal, Optional.of(head));
    }
    return application.handle(request.get());
  }

  /// Answers a file that cannot be read as an engine does, which opens it before it sends the head.
  private RenderedResponse withFiles(RenderedResponse response, Request request) {
    if (isReadable(response.body())) {
      return response;
    }
    response.complete(Delivery.ABORTED, Optional.of(request));
    return application.refuse(
        HttpException.notFound("There is nothing at this address."), Optional.of(request));
  }

  private static boolean isReadable(ResponseBody body) {
    return switch (body) {
      case ResponseBody.File file ->
          file.folder().isPresent()
              ? canBeOpened(file)
              : Files.isRegularFile(file.path()) && Files.isReadable(file.path());
      case ResponseBody.Parts parts ->
          parts.parts().stream().allMatch(InProcessTransport::isReadable);
      case ResponseBody.Empty _,
          ResponseBody.Bytes _,
          ResponseBody.Stream _,
          ResponseBody.WebSocket _ ->
          true;
    };
  }

  private static boolean canBeOpened(ResponseBody.File file) {
    try (var _ = file.open()) {
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  private static Headers headersOf(RenderedResponse response) {
    var headers = Headers.builder();
    response.contentType().ifPresent(type -> headers.add("Content-Type", type.toString()));
    if (response.contentLength() != RenderedResponse.NO_LENGTH) {
      headers.add("Content-Length", Long.toString(response.contentLength()));
    }
    return headers.build().withAll(response.headers());
  }

  private static Incoming receive(RenderedResponse response) throws BrokenBodyException {
    var body =
        switch (response.body()) {
          case ResponseBody.Empty _, ResponseBody.WebSocket _ -> new byte[0];
          case ResponseBody.Bytes bytes -> copy(bytes);
          case ResponseBody.File file -> run(file::writeTo);
          case ResponseBody.Parts parts -> run(parts::writeTo);
          case ResponseBody.Stream stream -> run(stream);
        };
    return new Incoming(response.status(), headersOf(response), body, response.failure());
  }

  private static byte[] copy(ResponseBody.Bytes bytes) {
    var copy = new byte[bytes.length()];
    System.arraycopy(bytes.array(), bytes.offset(), copy, 0, bytes.length());
    return copy;
  }

  /// Its heartbeat is left out: nobody would lose a connection.
  private static byte[] run(ResponseBody.Stream stream) throws BrokenBodyException {
    return run(out -> {
      var counted = new CountedOutput(out);
      stream.writer().writeTo(counted);
      if (stream.contentLength() >= 0 && stream.contentLength() != counted.count()) {
        throw new IOException(
            "The stream has announced "
                + stream.contentLength()
                + " bytes and written "
                + counted.count()
                + ".");
      }
    });
  }

  /// Runs a stream to its end. One that fails leaves no complete response, so that is always an
  /// error of the test.
  private static byte[] run(StreamBody writer) throws BrokenBodyException {
    var out = new LimitedOutput(MAX_BODY_SIZE);
    try {
      writer.writeTo(out);
    } catch (Throwable failure) {
      throw new BrokenBodyException(out, failure);
    }
    if (out.isOverLimit()) {
      throw new BrokenBodyException(out, null);
    }
    return out.toByteArray();
  }

  /// Streams are told to end, as when a server stops.
  @Override
  public void close() {
    site.stop().give();
  }

  /// A request whose response is read while it is sent. As with a server, the thread of a client
  /// that leaves is interrupted.
  private final class OpenExchange implements Runnable {
    private final Outgoing outgoing;
    private final Duration timeout;
    private final CompletableFuture<RenderedResponse> head = new CompletableFuture<>();
    private final Pipe pipe = new Pipe();
    private final Thread thread;
    private volatile Optional<Throwable> failure = Optional.empty();

    OpenExchange(Outgoing outgoing, Duration timeout) {
      this.outgoing = outgoing;
      this.timeout = timeout;
      thread = Thread.ofVirtual().name("request " + outgoing.place()).unstarted(this);
    }

    void start() {
      thread.start();
    }

    @Override
    public void run() {
      try (var sent = SentContent.of(outgoing.content())) {
        var request = new AtomicReference<>(headOf(outgoing));
        var response = withFiles(answer(request, sent), request.get());
        failure = response.failure();
        var delivery = Delivery.ABORTED;
        try {
          head.complete(response);
          response.body().writeTo(pipe.out());
          pipe.out().flush();
          pipe.end(null);
          delivery = Delivery.SENT;
        } finally {
          response.complete(delivery, Optional.of(request.get()));
        }
      } catch (Throwable broken) {
        if (!(broken instanceof ClientDisconnectedException)) {
          failure = Optional.of(broken);
        }
        head.completeExceptionally(broken);
        pipe.end(broken);
      }
    }

    Opened awaitHead() {
      try {
        var response = head.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return new Opened(
            response.status(), headersOf(response), pipe.in(), () -> failure, this::leave);
      } catch (TimeoutException late) {
        var stuck = new IllegalStateException("The request's thread was here when time was up.");
        stuck.setStackTrace(thread.getStackTrace());
        thread.interrupt();
        throw Failures.timeout(outgoing, timeout, stuck);
      } catch (InterruptedException interrupted) {
        thread.interrupt();
        throw Failures.interrupted(outgoing, interrupted);
      } catch (ExecutionException escaped) {
        var cause = escaped.getCause();
        throw new UnexpectedServerError(outgoing.toString(), cause == null ? escaped : cause);
      }
    }

    private void leave() {
      try {
        pipe.in().close();
        thread.interrupt();
        if (!thread.join(timeout)) {
          var stuck = new IllegalStateException("The request's thread was here when time was up.");
          stuck.setStackTrace(thread.getStackTrace());
          throw Failures.notLeft(outgoing, timeout, stuck);
        }
      } catch (InterruptedException interrupted) {
        throw Failures.interrupted(outgoing, interrupted);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }

  /// A handshake and, if it is accepted, the socket until its end.
  private final class SocketExchange implements Runnable {
    private final Outgoing outgoing;
    private final List<String> subprotocols;
    private final Duration timeout;
    private final CompletableFuture<Handshake> answer = new CompletableFuture<>();
    private final Thread thread;

    SocketExchange(Outgoing outgoing, List<String> subprotocols, Duration timeout) {
      this.outgoing = outgoing.withHeaders(SocketHandshake.headers(subprotocols));
      this.subprotocols = subprotocols;
      this.timeout = timeout;
      thread = Thread.ofVirtual().name("request " + outgoing.place()).unstarted(this);
    }

    void start() {
      thread.start();
    }

    @Override
    public void run() {
      try {
        var request = headOf(outgoing);
        request.offers(new WebSocketOffer(subprotocols));
        var response = withFiles(application.handle(request), request);
        if (response.body() instanceof ResponseBody.WebSocket socket) {
          opened(request, response, socket);
        } else {
          denied(request, response);
        }
      } catch (Throwable broken) {
        answer.completeExceptionally(broken);
      }
    }

    private void opened(Request request, RenderedResponse response, ResponseBody.WebSocket socket)
        throws InterruptedException {
      var delivery = Delivery.ABORTED;
      try {
        var pair = new SocketPair(socket.options(), ServerOptions.defaults().writeTimeout());
        socket.session().opened(pair.server());
        answer.complete(
            new Handshake.Accepted(
                new OpenedSocket(
                    headersOf(response, socket),
                    pair.client(),
                    socket.session()::failure,
                    this::leave)));
        var closure = pair.awaitClosed();
        socket.session().closed(closure.code(), closure.reason());
        if (closure.code() != CloseCode.ABNORMAL) {
          delivery = Delivery.SENT;
        }
      } finally {
        response.complete(delivery, Optional.of(request));
      }
    }

    private static Headers headersOf(RenderedResponse response, ResponseBody.WebSocket socket) {
      var headers = response.headers();
      return socket.subprotocol().isPresent()
          ? headers.with("Sec-WebSocket-Protocol", socket.subprotocol().get())
          : headers;
    }

    private void denied(Request request, RenderedResponse response) throws BrokenBodyException {
      var delivery = Delivery.ABORTED;
      Incoming incoming;
      try {
        incoming = receive(response);
        delivery = Delivery.SENT;
      } finally {
        response.complete(delivery, Optional.of(request));
      }
      answer.complete(new Handshake.Denied(incoming));
    }

    Handshake awaitAnswer() {
      try {
        return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        var stuck = stuck();
        thread.interrupt();
        throw Failures.timeout(outgoing, timeout, stuck);
      } catch (InterruptedException interrupted) {
        thread.interrupt();
        throw Failures.interrupted(outgoing, interrupted);
      } catch (ExecutionException escaped) {
        var cause = escaped.getCause();
        throw cause instanceof BrokenBodyException broken
            ? broken.error(outgoing)
            : new UnexpectedServerError(outgoing.toString(), cause == null ? escaped : cause);
      }
    }

    private IllegalStateException stuck() {
      var stuck = new IllegalStateException("The request's thread was here when time was up.");
      stuck.setStackTrace(thread.getStackTrace());
      return stuck;
    }

    private void leave() {
      try {
        if (!thread.join(timeout)) {
          throw Failures.notLeft(outgoing, timeout, stuck());
        }
      } catch (InterruptedException interrupted) {
        throw Failures.interrupted(outgoing, interrupted);
      }
    }
  }

  private static final class CountedOutput extends FilterOutputStream {
    private long count;

    CountedOutput(OutputStream out) {
      super(out);
    }

    long count() {
      return count;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      out.write(source, offset, length);
      count += length;
    }
  }

  /// Carries the end of a stream that did not end well from its thread to the test's.
  private static final class BrokenBodyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean overLimit;
    private final int size;

    BrokenBodyException(LimitedOutput out, @Nullable Throwable failure) {
      super(failure);
      overLimit = out.isOverLimit();
      size = out.size();
    }

    AssertionError error(Outgoing outgoing) {
      return overLimit || getCause() == null
          ? Failures.bodyTooLarge(outgoing)
          : new UnexpectedServerError(
              outgoing + ": the body broke off after " + size + " bytes", getCause());
    }
  }
}
