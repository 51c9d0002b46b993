package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.FairnessOptions;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Servers over applications of one lambda.
public final class TestServer {
  @FunctionalInterface
  public interface Handler {
    RenderedResponse handle(Request request) throws Exception;
  }

  private TestServer() {}

  public static ServerOptions options() {
    return ServerOptions.defaults()
        .withPort(0)
        .withShutdownTimeout(Duration.ofSeconds(20))
        // A busy machine holds event loops up, and tests look at what else is logged.
        .withFairness(FairnessOptions.defaults().withReportAfter(Duration.ofHours(1)));
  }

  public static Server start(Handler handler) throws IOException {
    return start(options(), handler);
  }

  public static Server start(ServerOptions options, Handler handler) throws IOException {
    return new NettyEngine().start(application(handler), options);
  }

  /// Starts an echo on a port that has just been given back. Another process may have it for a
  /// moment, as its end of a connection.
  static Server startEchoAgain(ServerOptions options) throws IOException {
    for (var tries = 0; ; tries++) {
      try {
        return startEcho(options);
      } catch (IOException taken) {
        if (tries == 100) {
          throw taken;
        }
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  /// A server that answers with what it was asked: method, target and body.
  public static Server startEcho() throws IOException {
    return startEcho(options());
  }

  public static Server startEcho(ServerOptions options) throws IOException {
    return start(options, TestServer::echo);
  }

  public static RenderedResponse echo(Request request) {
    return text(
        request, request.method() + " " + request.target() + " " + request.body().text(UTF_8));
  }

  public static RenderedResponse text(Request request, String text) {
    return respond(request, Status.OK, ResponseBody.of(text.getBytes(UTF_8)));
  }

  public static RenderedResponse respond(Request request, Status status, ResponseBody body) {
    return RenderedResponse.of(
        request.method(), status, Optional.of(MediaType.TEXT), Headers.empty(), body);
  }

  public static HttpApplication application(Handler handler) {
    return new TestApplication(handler);
  }

  /// Refuses with the detail of the failure.
  public static class TestApplication implements HttpApplication {
    private final Handler handler;

    public TestApplication(Handler handler) {
      this.handler = handler;
    }

    @Override
    public RenderedResponse handle(Request request) {
      try {
        return handler.handle(request);
      } catch (Exception failure) {
        throw new AssertionError("The handler of the test failed.", failure);
      }
    }

    @Override
    public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
      return RenderedResponse.of(
          HttpMethod.GET,
          failure.status(),
          Optional.of(MediaType.TEXT),
          failure.headers(),
          ResponseBody.of(failure.problem().detail().orElse("").getBytes(UTF_8)));
    }
  }
}
