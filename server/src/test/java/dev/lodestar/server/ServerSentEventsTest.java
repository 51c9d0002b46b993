package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Response;
import dev.lodestar.sse.EventProducer;
import dev.lodestar.sse.Sse;
import dev.lodestar.test.ReceivedEvent;
import dev.lodestar.test.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Streams of events over real connections. Where a test would wait for the deadline of a stop if
/// streams were not told to end, the deadline is longer than the time-out of the test.
@Timeout(60)
class ServerSentEventsTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String SHUTDOWN = "event: shutdown\ndata: \n\n";

  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);

  /// Yields what the queue has, and waits for more.
  private final class Queued implements Iterator<String>, AutoCloseable {
    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public String next() {
      try {
        return queue.take();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
      ended.countDown();
    }
  }

  final class Feeds {
    @Get("/queued")
    Sse<String> queued() {
      return Sse.<String>of(new Queued());
    }
  }

  private App app() {
    return Lodestar.app().routes(new Feeds()).build();
  }

  private static App producing(EventProducer<String> producer) {
    return Lodestar.app().get("/", request -> Response.of(Sse.produce(producer))).build();
  }

  private static ServerOptions options(Scheduling scheduling) {
    return TestServer.options().withScheduling(scheduling);
  }

  private static String readChunk(RawClient client) throws Exception {
    var size = Integer.parseInt(client.readLine(), 16);
    var chunk = new String(client.readBytes(size), UTF_8);
    assertThat(client.readLine()).isEmpty();
    return chunk;
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void each_event_is_a_chunk_of_its_own_and_is_sent_at_once(Scheduling scheduling)
      throws Exception {
    try (var server = app().start(options(scheduling));
        var client = RawClient.connect(server)) {
      client.get("/queued");
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
      assertThat(head.header("Transfer-Encoding")).isEqualTo("chunked");

      queue.add("one");
      assertThat(readChunk(client)).isEqualTo("data: one\n\n");
      queue.add("two\nlines");
      assertThat(readChunk(client)).isEqualTo("data: two\ndata: lines\n\n");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stop_does_not_wait_for_streams_but_ends_them(Scheduling scheduling) throws Exception {
    var server = app().start(options(scheduling));
    try (var client = RawClient.connect(server)) {
      client.get("/queued");
      client.readHead();
      queue.add("one");
      assertThat(readChunk(client)).isEqualTo("data: one\n\n");

      assertThat(server.stop(LONG)).isTrue();

      assertThat(readChunk(client)).isEqualTo(SHUTDOWN);
      assertThat(readChunk(client)).as("a clean end").isEmpty();
      assertThat(closed).hasValue(1);
    }
  }

  @Test
  void http_1_0_gets_the_events_and_the_last_one_until_the_connection_ends() throws Exception {
    var server = app().start(TestServer.options());
    try (var client = RawClient.connect(server)) {
      client.send("GET /queued HTTP/1.0\r\n\r\n");
      client.readHead();
      queue.add("one");
      assertThat(new String(client.readBytes(11), UTF_8)).isEqualTo("data: one\n\n");

      assertThat(server.stop(LONG)).isTrue();

      assertThat(client.readRestAsText()).isEqualTo(SHUTDOWN);
    }
  }

  @Test
  void a_stop_ends_streams_by_the_hundred() throws Exception {
    var server = app().start(TestServer.options());
    var clients = new ArrayList<RawClient>();
    for (var i = 0; i < 300; i++) {
      var client = RawClient.connect(server);
      clients.add(client.get("/queued"));
      client.readHead();
    }

    assertThat(server.stop(LONG)).isTrue();

    for (var client : clients) {
      assertThat(readChunk(client)).isEqualTo(SHUTDOWN);
      client.close();
    }
    assertThat(closed).hasValue(300);
  }

  @Test
  void a_stop_ends_the_streams_of_its_own_server_only() throws Exception {
    var app = app();
    var one = app.start(TestServer.options());
    try (var other = app.start(TestServer.options());
        var first = RawClient.connect(one);
        var second = RawClient.connect(other)) {
      first.get("/queued").readHead();
      second.get("/queued").readHead();

      assertThat(one.stop(LONG)).isTrue();

      assertThat(readChunk(first)).isEqualTo(SHUTDOWN);
      queue.add("still here");
      assertThat(readChunk(second)).isEqualTo("data: still here\n\n");
    }
  }

  @Test
  void a_producer_that_minds_nothing_holds_a_stop_to_its_deadline_and_not_longer()
      throws Exception {
    var proceed = new CountDownLatch(1);
    var app =
        producing(sender -> {
          sender.send("one");
          while (true) {
            try {
              proceed.await();
              break;
            } catch (InterruptedException ignored) {
              // that is the point
            }
          }
        });
    var server = app.start(TestServer.options());
    try (var client = RawClient.connect(server)) {
      client.get("/").readHead();
      readChunk(client);

      assertThat(server.stop(Duration.ofMillis(200))).isFalse();
    } finally {
      proceed.countDown();
    }
  }

  @Test
  void streams_that_are_opened_while_the_server_stops_end_too() throws Exception {
    var server = app().start(TestServer.options());
    var clients = new ArrayList<RawClient>();
    for (var i = 0; i < 50; i++) {
      clients.add(RawClient.connect(server));
    }
    var stop = Thread.ofPlatform().start(() -> assertThat(server.stop(LONG)).isTrue());
    for (var client : clients) {
      try {
        client.get("/queued");
      } catch (IOException closedAlready) {
        // idle connections are closed at once
      }
    }

    stop.join();

    for (var client : clients) {
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_client_that_leaves_interrupts_who_waits_and_nothing_is_logged(Scheduling scheduling)
      throws Exception {
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (var server = app().start(options(scheduling))) {
      var streams = 0;
      for (var leaving : List.of("close", "reset")) {
        var client = RawClient.connect(server);
        client.get("/queued").readHead();
        queue.add("one");
        assertThat(readChunk(client)).isEqualTo("data: one\n\n");
        if (leaving.equals("close")) {
          client.close();
        } else {
          client.reset();
        }
        streams++;
        while (closed.get() < streams) {
          Thread.sleep(5);
        }
      }
    } finally {
      System.setErr(before);
    }
    assertThat(closed).hasValue(2);
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  void a_client_that_leaves_ends_a_producer_that_sends_on() throws Exception {
    var app =
        producing(sender -> {
          try {
            while (true) {
              sender.send("x".repeat(1_000));
            }
          } finally {
            ended.countDown();
          }
        });
    try (var server = app.start(TestServer.options())) {
      var client = RawClient.connect(server);
      client.get("/").readHead();
      client.close();

      ended.await();
    }
  }

  @Test
  void a_failure_on_the_way_is_logged_once_and_the_connection_is_reset() throws Exception {
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    var app =
        producing(sender -> {
          sender.send("one");
          throw new IllegalStateException("the feed broke");
        });
    try (var server = app.start(TestServer.options());
        var client = RawClient.connect(server)) {
      client.get("/").readHead();
      assertThatThrownBy(
              () -> {
                while (true) {
                  readChunk(client);
                }
              })
          .isInstanceOf(IOException.class);
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8)).containsOnlyOnce("IllegalStateException: the feed broke");
  }

  @Test
  void a_silent_stream_is_kept_alive_by_comments() throws Exception {
    var app =
        Lodestar.app()
            .get(
                "/",
                request ->
                    Response.of(Sse.<String>of(new Queued()).heartbeat(Duration.ofMillis(100))))
            .build();
    try (var server = app.start(TestServer.options());
        var client = RawClient.connect(server)) {
      client.get("/").readHead();
      assertThat(readChunk(client)).isEqualTo(":\n\n");
      queue.add("one");
      var next = readChunk(client);
      while (next.equals(":\n\n")) {
        next = readChunk(client);
      }
      assertThat(next).isEqualTo("data: one\n\n");
    }
  }

  @Test
  void a_client_reads_a_stream_to_its_end() {
    try (var client =
            TestClient.serve(
                producing(sender -> {
                  for (var i = 0; i < 1_000; i++) {
                    sender.send("event " + i);
                  }
                }));
        var events = client.events("/")) {
      assertThat(events.rest())
          .hasSize(1_000)
          .last()
          .extracting(ReceivedEvent::data)
          .isEqualTo("event 999");
    }
  }

  @Test
  void a_test_client_that_is_closed_ends_the_streams_of_its_server() {
    var client = TestClient.serve(app());
    var events = client.events("/queued");
    queue.add("one");
    assertThat(events.next().data()).isEqualTo("one");

    client.close();

    assertThat(closed).hasValue(1);
  }

  @Test
  void the_rest_of_an_application_is_answered_while_streams_are_open() throws Exception {
    var app = Lodestar.app().routes(new Feeds()).get("/x", request -> Response.text("x")).build();
    try (var server = app.start(TestServer.options());
        var stream = RawClient.connect(server);
        var other = RawClient.connect(server)) {
      stream.get("/queued").readHead();
      assertThat(List.of(other.get("/x").read().body())).containsExactly("x");
    }
  }
}
