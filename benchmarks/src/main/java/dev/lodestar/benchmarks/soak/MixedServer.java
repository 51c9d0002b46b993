package dev.lodestar.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.ServerProcess;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Response;
import dev.lodestar.sse.Sse;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What [MixedLoad] asks: an application with answers of every kind, with short time-outs, in a
/// process of its own until its standard input ends.
final class MixedServer {
  private static final byte[] LARGE = "0123456789abcdef".repeat(20_000).getBytes(UTF_8);

  private MixedServer() {}

  static void main(String... arguments) throws IOException {
    var options =
        ServerOptions.defaults()
            .withPort(0)
            .withHeaderTimeout(Duration.ofSeconds(2))
            .withBodyTimeout(Duration.ofSeconds(2))
            .withIdleTimeout(Duration.ofSeconds(5))
            .withWriteTimeout(Duration.ofSeconds(3))
            .withOverload(OverloadOptions.defaults().withRateWindow(Duration.ofSeconds(2)));
    try (var server = app().start(options)) {
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {
        // wait for the end
      }
    }
  }

  private static App app() {
    return Lodestar.app()
        .get("/plain", request -> Response.text("hello"))
        .get(
            "/wait",
            request -> {
              Thread.sleep(5);
              return Response.text("hello");
            })
        .post("/echo", request -> Response.text(request.body().text(UTF_8)))
        .get("/large", request -> Response.of(LARGE))
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
        .get("/state", request -> Response.text(state()))
        .build();
  }

  /// Bytes of the heap after a collection and of direct memory, open files, and threads.
  private static String state() throws IOException {
    for (var i = 0; i < 2; i++) {
      System.gc();
    }
    var direct = 0L;
    for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      direct += pool.getMemoryUsed();
    }
    long files;
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      files = open.count();
    }
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    var threads = ManagementFactory.getThreadMXBean().getThreadCount();
    return heap + " " + direct + " " + files + " " + threads;
  }

  static ServerProcess start() throws IOException {
    return ServerProcess.start(
        List.of(
            ClassPath.java(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-cp",
            ClassPath.own(),
            MixedServer.class.getName()));
  }
}
