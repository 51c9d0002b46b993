package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Put;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Response;
import dev.lodestar.inject.Provider;
import dev.lodestar.model.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// What a process that stands by does with its time: it builds and serves an application with
/// something of everything, again and again, on ports that nobody knows. So what every application
/// needs is loaded, and what it needs often is compiled. It ends by itself, or soon after it is
/// told to.
final class WarmUp {
  /// After these, one more makes the start of an application hardly faster.
  private static final int ROUNDS = 30;

  private static final int READ_MILLIS = 5_000;
  private static final String END = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
  private static final String JSON = END + "Content-Type: application/json\r\nContent-Length: ";

  private static final List<String> REQUESTS =
      List.of(
          "GET /samples/text" + END + "\r\n",
          "GET /samples?limit=3" + END + "\r\n",
          post("{\"name\":\"x\",\"count\":1,\"tags\":[\"a\"],\"note\":null}\n"),
          post("{\"name\":\"\",\"tags\":3}\n"),
          "GET /samples/x" + END + "\r\n",
          "GET /none" + END + "\r\n");

  private final Thread thread =
      Thread.ofPlatform().daemon().name("lodestar-dev-warm").unstarted(this::run);
  private volatile boolean enough;

  private WarmUp() {}

  /// Begins to warm up.
  static WarmUp begin() {
    var begun = new WarmUp();
    begun.thread.start();
    return begun;
  }

  /// Returns when nothing of it runs any more.
  void end() {
    enough = true;
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static String post(String json) {
    return "POST /samples" + JSON + json.length() + "\r\n\r\n" + json;
  }

  private void run() {
    try {
      for (var round = 0; round < ROUNDS && !enough; round++) {
        serve();
      }
    } catch (IOException | RuntimeException | LinkageError failure) {
      // The application will meet it again, and say so.
    }
  }

  private void serve() throws IOException {
    var app =
        Lodestar.app()
            .provide(Provider.of(Service.class).singleton())
            .routes(Samples.class)
            .routes(Others.class)
            .build();
    if (enough) {
      return;
    }
    var _ = app.serverOptions(Map.of(), List.of());
    try (var server = app.start(ServerOptions.defaults().withPort(0))) {
      for (var request : REQUESTS) {
        if (!enough) {
          ask(server.port(), request);
        }
      }
      server.stop(Duration.ZERO);
    }
  }

  private static void ask(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_MILLIS);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      var _ = socket.getInputStream().readAllBytes();
    }
  }

  enum Kind {
    SMALL,
    LARGE
  }

  record Sample(String name, int count, List<String> tags, Optional<String> note) {}

  record NewSample(
      @NotBlank @Size(max = 80) String name,
      @Min(0) @Max(10_000) int count,
      @Size(max = 10) List<String> tags,
      Optional<String> note) {}

  record Other(long id, Kind kind, double price, boolean available, Instant since, Sample sample) {}

  static final class Service {
    private final Map<String, Sample> samples = new ConcurrentSkipListMap<>();

    List<Sample> list(int limit) {
      return samples.values().stream().limit(limit).toList();
    }

    Sample add(NewSample sample) {
      var added = new Sample(sample.name(), sample.count(), sample.tags(), sample.note());
      samples.put(added.name(), added);
      return added;
    }
  }

  @Path("/samples")
  static final class Samples {
    private final Service service;

    Samples(Service service) {
      this.service = service;
    }

    @Get("/text")
    String text() {
      return "text";
    }

    @Get
    List<Sample> list(@Default("10") int limit, Optional<String> like) {
      return service.list(limit);
    }

    @Get("/{name}")
    Optional<Sample> sample(String name) {
      return service.list(1).stream().filter(sample -> sample.name().equals(name)).findAny();
    }

    @Post
    Sample create(NewSample sample) {
      return service.add(sample);
    }
  }

  @Path("/others")
  static final class Others {
    private final Map<Long, Other> others = new ConcurrentSkipListMap<>();

    @Get("/{id}")
    Other other(long id, Kind kind) {
      var other = others.get(id);
      if (other == null || other.kind() != kind) {
        throw HttpException.notFound("There is no other " + id + " of this kind.");
      }
      return other;
    }

    @Put("/{id}")
    Response<Other> put(long id, Other other) {
      others.put(id, other);
      return Response.of(other);
    }

    @Delete("/{id}")
    void delete(long id) {
      others.remove(id);
    }
  }
}
