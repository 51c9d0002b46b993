package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.Server;
import dev.lodestar.http.Request;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of what is too much, or too slow.
class LoadTest {
  private final Semaphore started = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger handled = new AtomicInteger();

  @AfterEach
  void endAll() {
    end.countDown();
  }

  private RenderedResponse slow(Request request) throws InterruptedException {
    handled.incrementAndGet();
    if (request.path().equals("/slow")) {
      started.release();
      end.await();
    }
    return Http3Servers.echo(request);
  }

  private static QuicClient connect(Server server) throws IOException {
    return QuicClient.connect(server.http3Port().getAsInt());
  }

  private static void expectTurnedAway(RequestStream.Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.fields()).containsKey("retry-after");
  }

  @Test
  void requests_beyond_those_in_flight_are_turned_away_and_may_ask_again() throws Exception {
    var options =
        Http3Servers.overloaded(
            o -> o.withMaxRequestsInFlight(2).withRetryAfter(Duration.ofSeconds(7)));
    try (var server = Http3Servers.start(options, this::slow);
        var client = connect(server);
        var other = connect(server)) {
      var first = client.get("/slow");
      var second = client.get("/slow");
      started.acquire(2);
      for (var who : new QuicClient[] {client, other}) {
        var refused = who.get("/").answer();
        expectTurnedAway(refused);
        assertThat(refused.fields()).containsEntry("retry-after", "7");
        var head = who.open().head("HEAD", "/").end().answer();
        expectTurnedAway(head);
        assertThat(head.body()).isEmpty();
        var body = who.open().head("POST", "/", "expect", "100-continue");
        expectTurnedAway(body.answer());
        assertThat(body.soFar().before()).isEmpty();
      }
      assertThat(handled).hasValue(2);
      end.countDown();
      assertThat(first.answer().status()).isEqualTo(200);
      assertThat(second.answer().status()).isEqualTo(200);
      assertThat(other.get("/").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_connection_asks_for_no_more_at_a_time_than_it_may() throws Exception {
    var options = Http3Servers.options(Http3Options.defaults().withMaxConcurrentStreams(2));
    try (var server = Http3Servers.start(options, this::slow);
        var client = connect(server)) {
      var first = client.get("/slow");
      client.get("/slow");
      started.acquire(2);
      assertThat(client.channel().peerAllowedStreams(QuicStreamType.BIDIRECTIONAL)).isZero();
      end.countDown();
      first.answer();
      for (var i = 0; i < 10; i++) {
        assertThat(client.get("/").answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_request_beside_too_many_whose_handlers_do_not_end_is_not_even_read() throws Exception {
    var options = Http3Servers.options(Http3Options.defaults().withMaxConcurrentStreams(2));
    try (var server = Http3Servers.start(options, this::hold);
        var client = connect(server)) {
      for (var i = 0; i < 2; i++) {
        var given = client.get("/hold");
        started.acquire();
        given.stopSending();
      }
      // The streams have ended, the handlers have not.
      var refused = 0L;
      for (var tries = 0; refused != ErrorCode.REQUEST_REJECTED && tries < 20; tries++) {
        Thread.sleep(500);
        if (client.channel().peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0) {
          refused = client.get("/").answer().resetCode();
        }
      }
      assertThat(refused).isEqualTo(ErrorCode.REQUEST_REJECTED);
      end.countDown();
    }
  }

  private RenderedResponse hold(Request request) {
    if (request.path().equals("/hold")) {
      started.release();
      while (end.getCount() > 0) {
        try {
          end.await();
        } catch (InterruptedException ignored) {
          // a handler that does not mind
        }
      }
    }
    return Http3Servers.echo(request);
  }

  @Test
  void the_last_request_of_a_connection_is_answered_and_then_it_ends() throws Exception {
    var options = Http3Servers.overloaded(o -> o.withMaxRequestsPerConnection(3));
    try (var server = Http3Servers.startEcho(options);
        var client = connect(server)) {
      for (var i = 0; i < 3; i++) {
        assertThat(client.get("/").answer().status()).isEqualTo(200);
      }
      assertThat(client.goAway()).isEqualTo(12);
      assertThat(client.closeCode()).isEqualTo(ErrorCode.NO_ERROR);
    }
  }

  @Test
  void an_address_has_no_more_connections_than_it_may() throws Exception {
    // A goodbye may get lost, as every datagram.
    var http3 = Http3Options.defaults().withSilenceTimeout(Duration.ofSeconds(5));
    var options = Http3Servers.overloaded(o -> o.withMaxConnectionsPerAddress(2)).withHttp3(http3);
    try (var server = Http3Servers.startEcho(options);
        var first = connect(server)) {
      assertThat(first.get("/").answer().status()).isEqualTo(200);
      try (var second = connect(server)) {
        assertThat(second.get("/").answer().status()).isEqualTo(200);
        assertThat(isServed(server)).isFalse();
      }
      var served = isServed(server);
      for (var tries = 0; !served && tries < 600; tries++) {
        Thread.sleep(50);
        served = isServed(server);
      }
      assertThat(served).isTrue();
    }
  }

  @Test
  void there_are_no_more_connections_than_there_may_be() throws Exception {
    var options = Http3Servers.options().withMaxConnections(2);
    try (var server = Http3Servers.start(options, this::slow);
        var first = connect(server);
        var second = connect(server)) {
      first.get("/slow");
      second.get("/slow");
      started.acquire(2);
      assertThat(isServed(server)).isFalse();
      assertThat(first.get("/").answer().status()).isEqualTo(200);
      end.countDown();
    }
  }

  private static boolean isServed(Server server) throws InterruptedException {
    try (var client = connect(server)) {
      return client.get("/").answer().status() == 200;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void streams_without_an_end_are_no_more_than_connections_beside_the_first_of_each()
      throws Exception {
    // A goodbye may get lost, as every datagram.
    var http3 = Http3Options.defaults().withSilenceTimeout(Duration.ofSeconds(5));
    var options = Http3Servers.options(http3).withMaxConnections(3);
    try (var server = Http3Servers.start(options, this::events);
        var client = connect(server)) {
      for (var i = 0; i < 4; i++) {
        client.get("/events").awaitBody("x");
      }
      assertThat(client.get("/events").answer().resetCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
      assertThat(client.get("/").answer().status()).isEqualTo(200);
      leave(client);
      try (var other = connect(server)) {
        other.get("/events").awaitBody("x");
        var second = other.get("/events");
        for (var tries = 0; second.soFar().body().isEmpty() && tries < 600; tries++) {
          // The connection before it may not have come to its end.
          Thread.sleep(50);
          second = second.soFar().resetCode() < 0 ? second : other.get("/events");
        }
        assertThat(second.soFar().body()).isEqualTo("x");
      }
      end.countDown();
    }
  }

  private static void leave(QuicClient client) {
    client.close();
  }

  private RenderedResponse events(Request request) {
    return request.path().equals("/events")
        ? Http3Servers.stream(
            request,
            out -> {
              out.write('x');
              out.flush();
              end.await();
            })
        : Http3Servers.text(request, "");
  }

  @Test
  void a_head_that_does_not_come_to_its_end_is_answered() throws Exception {
    var options = Http3Servers.options().withHeaderTimeout(Duration.ofMillis(300));
    try (var server = Http3Servers.startEcho(options);
        var client = connect(server)) {
      var head = Frames.head("GET", "/");
      var stream = client.open().write(Arrays.copyOf(head, head.length - 3));
      assertThat(stream.answer().status()).isEqualTo(408);
      assertThat(client.get("/").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_body_that_does_not_go_on_is_answered() throws Exception {
    var options = Http3Servers.options().withBodyTimeout(Duration.ofMillis(300));
    try (var server = Http3Servers.startEcho(options);
        var client = connect(server)) {
      var stream = client.open().head("POST", "/").data("some");
      assertThat(stream.answer().status()).isEqualTo(408);
      assertThat(client.get("/").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void bodies_that_come_in_drops_end_the_connection() throws Exception {
    var options =
        Http3Servers.overloaded(
            o -> o.withMinBodyRate(1_000).withRateWindow(Duration.ofSeconds(1)));
    try (var server = Http3Servers.startEcho(options);
        var client = connect(server)) {
      var streams = new ArrayList<RequestStream>();
      for (var i = 0; i < 10; i++) {
        streams.add(client.open().head("POST", "/"));
      }
      var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(QuicClient.PATIENCE_SECONDS);
      while (!client.isClosed() && System.nanoTime() - until < 0) {
        for (var stream : streams) {
          stream.data("x");
        }
        Thread.sleep(20);
      }
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void responses_that_are_taken_in_drops_end_the_connection() throws Exception {
    var options =
        Http3Servers.overloaded(
            o -> o.withMinResponseRate(100_000).withRateWindow(Duration.ofSeconds(1)));
    var large = "0123456789".repeat(200_000);
    try (var server = Http3Servers.start(options, request -> Http3Servers.text(request, large));
        var client = QuicClient.to(server.http3Port().getAsInt()).streamWindow(2_000).connect()) {
      var stream = client.open();
      stream.channel.config().setAutoRead(false);
      stream.head("GET", "/").end();
      var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(QuicClient.PATIENCE_SECONDS);
      while (!client.isClosed() && System.nanoTime() - until < 0) {
        stream.channel.read();
        Thread.sleep(300);
      }
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void a_slow_reader_holds_up_its_writer_and_nobody_else() throws Exception {
    var written = new AtomicInteger();
    try (var server =
            Http3Servers.start(request ->
                request.path().equals("/endless")
                    ? Http3Servers.stream(
                        request,
                        out -> {
                          while (true) {
                            out.write(new byte[1_000]);
                            written.addAndGet(1_000);
                          }
                        })
                    : Http3Servers.text(request, "other"));
        var client = QuicClient.to(server.http3Port().getAsInt()).streamWindow(10_000).connect()) {
      var stream = client.open();
      stream.channel.config().setAutoRead(false);
      stream.head("GET", "/endless").end();
      // As much as the client takes at the least; and then the writer waits.
      while (written.get() < 10_000) {
        Thread.sleep(10);
      }
      Thread.sleep(500);
      assertThat(written.get()).isLessThan(300_000);
      assertThat(client.get("/").answer().body()).isEqualTo("other");
    }
  }

  @Test
  void a_body_that_nobody_reads_stops_its_client_and_no_other_request() throws Exception {
    var options =
        Http3Servers.options(
            // QUIC lets the window of a stream grow while the server takes its first bytes; what
            // the client may send of all streams leaves room for another.
            Http3Options.defaults().withStreamWindow(50_000).withConnectionWindow(2_000_000));
    try (var server =
            Http3Servers.startStreamed(
                options,
                request -> {
                  if (request.path().equals("/slow")) {
                    started.release();
                    end.await();
                  }
                  return Http3Servers.text(
                      request, String.valueOf(request.body().stream().readAllBytes().length));
                });
        var client = connect(server)) {
      var stream = client.open().head("POST", "/slow");
      var sent =
          stream
              .channel
              .pipeline()
              .firstContext()
              .writeAndFlush(QuicClient.bytes(Frames.data(new byte[3_000_000])));
      started.acquire();
      Thread.sleep(500);
      assertThat(sent.isDone()).as("sent beyond the windows").isFalse();
      var other = client.open().head("POST", "/").data("x".repeat(1_000)).end();
      assertThat(other.answer().body()).isEqualTo("1000");
      end.countDown();
      assertThat(sent.awaitUninterruptibly(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      stream.end();
      assertThat(stream.answer().body()).isEqualTo("3000000");
    }
  }

  @Test
  void bodies_together_are_not_larger_than_the_memory_for_them() throws Exception {
    var options =
        Http3Servers.overloaded(o -> o.withMaxBufferedBodies(100_000)).withMaxBodySize(200_000);
    try (var server = Http3Servers.startEcho(options);
        var client = connect(server)) {
      for (var round = 0; round < 3; round++) {
        // Memory is given back by answers, by refusals, and by clients that give up.
        var one = client.open().head("POST", "/", "content-length", "90000").data(new byte[60_000]);
        var other =
            client.open().head("POST", "/", "content-length", "90000").data(new byte[60_000]);
        // Whichever of them comes later: streams do not wait for each other.
        var turnedAway = firstAnswered(one, other);
        expectTurnedAway(turnedAway.answer());
        client.open().head("POST", "/").data(new byte[5_000]).reset();
        var accepted = turnedAway == one ? other : one;
        assertThat(accepted.data(new byte[30_000]).end().answer().status()).isEqualTo(200);
      }
    }
  }

  private static RequestStream firstAnswered(RequestStream one, RequestStream other)
      throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(QuicClient.PATIENCE_SECONDS);
    while (System.nanoTime() - until < 0) {
      if (one.soFar().status() != 0) {
        return one;
      }
      if (other.soFar().status() != 0) {
        return other;
      }
      Thread.sleep(1);
    }
    throw new AssertionError("Neither has been answered.");
  }

  @Test
  void an_idle_connection_is_closed() throws Exception {
    var options = Http3Servers.options().withIdleTimeout(Duration.ofMillis(300));
    try (var server = Http3Servers.startEcho(options);
        var client = answeredInTime(server)) {
      assertThat(client.goAway()).isEqualTo(4);
      assertThat(client.closeCode()).isEqualTo(ErrorCode.NO_ERROR);
    }
  }

  /// A client that was answered before its connection had been idle for too long; for that a busy
  /// machine needs some attempts.
  private static QuicClient answeredInTime(Server server) throws Exception {
    while (true) {
      var client = connect(server);
      try {
        if (client.get("/").answer().status() == 200) {
          return client;
        }
      } catch (IOException closedBefore) {
        // tried again
      }
      client.close();
    }
  }

  @Test
  void connections_that_are_idle_make_room_for_new_ones() throws Exception {
    var options = Http3Servers.options().withMaxConnections(4).withIdleTimeout(Duration.ofHours(1));
    var idle = new ArrayList<QuicClient>();
    try (var server = Http3Servers.startEcho(options)) {
      var served = 0;
      for (var tries = 0; served < 10 && tries < 200; tries++) {
        try {
          var client = connect(server);
          idle.add(client);
          served += client.get("/").answer().status() == 200 ? 1 : 0;
        } catch (IOException full) {
          Thread.sleep(50);
        }
      }
      assertThat(served).isEqualTo(10);
    } finally {
      idle.forEach(QuicClient::close);
    }
  }

  @Test
  void what_is_sent_after_the_answer_is_not_kept() throws Exception {
    try (var server = Http3Servers.startEcho(Http3Servers.options().withMaxBodySize(10));
        var client = connect(server)) {
      var stream = client.open().head("POST", "/").data("x".repeat(100));
      assertThat(stream.answer().status()).isEqualTo(413);
      stream.data(new byte[100_000]);
      assertThat(client.get("/").answer().body().getBytes(UTF_8)).hasSize(6);
    }
  }
}
