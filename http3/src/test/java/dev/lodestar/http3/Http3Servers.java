package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import dev.lodestar.server.NettyEngine;
import dev.lodestar.server.tls.Authority;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Servers that speak HTTP/3, over applications of one lambda.
final class Http3Servers {
  static final Authority AUTHORITY = new Authority("Authority");
  static final Authority.Issued LOCALHOST = AUTHORITY.issue("localhost", "127.0.0.1");

  @FunctionalInterface
  interface Handler {
    RenderedResponse handle(Request request) throws Exception;
  }

  private Http3Servers() {}

  static TlsOptions tls() {
    return TlsOptions.of(TlsIdentity.of(LOCALHOST.key(), List.of(LOCALHOST.certificate())));
  }

  static ServerOptions options() {
    return options(Http3Options.defaults());
  }

  static ServerOptions options(Http3Options http3) {
    return ServerOptions.defaults()
        .withPort(0)
        .withShutdownTimeout(Duration.ofSeconds(20))
        // Clients of a busy machine are slow.
        .withHeaderTimeout(Duration.ofMinutes(1))
        .withBodyTimeout(Duration.ofMinutes(1))
        .withTls(tls())
        .withHttp3(http3);
  }

  static Server start(Handler handler) throws IOException {
    return start(options(), handler);
  }

  static Server start(ServerOptions options, Handler handler) throws IOException {
    return new NettyEngine().start(new Application(handler, false), options);
  }

  /// A server whose application reads bodies while they come.
  static Server startStreamed(ServerOptions options, Handler handler) throws IOException {
    return new NettyEngine().start(new Application(handler, true), options);
  }

  static Server startEcho() throws IOException {
    return startEcho(options());
  }

  static Server startEcho(ServerOptions options) throws IOException {
    return start(options, Http3Servers::echo);
  }

  static RenderedResponse echo(Request request) {
    return text(
        request, request.method() + " " + request.target() + " " + request.body().text(UTF_8));
  }

  static RenderedResponse text(Request request, String text) {
    return respond(request, Status.OK, ResponseBody.of(text.getBytes(UTF_8)));
  }

  static RenderedResponse stream(Request request, StreamBody body) {
    return respond(request, Status.OK, new ResponseBody.Stream(body));
  }

  static RenderedResponse respond(Request request, Status status, ResponseBody body) {
    return RenderedResponse.of(
        request.method(), status, Optional.of(MediaType.TEXT), Headers.empty(), body);
  }

  static ServerOptions overloaded(UnaryOperator<OverloadOptions> change) {
    return options().withOverload(change.apply(OverloadOptions.defaults()));
  }

  /// Refuses with the detail of the failure.
  private record Application(Handler handler, boolean streamed) implements HttpApplication {

    @Override
    public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
      return streamed ? new BodyPlan(10_000_000_000L, true) : engineDefault;
    }

    @Override
    public RenderedResponse handle(Request request) {
      try {
        return handler.handle(request);
      } catch (HttpException refusal) {
        return refuse(refusal, Optional.of(request));
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
