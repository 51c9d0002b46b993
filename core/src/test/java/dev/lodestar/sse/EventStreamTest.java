package dev.lodestar.sse;

import static dev.lodestar.test.ContractFinding.Kind.INVALID_HEADER;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_CONTENT;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.Timeout;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ServedApplication;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.http.ServerSite;
import dev.lodestar.http.Status;
import dev.lodestar.http.StopSignal;
import dev.lodestar.http.TrustedProxies;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.ReceivedEvent;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestEvents;
import dev.lodestar.test.UnexpectedServerError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams of events as results of handlers.
class EventStreamTest {
  record Tick(int number) {}

  private final AtomicInteger closed = new AtomicInteger();
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private @Nullable TestClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  private TestClient client(App app) {
    // Middleware and handlers add headers here that nobody has declared.
    client = TestClient.of(app).ignoringFindings(UNDOCUMENTED_HEADER);
    return client;
  }

  private TestClient client(Object routes) {
    return client(Lodestar.app().routes(routes).build());
  }

  private TestClient returning(Sse<?> events) {
    return client(Lodestar.app().get("/", request -> Response.of(events)).build());
  }

  private Stream<String> closing(Stream<String> stream) {
    return stream.onClose(closed::incrementAndGet);
  }

  /// Yields what the queue has, and waits for more.
  private final class Queued implements Iterator<String>, AutoCloseable {
    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public String next() {
      try {
        if (queue.isEmpty()) {
          waiting.countDown();
        }
        return queue.take();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("interrupted", interrupted);
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  final class Ticks {
    @Get("/stream")
    Sse<Tick> stream() {
      return Sse.of(IntStream.range(0, 3).mapToObj(Tick::new));
    }

    @Get("/list")
    Sse<Tick> list() {
      return Sse.of(List.of(new Tick(1)));
    }

    @Get("/events")
    Sse<Tick> events() {
      return Sse.ofEvents(List.of(ServerSentEvent.of("tick", new Tick(1)).id(1)));
    }

    @Get("/declared-events")
    Sse<ServerSentEvent<Tick>> declaredEvents() {
      return Sse.of(List.of(ServerSentEvent.of("tick", new Tick(1))));
    }

    @Get("/open")
    Object open() {
      return Sse.of(List.of(new Tick(1)));
    }

    @Get("/wild")
    Response<?> wild() {
      return Response.of(Sse.of(List.of(new Tick(1))));
    }

    @Get("/optional")
    Optional<Sse<Tick>> optional() {
      return Optional.of(list());
    }

    @Get("/response")
    Response<Sse<Tick>> response() {
      return Response.of(list()).header("Cache-Control", "no-store").header("X-Feed", "ticks");
    }

    @Get("/over")
    Response<Sse<Tick>> over() {
      return Response.noContent();
    }

    @Get("/null")
    @Nullable Sse<Tick> nothing() {
      return null;
    }

    @Post("/post")
    Sse<Tick> post() {
      return list();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/list", "/open", "/wild", "/optional", "/response"})
  void each_item_is_an_event(String path) {
    try (var events = client(new Ticks()).events(path)) {
      assertThat(events.next().json(Tick.class)).isEqualTo(new Tick(1));
      assertThat(events.hasNext()).isFalse();
      assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void items_may_be_whole_events() {
    for (var path : List.of("/events", "/declared-events")) {
      try (var events = client(new Ticks()).events(path)) {
        var event = events.next();
        assertThat(event.event()).isEqualTo("tick");
        assertThat(event.json(Tick.class)).isEqualTo(new Tick(1));
      }
    }
  }

  @Test
  void a_stream_has_the_headers_that_proxies_and_caches_need() {
    var response = client(new Ticks()).get("/stream").expectStatus(200);

    assertThat(response.header("Content-Type")).hasValue("text/event-stream;charset=utf-8");
    assertThat(response.header("Cache-Control")).hasValue("no-cache");
    assertThat(response.header("X-Accel-Buffering")).hasValue("no");
    assertThat(response.header("Content-Length")).isEmpty();
    assertThat(response.text())
        .isEqualTo("data: {\"number\":0}\n\ndata: {\"number\":1}\n\ndata: {\"number\":2}\n\n");
  }

  @Test
  void a_response_may_say_otherwise() {
    var response = client(new Ticks()).get("/response").expectStatus(200);

    assertThat(response.headers().all("Cache-Control")).containsExactly("no-store");
    assertThat(response.header("X-Feed")).hasValue("ticks");
  }

  @Test
  void a_post_is_answered_200_since_event_streams_know_no_other_status() {
    client(new Ticks()).post("/post").expectStatus(200);
  }

  @Test
  void no_content_tells_the_client_to_stay_away() {
    client(new Ticks()).get("/over").expectStatus(204);
    client(new Ticks()).get("/null").expectStatus(204);
  }

  @Test
  void head_has_the_head_only_and_closes_the_source() {
    var response = returning(Sse.of(closing(Stream.of("x")))).head("/").expectStatus(200);

    assertThat(response.header("Content-Type")).hasValue("text/event-stream;charset=utf-8");
    assertThat(response.bytes()).isEmpty();
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_client_that_takes_no_event_streams_is_told_so_and_the_source_is_closed() {
    var request =
        returning(Sse.of(closing(Stream.of("x"))))
            .request(HttpMethod.GET, "/")
            .header("Accept", "application/json");

    assertThat(request.send().expectStatus(406).problem().detail())
        .hasValue("This can be sent as text/event-stream, of which the header Accept takes none.");
    assertThat(closed).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "*/*", "text/*"})
  void what_browsers_and_curl_accept_is_enough(String accept) {
    returning(Sse.of(List.of("x")))
        .request(HttpMethod.GET, "/")
        .header("Accept", accept)
        .send()
        .expectStatus(200);
  }

  @Test
  void a_type_that_cannot_be_written_is_an_error_at_start() {
    class Unwritable {
      @Get("/")
      Sse<Thread> threads() {
        return Sse.of(List.of());
      }
    }

    assertThatThrownBy(() -> Lodestar.app().routes(new Unwritable()).build())
        .isInstanceOf(StartupException.class);
  }

  @Test
  void each_event_arrives_when_it_is_there() {
    try (var events = returning(Sse.of(new Queued())).events("/")) {
      queue.add("one");
      assertThat(events.next().data()).isEqualTo("one");
      queue.add("two");
      assertThat(events.next().data()).isEqualTo("two");
    }
  }

  @Test
  void a_retry_time_is_told_before_the_first_event() {
    var events = Sse.of(List.of("x")).retry(Duration.ofMillis(1_500));

    assertThat(returning(events).get("/").text()).isEqualTo("retry: 1500\n\ndata: x\n\n");
    try (var received = returning(events).events("/")) {
      assertThat(received.rest()).hasSize(1);
      assertThat(received.retry()).hasValue(Duration.ofMillis(1_500));
    }
  }

  private static ResponseBody.Stream rendered(Sse<String> events) {
    var app = Lodestar.app().get("/", request -> Response.of(events)).build();
    return (ResponseBody.Stream) app.handle(request()).body();
  }

  private static Request request() {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return Request.of(
        HttpMethod.GET,
        "/",
        Headers.empty(),
        RequestBody.empty(),
        new Connection(address, address, false, "HTTP/1.1"));
  }

  @Test
  void the_engine_is_asked_for_a_comment_as_heartbeat() {
    var events = Sse.of(List.of("x"));

    var heartbeat = rendered(events).heartbeat().orElseThrow();
    assertThat(heartbeat.interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(new String(heartbeat.content(), StandardCharsets.UTF_8)).isEqualTo(":\n\n");
    assertThat(
            rendered(events.heartbeat(Duration.ofMinutes(1))).heartbeat().orElseThrow().interval())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(rendered(events.withoutHeartbeat()).heartbeat()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> events.heartbeat(Duration.ZERO));
  }

  @Test
  void a_producer_sends_data_and_events() {
    var events =
        Sse.<Tick>produce(sender -> {
          sender.send(new Tick(1));
          sender.send(ServerSentEvent.of("tick", new Tick(2)).id(2));
          assertThat(sender.isOpen()).isTrue();
        });

    assertThat(returning(events).get("/").text())
        .isEqualTo("data: {\"number\":1}\n\nid: 2\nevent: tick\ndata: {\"number\":2}\n\n");
  }

  @Test
  void several_threads_may_send_and_every_event_arrives_whole() {
    var events =
        Sse.<String>produce(sender -> {
          var threads =
              Stream.generate(() ->
                      Thread.ofVirtual()
                          .start(() -> {
                            for (var i = 0; i < 500; i++) {
                              send(sender, "a\nb\nc");
                            }
                          }))
                  .limit(4)
                  .toList();
          for (var thread : threads) {
            thread.join();
          }
        });

    try (var received = returning(events).events("/")) {
      assertThat(received.rest())
          .hasSize(2_000)
          .allSatisfy(event -> assertThat(event.data()).isEqualTo("a\nb\nc"));
    }
  }

  private static void send(EventSender<String> sender, String data) {
    try {
      sender.send(data);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void nothing_can_be_sent_when_the_producer_has_returned() {
    var escaped = new LinkedBlockingQueue<EventSender<String>>();
    var client = returning(Sse.produce(escaped::add));

    assertThat(client.get("/").text()).isEmpty();

    var sender = escaped.remove();
    assertThatIllegalStateException()
        .isThrownBy(() -> sender.send("late"))
        .withMessageContaining("its producer has returned already");
    assertThat(sender.isOpen()).isFalse();
  }

  @Test
  void a_source_that_was_read_cannot_be_sent_again() {
    var client = returning(Sse.of(Stream.of("x"))).raiseServerErrors(false);

    client.get("/").expectStatus(200);
    client.get("/").expectStatus(500);
  }

  @Test
  void what_can_be_iterated_again_can_be_sent_again() {
    var client = returning(Sse.of(List.of("x")));

    assertThat(client.get("/").text()).isEqualTo(client.get("/").text()).isNotEmpty();
  }

  @Test
  void a_source_is_closed_once_when_it_has_ended() {
    returning(Sse.of(closing(Stream.of("x")))).get("/");

    assertThat(closed).hasValue(1);
  }

  @Test
  void a_client_that_leaves_interrupts_who_waits_and_closes_the_source_once() throws Exception {
    try (var events = returning(Sse.of(new Queued())).events("/")) {
      queue.add("one");
      events.next();
      waiting.await();
    }

    assertThat(closed).hasValue(1);
  }

  @Test
  void a_client_that_leaves_ends_a_producer_that_sends_on() {
    var ended = new CountDownLatch(1);
    var events =
        Sse.<String>produce(sender -> {
          try {
            while (true) {
              sender.send("x");
            }
          } finally {
            ended.countDown();
          }
        });

    try (var received = returning(events).events("/")) {
      received.next();
    }

    assertThat(ended.getCount()).isZero();
  }

  @Test
  void an_iterable_is_not_touched_before_the_stream_is_sent() {
    var iterations = new AtomicInteger();
    Iterable<String> lazy =
        () -> {
          iterations.incrementAndGet();
          return List.of("x").iterator();
        };
    var client = returning(Sse.of(lazy));

    client.head("/");
    assertThat(iterations).hasValue(0);
    client.get("/");
    assertThat(iterations).hasValue(1);
  }

  private static Iterator<String> failingAfter(int count) {
    return Stream.iterate(
            0,
            i -> {
              if (i == count) {
                throw new IllegalStateException("the source fails");
              }
              return i + 1;
            })
        .map(i -> "x" + i)
        .iterator();
  }

  @Test
  void a_failure_on_the_way_breaks_the_stream_off() {
    try (var events = returning(Sse.of(failingAfter(1))).events("/")) {
      events.next(2);
      assertThatThrownBy(events::hasNext)
          .isInstanceOf(UnexpectedServerError.class)
          .hasRootCauseMessage("the source fails");
    }
  }

  @Test
  void an_event_that_cannot_be_written_breaks_the_stream_off_without_a_part_of_it() {
    var events = Sse.<Object>of(List.of("x", new Thread()));

    try (var received = returning(events).events("/")) {
      assertThat(received.next().data()).isEqualTo("x");
      assertThatThrownBy(received::hasNext).isInstanceOf(UnexpectedServerError.class);
    }
  }

  @Test
  void a_null_among_the_items_breaks_the_stream_off() {
    Iterator<String> items =
        Stream.of("").map(empty -> System.getProperty("no.such.property")).iterator();

    try (var received = returning(Sse.of(items)).events("/")) {
      assertThatThrownBy(received::hasNext).hasRootCauseMessage("An event of the stream is null.");
    }
  }

  private static Sse<String> failingAtOnce() {
    return Sse.of(
        Stream.<String>generate(() -> {
          throw HttpException.of(Status.SERVICE_UNAVAILABLE, "There is no feed.");
        }));
  }

  @Test
  void a_failure_of_the_first_event_is_a_normal_error_where_the_head_waits_for_it() {
    returning(failingAtOnce().awaitingFirst()).get("/").expectStatus(503);
  }

  @Test
  void the_first_event_is_not_lost_where_the_head_waits_for_it() {
    assertThat(returning(Sse.of(Stream.of("a", "b")).awaitingFirst()).get("/").text())
        .isEqualTo("data: a\n\ndata: b\n\n");
    assertThat(returning(Sse.of(Stream.<String>of()).awaitingFirst()).get("/").text()).isEmpty();
  }

  @Test
  void a_producer_runs_after_the_head() {
    assertThatIllegalStateException().isThrownBy(() -> Sse.produce(_ -> {}).awaitingFirst());
  }

  final class Limited {
    @Get("/slow")
    @Timeout(millis = 50)
    Sse<String> slow() {
      return Sse.produce(sender -> {
        sender.send("one");
        waiting.await();
        sender.send("two");
      });
    }

    @Get("/first")
    @Timeout(millis = 50)
    Sse<String> first() {
      return Sse.<String>of(new Queued()).awaitingFirst();
    }
  }

  /// On a busy machine, the time may be over before the head is there.
  private static TestEvents inTime(Supplier<TestEvents> asking) {
    for (var tries = 1; ; tries++) {
      try {
        return asking.get();
      } catch (AssertionError late) {
        if (tries == 100 || !String.valueOf(late.getMessage()).contains("503")) {
          throw late;
        }
      }
    }
  }

  @Test
  void a_time_limit_ends_with_the_head_and_leaves_the_stream_alone() throws Exception {
    var client = client(new Limited());
    try (var events = inTime(() -> client.events("/slow"))) {
      events.next();
      Thread.sleep(100); // not a wait for something, but the time that must not matter
      waiting.countDown();
      assertThat(events.next().data()).isEqualTo("two");
    }
  }

  @Test
  void a_time_limit_counts_while_the_head_waits_for_the_first_event() {
    client(new Limited()).get("/first").expectStatus(503);

    assertThat(closed).hasValue(1);
  }

  static final class Feeds {
    @Get("/")
    Sse<String> feed(Feed feed) {
      return Sse.produce(sender -> {
        sender.send("open " + feed.isOpen());
        sender.send("open " + feed.isOpen());
      });
    }

    static final class Feed implements AutoCloseable {
      private boolean open = true;

      boolean isOpen() {
        return open;
      }

      @Override
      public void close() {
        open = false;
      }
    }
  }

  @Test
  void dependencies_live_until_the_stream_has_ended() {
    var feed = new Feeds.Feed();
    var app = Lodestar.app().provide(Feeds.Feed.class, () -> feed).routes(Feeds.class).build();

    assertThat(client(app).get("/").text()).isEqualTo("data: open true\n\ndata: open true\n\n");
    assertThat(feed.isOpen()).isFalse();
  }

  @Test
  void layers_guards_and_middleware_are_around_a_stream_as_around_everything() {
    var app =
        Lodestar.app()
            .header("X-Layer", "here")
            .middleware((request, next) -> next.handle(request).header("X-Middleware", "here"))
            .guard((request, route) -> {
              if (request.headers().first("Authorization").isEmpty()) {
                throw HttpException.forbidden("No.");
              }
            })
            .get("/", request -> Response.of(Sse.of(List.of("x"))))
            .build();
    var client = client(app);

    client.get("/").expectStatus(403);
    try (var events = client.defaultHeader("Authorization", "yes").events("/")) {
      assertThat(events.headers().first("X-Layer")).hasValue("here");
      assertThat(events.headers().first("X-Middleware")).hasValue("here");
      assertThat(events.rest()).hasSize(1);
    }
  }

  @Test
  void a_middleware_that_answers_otherwise_closes_the_source() {
    var app =
        Lodestar.app()
            .middleware((request, next) -> {
              var _ = next.handle(request);
              return Response.text("instead");
            })
            .get("/", request -> Response.of(Sse.of(closing(Stream.of("x")))))
            .build();

    assertThat(client(app).ignoringFindings(INVALID_HEADER, UNDOCUMENTED_CONTENT).get("/").text())
        .isEqualTo("instead");
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_hook_that_answers_otherwise_closes_the_source() {
    class Hooked {
      @Get("/")
      Sse<String> events() {
        return Sse.of(closing(Stream.of("x")));
      }
    }
    var app =
        Lodestar.app()
            .afterRequest((request, response) -> Response.text("instead"))
            .routes(new Hooked())
            .build();

    assertThat(client(app).ignoringFindings(INVALID_HEADER, UNDOCUMENTED_CONTENT).get("/").text())
        .isEqualTo("instead");
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_layer_that_caches_everything_does_not_cache_streams() {
    var app =
        Lodestar.app()
            .header("Cache-Control", "max-age=60")
            .get("/", request -> Response.of(Sse.of(List.of("x"))))
            .build();

    assertThat(client(app).get("/").headers().all("Cache-Control")).containsExactly("no-cache");
  }

  /// An application on a server that can be stopped.
  private static final class Served {
    final StopSignal stop = StopSignal.create();
    final ServedApplication application;

    Served(Sse<String> events) {
      var app = Lodestar.app().get("/", request -> Response.of(events)).build();
      application = new ServedApplication(app, new ServerSite(stop, TrustedProxies.none()));
    }

    String text() throws Exception {
      var request = request();
      var response = application.handle(request);
      var out = new ByteArrayOutputStream();
      response.body().writeTo(out);
      assertThat(Thread.interrupted()).as("the thread is left interrupted").isFalse();
      response.complete(Delivery.SENT, Optional.of(request));
      return out.toString(StandardCharsets.UTF_8);
    }

    void stopWhen(CountDownLatch reached) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              reached.await();
              stop.give();
            } catch (InterruptedException interrupted) {
              throw new IllegalStateException(interrupted);
            }
          });
    }
  }

  @Test
  void a_stop_ends_the_wait_for_the_next_event_and_sends_a_last_one() throws Exception {
    queue.add("one");
    var served = new Served(Sse.of(new Queued()));
    served.stopWhen(waiting);

    assertThat(served.text()).isEqualTo("data: one\n\nevent: shutdown\ndata: \n\n");
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_stop_ends_a_producer_that_waits() throws Exception {
    var served =
        new Served(
            Sse.produce(sender -> {
              sender.send("one");
              waiting.countDown();
              queue.take();
            }));
    served.stopWhen(waiting);

    assertThat(served.text()).isEqualTo("data: one\n\nevent: shutdown\ndata: \n\n");
  }

  @Test
  void a_stop_ends_a_producer_that_never_waits() throws Exception {
    var served =
        new Served(
            Sse.produce(sender -> {
              while (true) {
                sender.send("x");
                waiting.countDown();
              }
            }));
    served.stopWhen(waiting);

    assertThat(served.text()).startsWith("data: x\n\n").endsWith("event: shutdown\ndata: \n\n");
  }

  @Test
  void a_producer_learns_that_the_server_stops() throws Exception {
    var served =
        new Served(
            Sse.produce(sender -> {
              waiting.countDown();
              while (sender.isOpen()) {
                Thread.onSpinWait();
              }
              var _ = Thread.interrupted();
              assertThatThrownBy(() -> sender.send("late"))
                  .isInstanceOf(StreamEndedException.class);
            }));
    served.stopWhen(waiting);

    assertThat(served.text()).isEqualTo("event: shutdown\ndata: \n\n");
  }

  @Test
  void a_stream_that_is_opened_while_the_server_stops_ends_at_once() throws Exception {
    var served = new Served(Sse.of(new Queued()));
    served.stop.give();

    assertThat(served.text()).isEqualTo("event: shutdown\ndata: \n\n");
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_head_that_waits_for_the_first_event_waits_no_longer_when_the_server_stops()
      throws Exception {
    var served = new Served(Sse.<String>of(new Queued()).awaitingFirst());
    served.stopWhen(waiting);

    assertThat(served.text()).isEqualTo("event: shutdown\ndata: \n\n");
  }

  @Test
  void the_last_event_is_for_the_application_to_choose() throws Exception {
    var endless = Sse.<String>of(new Queued());
    var other = new Served(endless.shutdownEvent(ServerSentEvent.of("bye", "soon").id("")));
    other.stop.give();
    var none = new Served(Sse.<String>of(new Queued()).withoutShutdownEvent());
    none.stop.give();

    assertThat(other.text()).isEqualTo("id: \nevent: bye\ndata: soon\n\n");
    assertThat(none.text()).isEmpty();
  }

  @Test
  void a_stream_that_has_ended_does_not_hear_of_a_stop() throws Exception {
    var served = new Served(Sse.of(List.of("x")));

    assertThat(served.text()).isEqualTo("data: x\n\n");
    served.stop.give();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void a_handler_hears_of_a_stop_too() throws Exception {
    var app =
        Lodestar.app()
            .get(
                "/poll",
                request -> {
                  request.whenServerStops(() -> queue.add("the server stops"));
                  waiting.countDown();
                  return Response.text(queue.take());
                })
            .build();
    client = TestClient.of(app);
    var client = this.client;
    var answer = new LinkedBlockingQueue<String>();
    Thread.ofVirtual().start(() -> answer.add(client.get("/poll").text()));
    waiting.await();

    client.close();

    assertThat(answer.poll(60, TimeUnit.SECONDS)).isEqualTo("the server stops");
  }

  @Test
  void a_test_client_that_is_closed_is_a_server_that_stops() throws Exception {
    var client = returning(Sse.of(new Queued()));
    try (var events = client.events("/")) {
      waiting.await();
      client.close();
      assertThat(events.rest()).extracting(ReceivedEvent::event).containsExactly("shutdown");
    }
  }
}
