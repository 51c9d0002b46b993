package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.Server;
import dev.lodestar.files.StaticFiles;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What applications answer with, over HTTP/3 as over everything else.
class HandlersTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /// What the completions were told: path of the request and delivery.
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void events_arrive_as_they_happen_and_a_client_that_leaves_ends_them() throws Exception {
    var next = new LinkedBlockingQueue<String>();
    var ended = new CompletableFuture<Boolean>();
    var app =
        Lodestar.app()
            .get(
                "/",
                request ->
                    Response.of(
                        Sse.<String>produce(events -> {
                          try {
                            while (true) {
                              events.send(ServerSentEvent.of(next.take()));
                            }
                          } finally {
                            ended.complete(true);
                          }
                        })))
            .build();
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.get("/");
      next.add("one");
      stream.awaitBody("data: one\n\n");
      next.add("two");
      stream.awaitBody("data: two\n\n");
      assertThat(stream.head().fields())
          .containsEntry("content-type", "text/event-stream;charset=utf-8")
          .doesNotContainKey("content-length");
      stream.stopSending();
      next.add("three");
      assertThat(ended.get(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_stop_tells_streams_of_events_and_ends_them() throws Exception {
    var app =
        Lodestar.app()
            .get(
                "/",
                request ->
                    Response.of(
                        Sse.<String>produce(events -> {
                          events.send(ServerSentEvent.of("begun"));
                          new CountDownLatch(1).await();
                        })))
            .build();
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.get("/");
      stream.awaitBody("data: begun\n\n");
      assertThat(server.stop(LONG)).isTrue();
      assertThat(stream.answer().body()).endsWith("event: shutdown\ndata: \n\n");
      assertThat(stream.hasEnded()).isTrue();
      assertThat(client.closeCode()).isEqualTo(ErrorCode.NO_ERROR);
    }
  }

  @Test
  void heartbeats_are_sent_while_nothing_happens() throws Exception {
    var app =
        Lodestar.app()
            .get(
                "/",
                request ->
                    Response.of(
                        Sse.<String>produce(events -> new CountDownLatch(1).await())
                            .heartbeat(Duration.ofMillis(200))))
            .build();
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.get("/");
      stream.awaitBody(":");
      stream.stopSending();
    }
  }

  @Test
  void files_are_served_whole_and_in_ranges(@TempDir Path folder) throws Exception {
    var large = "0123456789".repeat(100_000);
    Files.writeString(folder.resolve("large.txt"), large);
    var app = Lodestar.app().mount("/", StaticFiles.directory(folder)).build();
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var whole = client.get("/large.txt").answer();
      assertThat(whole.body()).isEqualTo(large);
      assertThat(whole.fields())
          .containsEntry("content-length", "1000000")
          .containsEntry("accept-ranges", "bytes");

      var part = client.open().head("GET", "/large.txt", "range", "bytes=500000-500004").end();
      assertThat(part.answer().status()).isEqualTo(206);
      assertThat(part.answer().body()).isEqualTo("01234");
      assertThat(part.answer().fields())
          .containsEntry("content-range", "bytes 500000-500004/1000000")
          .containsEntry("content-length", "5");

      var beyond = client.open().head("GET", "/large.txt", "range", "bytes=1000000-").end();
      assertThat(beyond.answer().status()).isEqualTo(416);

      var tag = whole.fields().get("etag");
      var known = client.open().head("GET", "/large.txt", "if-none-match", tag).end().answer();
      assertThat(known.status()).isEqualTo(304);
      assertThat(known.body()).isEmpty();

      var head = client.open().head("HEAD", "/large.txt").end().answer();
      assertThat(head.fields()).containsEntry("content-length", "1000000");
      assertThat(head.body()).isEmpty();
      assertThat(client.get("/../large.txt").answer().status()).isEqualTo(400);
    }
  }

  private Server noting(Http3Servers.Handler handler) throws IOException {
    return Http3Servers.start(request -> noted(request, handler.handle(request)));
  }

  private RenderedResponse noted(Request request, RenderedResponse response) {
    return response.withCompletion(delivery -> told.add(request.path() + " " + delivery));
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void a_response_that_was_taken_is_sent_and_says_so_once() throws Exception {
    try (var server =
            noting(request ->
                request.path().equals("/stream")
                    ? Http3Servers.stream(request, out -> out.write(new byte[200_000]))
                    : Http3Servers.text(request, "whole"));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      client.get("/whole").answer();
      assertThat(next()).isEqualTo("/whole SENT");
      client.get("/stream").answer();
      assertThat(next()).isEqualTo("/stream SENT");
      server.stop(LONG);
      assertThat(told).isEmpty();
    }
  }

  @Test
  void a_response_that_breaks_off_is_aborted() throws Exception {
    try (var server =
            noting(request ->
                Http3Servers.stream(
                    request,
                    out -> {
                      out.write("part".getBytes(UTF_8));
                      out.flush();
                      throw new IllegalStateException("on purpose");
                    }));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.get("/").answer();
      assertThat(answer.resetCode()).isEqualTo(ErrorCode.INTERNAL_ERROR);
      assertThat(next()).isEqualTo("/ ABORTED");
      server.stop(LONG);
      assertThat(told).isEmpty();
    }
  }

  @Test
  void a_response_whose_client_goes_is_aborted() throws Exception {
    var begun = new Semaphore(0);
    // A goodbye may get lost, as every datagram.
    var http3 = Http3Options.defaults().withSilenceTimeout(Duration.ofSeconds(5));
    try (var server =
        Http3Servers.start(
            Http3Servers.options(http3),
            request ->
                noted(
                    request,
                    Http3Servers.stream(
                        request,
                        out -> {
                          begun.release();
                          out.write(new byte[10_000_000]);
                        })))) {
      try (var client =
          QuicClient.to(server.http3Port().getAsInt()).streamWindow(10_000).connect()) {
        var stream = client.open();
        stream.channel.config().setAutoRead(false);
        stream.head("GET", "/gone").end();
        begun.acquire();
      }
      assertThat(next()).isEqualTo("/gone ABORTED");
      server.stop(LONG);
      assertThat(told).isEmpty();
    }
  }
}
