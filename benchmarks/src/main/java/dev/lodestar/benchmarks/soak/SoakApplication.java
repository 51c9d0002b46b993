package dev.lodestar.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.benchmarks.websocket.EchoSession;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.sse.Sse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Takes and gives what does not fit into memory.
///
/// @param file what `/file` sends
/// @param size how many bytes of it, and of the streams
record SoakApplication(Path file, long size) implements HttpApplication {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  /// What `/events` does by hand.
  private static final App EVENTS =
      Lodestar.app()
          .get(
              "/sse",
              request ->
                  Response.of(
                      Sse.<String>produce(events -> {
                        events.send("hello");
                        NEVER.await();
                      })))
          .build();

  private static final ResponseBody.Heartbeat HEARTBEAT =
      new ResponseBody.Heartbeat(Duration.ofSeconds(15), ":\n\n".getBytes(UTF_8));

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return new BodyPlan(Long.MAX_VALUE, true);
  }

  @Override
  public RenderedResponse handle(Request request) {
    return switch (request.path()) {
      case "/upload" -> respond(request, ResponseBody.of(count(request).getBytes(UTF_8)));
      case "/file" -> respond(request, new ResponseBody.File(file, 0, size));
      case "/stream" -> respond(request, new ResponseBody.Stream(this::write));
      case "/sized" ->
          respond(request, new ResponseBody.Stream(this::write, size, Optional.empty()));
      case "/events" ->
          respond(
              request,
              new ResponseBody.Stream(
                  SoakApplication::waitForEvents,
                  RenderedResponse.NO_LENGTH,
                  Optional.of(HEARTBEAT)));
      case "/sse" -> EVENTS.handle(request);
      case "/socket" -> EchoSession.open(request);
      case "/memory" -> respond(request, ResponseBody.of(memory().getBytes(UTF_8)));
      default -> respond(request, ResponseBody.of("Hello, World!".getBytes(UTF_8)));
    };
  }

  private static String count(Request request) {
    try (var in = request.body().stream()) {
      return Long.toString(in.transferTo(OutputStream.nullOutputStream()));
    } catch (IOException broken) {
      return broken.toString();
    }
  }

  private void write(OutputStream out) throws IOException {
    var piece = new byte[1 << 16];
    for (var missing = size; missing > 0; missing -= piece.length) {
      out.write(piece, 0, (int) Math.min(piece.length, missing));
    }
  }

  private static void waitForEvents(OutputStream out) throws IOException, InterruptedException {
    out.write("data: hello\n\n".getBytes(UTF_8));
    out.flush();
    NEVER.await();
  }

  /// The bytes of the heap that are in use after a collection, and the most that ever were.
  private static String memory() {
    for (var i = 0; i < 3; i++) {
      System.gc();
    }
    var peak = 0L;
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " " + peak;
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    throw failure;
  }

  private static RenderedResponse respond(Request request, ResponseBody body) {
    return RenderedResponse.of(
        request.method(), Status.OK, Optional.of(MediaType.OCTET_STREAM), Headers.empty(), body);
  }
}
