package dev.lodestar.test;

import dev.lodestar.engine.Server;
import dev.lodestar.http.Headers;
import dev.lodestar.http.Status;
import dev.lodestar.http.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/// Sends requests over HTTP/1.1 to a server, which may be one that the test client has started.
final class HttpTransport implements Transport {

  /// A server of our own, the application in it, and what tells the application that it stops.
  record Served(Server server, CapturingApplication application, StopSignal stop) {}

  private static final byte[] END = {};

  private final URI origin;
  private final Optional<Served> served;
  private final HttpClient http;

  /// A transport that trusts every server with TLS: it is about what the server answers.
  HttpTransport(URI origin, Optional<Served> served) {
    this(
        origin,
        served,
        origin.getScheme().equals("https") ? Optional.of(AnyServer.trusted()) : Optional.empty());
  }

  /// @param tls what is spoken with the server, if it speaks TLS
  HttpTransport(URI origin, Optional<Served> served, Optional<SSLContext> tls) {
    this.origin = origin;
    this.served = served;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    tls.ifPresent(builder::sslContext);
    http = builder.build();
  }

  @Override
  public URI origin() {
    return origin;
  }

  @Override
  public Incoming exchange(Outgoing outgoing, Duration timeout) {
    if (served.isEmpty()) {
      return exchange(request(outgoing).build(), outgoing, timeout, Optional.empty());
    }
    var application = served.get().application();
    var mark = application.mark();
    try {
      var request = request(outgoing).setHeader(CapturingApplication.MARK, mark).build();
      var incoming = exchange(request, outgoing, timeout, Optional.of(mark));
      awaitCompletion(outgoing, timeout, mark);
      return new Incoming(
          incoming.status(), incoming.headers(), incoming.body(), application.failure(mark));
    } finally {
      application.forget(mark);
    }
  }

  private Incoming exchange(
      HttpRequest request, Outgoing outgoing, Duration timeout, Optional<String> mark) {
    var body = new LimitedOutput(MAX_BODY_SIZE);
    var pending = http.sendAsync(request, collectingIn(body));
    try {
      var response = awaited(pending, outgoing, timeout);
      return new Incoming(
          Status.of(response.statusCode()),
          headers(response.headers()),
          body.toByteArray(),
          Optional.empty());
    } catch (ExecutionException failed) {
      mark.ifPresent(known -> awaitCompletion(outgoing, timeout, known));
      throw body.isOverLimit() ? Failures.bodyTooLarge(outgoing) : broken(outgoing, failed, mark);
    }
  }

  /// Waits for a response, and gives the request up when the time is over.
  private static <T> HttpResponse<T> awaited(
      CompletableFuture<HttpResponse<T>> pending, Outgoing outgoing, Duration timeout)
      throws ExecutionException {
    try {
      return pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      pending.cancel(true);
      throw Failures.timeout(outgoing, timeout, null);
    } catch (InterruptedException interrupted) {
      pending.cancel(true);
      throw Failures.interrupted(outgoing, interrupted);
    }
  }

  @Override
  public Opened open(Outgoing outgoing, Duration timeout) {
    var mark = served.map(own -> own.application().mark());
    var request = request(outgoing);
    mark.ifPresent(known -> request.setHeader(CapturingApplication.MARK, known));
    var pending = http.sendAsync(request.build(), BodyHandlers.ofInputStream());
    try {
      var response = awaited(pending, outgoing, timeout);
      var left = new AtomicBoolean();
      return new Opened(
          Status.of(response.statusCode()),
          headers(response.headers()),
          response.body(),
          () -> mark.flatMap(this::failure),
          () -> {
            if (left.compareAndSet(false, true)) {
              leave(outgoing, response.body(), timeout, mark);
            }
          });
    } catch (ExecutionException failed) {
      throw broken(outgoing, failed, mark);
    }
  }

