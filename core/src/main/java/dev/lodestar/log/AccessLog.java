package dev.lodestar.log;

import dev.lodestar.engine.AccessLogOptions;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.http.TrustedProxies;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// An application whose requests are logged when they are over, those that the engine refuses
/// included. Launchers put it around the application of a server whose
/// [options][dev.lodestar.engine.ServerOptions#accessLog()] say so. Thread-safe.
///
/// No request waits for its line: lines are written by a thread of their own. If that cannot keep
/// up, lines are dropped, and it is logged how many.
public final class AccessLog implements HttpApplication {
  private final HttpApplication application;
  private final AccessLogOptions options;
  private final TrustedProxies proxies;
  private final Function<Request, Optional<String>> templates;
  private final AccessLogWriter writer = new AccessLogWriter();

  /// Creates it.
  ///
  /// @param application what answers the requests
  /// @param options what is logged
  /// @param proxies those that no request comes from, only through
  /// @param templates finds the path template of the route that takes a request
  public AccessLog(
      HttpApplication application,
      AccessLogOptions options,
      TrustedProxies proxies,
      Function<Request, Optional<String>> templates) {
    this.application = application;
    this.options = options;
    this.proxies = proxies;
    this.templates = templates;
  }

  @Override
  public RenderedResponse handle(Request request) {
    var began = System.nanoTime();
    return logged(application.handle(request), Optional.of(request), began);
  }

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return application.bodyPlan(head, engineDefault);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    var began = System.nanoTime();
    return logged(application.refuse(failure, head), head, began);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Connection connection) {
    var began = System.nanoTime();
    return logged(
        application.refuse(failure, Optional.empty()),
        Optional.empty(),
        clientOf(connection),
        began);
  }

  /// Of whom a proxy sends something that is no request, nobody knows who it is.
  private Optional<InetAddress> clientOf(Connection connection) {
    return connection.remoteAddress() instanceof InetSocketAddress peer
            && peer.getAddress() != null
            && !proxies.contains(peer)
        ? Optional.of(peer.getAddress())
        : Optional.empty();
  }

  @Override
  public void turnedAway(Request head, RenderedResponse answered) {
    application.turnedAway(head, answered);
    if (options.logs(head.path())) {
      var size = Math.max(0, answered.body().contentLength());
      log(
          Optional.of(head),
          head.clientAddress(),
          answered.status(),
          size,
          System.nanoTime(),
          Delivery.SENT);
    }
  }

  private RenderedResponse logged(
      RenderedResponse response, Optional<Request> request, long began) {
    if (request.isPresent() && !options.logs(request.get().path())) {
      return response;
    }
    return logged(response, request, request.flatMap(Request::clientAddress), began);
  }

  private RenderedResponse logged(
      RenderedResponse response,
      Optional<Request> request,
      Optional<InetAddress> client,
      long began) {
    var size = response.body().contentLength();
    if (size >= 0 || !(response.body() instanceof ResponseBody.Stream stream)) {
      var known = Math.max(0, size);
      return response.withFirstCompletion(
          delivery -> log(request, client, response.status(), known, began, delivery));
    }
    var counter = new AtomicLong();
    var counted =
        new ResponseBody.Stream(
            out -> stream.writer().writeTo(new Counting(out, counter)),
            stream.contentLength(),
            stream.heartbeat());
    return response
        .with(response.status(), response.contentType(), response.headers(), counted)
        .withFirstCompletion(
            delivery -> log(request, client, response.status(), counter.get(), began, delivery));
  }

  private void log(
      Optional<Request> request,
      Optional<InetAddress> client,
      Status status,
      long bytes,
      long began,
      Delivery delivery) {
    var took = Duration.ofNanos(System.nanoTime() - began);
    writer.add(
        new AccessLogWriter.Entry(
            request.map(known -> known.method().toString()).orElse("-"),
            request.map(this::target).orElse("-"),
            request.flatMap(this::template).orElse(""),
            status.code(),
            bytes,
            took,
            delivery == Delivery.ABORTED,
            request.map(Request::id).orElse(""),
            client.map(InetAddress::getHostAddress).orElse(""),
            request.map(LogContext::fields).orElse(Map.of())));
  }

  /// What the client has asked for, as it has written it, so that it has no character that steers
  /// anything.
  private String target(Request request) {
    var target = request.originalTarget();
    var question = target.indexOf('?');
    if (question < 0) {
      return target;
    }
    return switch (options.query()) {
      case NONE -> target.substring(0, question);
      case MASKED -> MaskedQuery.of(target, question);
      case WHOLE -> target;
    };
  }

  /// Logging must not become the failure of a request.
  private Optional<String> template(Request request) {
    try {
      return templates.apply(request);
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /// Writes what is to be written yet.
  ///
  /// @param deadline how long that may take
  public void close(Duration deadline) {
    writer.close(deadline);
  }

  private static final class Counting extends FilterOutputStream {
    private final AtomicLong count;

    Counting(OutputStream out, AtomicLong count) {
      super(out);
      this.count = count;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count.addAndGet(length);
    }
  }
}
