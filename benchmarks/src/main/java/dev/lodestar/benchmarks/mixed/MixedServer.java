package dev.lodestar.benchmarks.mixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.ServerProcess;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.http.Response;
import dev.lodestar.sse.Sse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// What [MixedLoad] asks: an application with answers of every kind, with short time-outs, in a
/// process of its own until its standard input ends. It listens twice, the second time for TLS.
final class MixedServer {
  /// How many bytes `/plain` and `/wait` have.
  static final int SMALL = 5;

  /// How many bytes `/large` has.
  static final int LARGE = 320_000;

  private static final byte[] LARGE_BODY = "0123456789abcdef".repeat(LARGE / 16).getBytes(UTF_8);

  private MixedServer() {}

  static void main(String... arguments) throws IOException {
    var securePort = new AtomicInteger();
    var folder = Files.createTempDirectory("lodestar-soak");
    var app = app(folder, securePort);
    var plain =
        ServerOptions.defaults()
            .withPort(0)
            .withHeaderTimeout(Duration.ofSeconds(8))
            .withBodyTimeout(Duration.ofSeconds(8))
            .withIdleTimeout(Duration.ofSeconds(8))
            .withWriteTimeout(Duration.ofSeconds(8))
            .withOverload(OverloadOptions.defaults().withRateWindow(Duration.ofSeconds(5)));
    var tls = TlsOptions.of(TlsIdentity.selfSigned()).withHandshakeTimeout(Duration.ofSeconds(12));
    try (var secure = app.start(plain.withTls(tls));
        var server = app.start(plain)) {
      securePort.set(secure.port());
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {
        // wait for the end
      }
    } finally {
      Files.deleteIfExists(folder.resolve("threads"));
      Files.delete(folder);
    }
  }

  private static App app(Path folder, AtomicInteger securePort) {
    return Lodestar.app()
        .get("/plain", request -> Response.text("hello"))
        .get(
            "/wait",
            request -> {
              Thread.sleep(5);
              return Response.text("hello");
            })
        .post("/echo", request -> Response.text(request.body().text(UTF_8)))
        .get("/large", request -> Response.of(LARGE_BODY))
        .get(
            "/events",
            request ->
                Response.of(
                    Sse.<String>produce(events -> {
                      for (var i = 0; i < 50; i++) {
                        events.send("event " + i);
                        Thread.sleep(10);
                      }
                    })))
        .webSocket(
            "/socket",
            socket -> {
              for (var message : socket) {
                socket.send(message);
              }
            })
        .mount(
            Router.at("/")
                .blocking(true)
                .get("/state", request -> Response.text(ServerState.read(folder).text())))
        .get("/secure-port", request -> Response.text(securePort.toString()))
        .build();
  }

  /// Starts one, as the start script of a package does where memory matters.
  static ServerProcess start() throws IOException {
    return ServerProcess.start(
        List.of(
            ClassPath.java(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djdk.trackAllThreads=true",
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch",
            "-cp",
            ClassPath.own(),
            MixedServer.class.getName()),
        Map.of("MALLOC_TRIM_THRESHOLD_", "131072"));
  }
}