  @Override
  public Handshake connect(Outgoing outgoing, List<String> subprotocols, Duration timeout) {
    var mark = served.map(own -> own.application().mark());
    var sent = outgoing.withHeaders(SocketHandshake.headers(subprotocols));
    if (mark.isPresent()) {
      sent = sent.withHeaders(Headers.of(CapturingApplication.MARK, mark.get()));
    }
    try {
      return switch (SocketHandshake.open(origin, sent, timeout)) {
        case SocketHandshake.Result.Denied(var incoming) ->
            denied(outgoing, incoming, timeout, mark);
        case SocketHandshake.Result.Accepted(var headers, var socket) ->
            new Handshake.Accepted(
                new OpenedSocket(
                    headers,
                    socket,
                    () -> mark.flatMap(this::failure),
                    () -> mark.ifPresent(known -> awaitCompletion(outgoing, timeout, known))));
      };
    } catch (SocketTimeoutException late) {
      throw Failures.timeout(outgoing, timeout, late);
    } catch (IOException broken) {
      throw new AssertionError(
          outgoing + " to " + origin + " got no complete response: " + broken, broken);
    }
  }

  private Handshake denied(
      Outgoing outgoing, Incoming incoming, Duration timeout, Optional<String> mark) {
    mark.ifPresent(known -> awaitCompletion(outgoing, timeout, known));
    var failure = mark.flatMap(this::failure);
    mark.ifPresent(known -> served.orElseThrow().application().forget(known));
    return new Handshake.Denied(
        new Incoming(incoming.status(), incoming.headers(), incoming.body(), failure));
  }

  private Optional<Throwable> failure(String mark) {
    return served.flatMap(own -> own.application().failure(mark));
  }

  private void leave(Outgoing outgoing, InputStream body, Duration timeout, Optional<String> mark) {
    try {
      body.close();
    } catch (IOException broken) {
      // then there is nothing left to close
    }
    if (mark.isPresent()) {
      awaitCompletion(outgoing, timeout, mark.get());
      served.orElseThrow().application().forget(mark.get());
    }
  }

  /// Waits as the client in process does, so that a test can look at what a completion did.
  private void awaitCompletion(Outgoing outgoing, Duration timeout, String mark) {
    try {
      served.orElseThrow().application().awaitCompletion(mark, timeout);
    } catch (TimeoutException late) {
      throw Failures.timeout(outgoing, timeout, late);
    } catch (InterruptedException interrupted) {
      throw Failures.interrupted(outgoing, interrupted);
    }
  }

  private static HttpResponse.BodyHandler<Void> collectingIn(LimitedOutput body) {
    return BodyHandlers.ofByteArrayConsumer(piece -> {
      try {
        body.write(piece.orElse(END));
      } catch (IOException overLimit) {
        throw new UncheckedIOException(overLimit);
      }
    });
  }

  private AssertionError broken(
      Outgoing outgoing, ExecutionException failed, Optional<String> mark) {
    var failure = mark.flatMap(this::failure);
    if (failure.isPresent()) {
      return new UnexpectedServerError(outgoing + ": the response broke off", failure.get());
    }
    var cause = failed.getCause() == null ? failed : failed.getCause();
    return new AssertionError(
        outgoing + " to " + origin + " got no complete response: " + cause, cause);
  }

  private HttpRequest.Builder request(Outgoing outgoing) {
    var request = HttpRequest.newBuilder(address(outgoing));
    outgoing
        .headers()
        .forEach((name, value) -> {
          try {
            request.header(name, value);
          } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                "The header "
                    + name
                    + " cannot be sent by the HTTP client of the JDK, which writes it itself or"
                    + " accepts visible ASCII only; test it in process, with"
                    + " TestClient.of(application).",
                refused);
          }
        });
    return request.method(outgoing.method().name(), publisher(outgoing.content()));
  }

  private static HttpRequest.BodyPublisher publisher(Content content) {
    return switch (content) {
      case Content.Whole whole ->
          whole.bytes().length == 0
              ? BodyPublishers.noBody()
              : BodyPublishers.ofByteArray(whole.bytes());
      case Content.Streamed streamed -> new SentStream(streamed.source());
    };
  }

  private URI address(Outgoing outgoing) {
    try {
      return new URI(origin + outgoing.target());
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "The request target '"
              + outgoing.target()
              + "' cannot be sent by the HTTP client of the JDK, which refuses malformed URIs; test"
              + " it in process, with TestClient.of(application).",
          malformed);
    }
  }

  private static Headers headers(HttpHeaders received) {
    var fields = new ArrayList<String>();
    received
        .map()
        .forEach((name, values) -> {
          for (var value : values) {
            fields.add(name);
            fields.add(value);
          }
        });
    return Headers.unchecked(fields.toArray(String[]::new));
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
    served.ifPresent(own -> {
      own.stop().give();
      own.server().close();
    });
  }
}
