package dev.lodestar.http3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.Http3Options;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Response;
import dev.lodestar.sse.EventProducer;
import dev.lodestar.sse.LastEventId;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Streams of events, each over a stream of QUIC.
class EventStreamsTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final CountDownLatch ended = new CountDownLatch(1);

  static final class Counter {
    @Get("/count")
    Sse<Integer> count(LastEventId last) {
      var next = last.id().map(id -> Integer.parseInt(id) + 1).orElse(1);
      return Sse.produce(events -> {
        for (var i = next; i <= 3; i++) {
          events.send(ServerSentEvent.of(i).id(i));
        }
      });
    }

    @Get("/other")
    String other() {
      return "answered";
    }
  }

  private static App producing(EventProducer<String> producer) {
    return Lodestar.app()
        .routes(new Counter())
        .get("/", request -> Response.of(Sse.produce(producer)))
        .build();
  }

  private void awaitEnd() throws InterruptedException {
    assertThat(ended.await(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_client_that_comes_back_says_what_it_has_seen() throws Exception {
    try (var server = producing(events -> {}).start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      assertThat(client.get("/count").answer().body())
          .isEqualTo("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\ndata: 3\n\n");
      var again = client.open().head("GET", "/count", "last-event-id", "2").end();
      assertThat(again.answer().body()).isEqualTo("id: 3\ndata: 3\n\n");
      assertThat(again.hasEnded()).isTrue();
      var refused =
          client.open().head("GET", "/count", "last-event-id", "1", "last-event-id", "2").end();
      assertThat(refused.answer().status()).isEqualTo(400);
    }
  }

  @Test
  void a_failure_on_the_way_breaks_its_stream_and_no_other() throws Exception {
    var app =
        producing(events -> {
          events.send("one");
          throw new IllegalStateException("on purpose");
        });
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var broken = client.get("/").answer();
      assertThat(broken.status()).isEqualTo(200);
      assertThat(broken.resetCode()).isEqualTo(ErrorCode.INTERNAL_ERROR);
      assertThat(client.get("/other").answer().body()).isEqualTo("answered");
    }
  }

  @Test
  void a_client_that_ends_its_connection_interrupts_who_waits() throws Exception {
    var app =
        producing(events -> {
          try {
            events.send("one");
            NEVER.await();
          } catch (InterruptedException told) {
            ended.countDown();
            throw told;
          }
        });
    // A goodbye may get lost, as every datagram.
    var http3 = Http3Options.defaults().withSilenceTimeout(Duration.ofSeconds(5));
    try (var server = app.start(Http3Servers.options(http3))) {
      try (var client = QuicClient.connect(server.http3Port().getAsInt())) {
        client.get("/").awaitBody("data: one\n\n");
      }
      awaitEnd();
    }
  }

  @Test
  void a_client_that_gives_its_stream_up_ends_a_producer_that_sends_on() throws Exception {
    var app =
        producing(events -> {
          try {
            while (true) {
              events.send("x".repeat(1_000));
            }
          } finally {
            ended.countDown();
          }
        });
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.get("/");
      stream.awaitBody("data: x");
      stream.stopSending();
      awaitEnd();
      assertThat(client.get("/other").answer().body()).isEqualTo("answered");
    }
  }

  @Test
  void what_else_a_connection_asks_is_answered_while_many_streams_are_silent() throws Exception {
    var app =
        producing(events -> {
          events.send("begun");
          NEVER.await();
        });
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var streams = new ArrayList<RequestStream>();
      for (var i = 0; i < 50; i++) {
        streams.add(client.get("/"));
      }
      for (var stream : streams) {
        stream.awaitBody("data: begun\n\n");
      }
      assertThat(client.get("/other").answer().body()).isEqualTo("answered");

      assertThat(server.stop(Duration.ofMinutes(1))).isTrue();
      for (var stream : streams) {
        assertThat(stream.answer().body()).endsWith("event: shutdown\ndata: \n\n");
        assertThat(stream.hasEnded()).isTrue();
      }
    }
  }

  @Test
  void what_fails_before_the_first_event_can_be_an_error() throws Exception {
    var app =
        Lodestar.app()
            .get(
                "/",
                request ->
                    Response.of(
                        Sse.<String>of(
                                Stream.generate(() -> {
                                  throw HttpException.notFound("There is no such feed.");
                                }))
                            .awaitingFirst()))
            .build();
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.get("/").answer();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("There is no such feed.");
    }
  }
}
