package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of requests when there is no memory for them.
class MemoryTest {
  private static final String BUSY = "The server is busy. Try again later.";

  /// How many bytes of bodies a server of these tests keeps.
  private static final int ROOM = 65_536;

  private static final int BODY = 15_000;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static ServerOptions options(Scheduling scheduling) {
    return TestServer.options()
        .withScheduling(scheduling)
        .withEventLoops(1)
        .withOverload(
            OverloadOptions.defaults()
                .withMaxBufferedBodies(ROOM)
                // Those who are slow in these tests are not refused for that.
                .withRateWindow(Duration.ofHours(1)));
  }

  private static String post(String path, int length) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static void expectTurnedAway(RawResponse response) {
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("2");
    assertThat(response.body()).contains(BUSY);
  }

  /// An application that handles every failure in its own way, memory that runs out not included.
  private static Server startForgetful(Scheduling scheduling) throws IOException {
    return Lodestar.app()
        .onError(Throwable.class, (failure, request) -> Response.text("handled").status(Status.OK))
        .get("/ok", request -> Response.text("ok"))
        .get(
            "/huge",
            request -> {
              throw new OutOfMemoryError("for the test");
            })
        .webSocket(
            "/socket",
            socket -> {
              var _ = socket.receive();
              throw new OutOfMemoryError("for the test");
            })
        .build()
        .start(TestServer.options().withScheduling(scheduling));
  }

  private static RawResponse getWhenCalm(RawClient client, String path)
      throws IOException, InterruptedException {
    var response = client.get(path).read();
    while (response.status() == 503) {
      Thread.sleep(50);
      response = client.get(path).read();
    }
    return response;
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void memory_that_runs_out_in_a_handler_is_an_overload_and_no_failure_of_the_application(
      Scheduling scheduling) throws Exception {
    try (var server = startForgetful(scheduling);
        var client = RawClient.connect(server);
        var other = RawClient.connect(server)) {
      long since;
      RawResponse meanwhile;
      do {
        assertThat(getWhenCalm(client, "/ok").body()).isEqualTo("ok");
        since = System.nanoTime();
        expectTurnedAway(client.get("/huge").read());
        meanwhile = other.get("/ok").read();
        // Others are turned away for a second, which may be over already on a busy machine.
      } while (meanwhile.status() == 200 && System.nanoTime() - since > SECOND);
      expectTurnedAway(meanwhile);
      assertThat(getWhenCalm(client, "/ok").body()).isEqualTo("ok");
    }
  }

  @Test
  void a_socket_whose_handler_runs_out_of_memory_is_told_to_come_back() throws Exception {
    try (var server = startForgetful(Scheduling.EVENT_LOOP);
        var raw = RawClient.connect(server)) {
      raw.send(FrameClient.handshake("/socket"));
      var socket = FrameClient.over(raw, raw.readHead());
      socket.text("hello");
      var head = raw.readBytes(2);
      assertThat(head[0] & 0x0F).isEqualTo(FrameClient.CLOSE);
      assertThat(ByteBuffer.wrap(raw.readBytes(head[1])).getShort()).isEqualTo((short) 1013);
      assertThat(getWhenCalm(RawClient.connect(server), "/ok").body()).isEqualTo("ok");
    }
  }

  @Test
  void small_bodies_count_while_the_rest_of_them_is_awaited() throws Exception {
    var slow = new ArrayList<RawClient>();
    try (var server = TestServer.startEcho(options(Scheduling.EVENT_LOOP))) {
      for (var i = 0; i < ROOM / BODY; i++) {
        var client = RawClient.connect(server);
        slow.add(client);
        client.send(post("/", BODY)).send(new byte[BODY - 1]);
      }
      assertThat(becomesFull(server)).isTrue();
      // A body that comes at once needs no room.
      try (var quick = RawClient.connect(server)) {
        assertThat(quick.send(post("/", 2) + "hi").read().body()).isEqualTo("POST / hi");
      }
      for (var client : slow) {
        client.close();
      }
      while (isFull(server)) {
        Thread.onSpinWait();
      }
    }
  }

  /// What others have sent may not have been read at first.
  private static boolean becomesFull(Server server) throws IOException {
    for (var i = 0; i < 1_000; i++) {
      if (isFull(server)) {
        return true;
      }
    }
    return false;
  }

  /// Tells whether there is no room for a body that comes in two pieces. Each waits for what came
  /// before, so that the first piece is there without the second.
  private static boolean isFull(Server server) throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + post("/", BODY)).send(new byte[BODY - 1]);
      assertThat(client.read().status()).isEqualTo(200);
      // The server reads the piece before it can see what another connection sends after it.
      try (var later = RawClient.connect(server)) {
        assertThat(later.get("/").read().status()).isEqualTo(200);
      }
      client.send("x");
      return client.read().status() == 503;
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void small_bodies_count_while_their_handlers_wait(Scheduling scheduling) throws Exception {
    var waiting = new Semaphore(0);
    var go = new CountDownLatch(1);
    var held = new ArrayList<RawClient>();
    try (var server =
        TestServer.start(
            options(scheduling),
            request -> {
              if (request.path().equals("/wait")) {
                waiting.release();
                go.await();
              }
              return TestServer.text(request, "" + request.body().bytes().length);
            })) {
      for (var i = 0; i < ROOM / BODY; i++) {
        var client = RawClient.connect(server);
        held.add(client);
        client.send(post("/wait", BODY)).send(new byte[BODY]);
        waiting.acquire();
      }
      assertThat(becomesFull(server)).isTrue();
      go.countDown();
      for (var client : held) {
        assertThat(client.read().body()).isEqualTo("" + BODY);
        client.close();
      }
      while (isFull(server)) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void bodies_that_do_not_go_on_make_room_when_half_of_the_memory_is_taken() throws Exception {
    var overload =
        OverloadOptions.defaults()
            .withMaxBufferedBodies(2 * ROOM)
            .withMinBodyRate(0)
            .withRateWindow(Duration.ofMillis(100));
    try (var server =
            TestServer.startEcho(TestServer.options().withEventLoops(1).withOverload(overload));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var half = ROOM / BODY;
      var answered = new ExecutorCompletionService<Map.Entry<RawClient, Integer>>(threads);
      var slow = new ArrayList<RawClient>();
      for (var i = 0; i < 2 * half; i++) {
        var client = RawClient.connect(server);
        slow.add(client);
        client.send(post("/", BODY)).send(new byte[BODY - 1]);
        var _ = answered.submit(() -> Map.entry(client, client.read().status()));
      }
      var refused = new ArrayList<RawClient>();
      for (var i = 0; i < half; i++) {
        var answer = answered.take().get();
        assertThat(answer.getValue()).isEqualTo(408);
        refused.add(answer.getKey());
      }
      // The others may take their time, and there is room for everybody else.
      slow.removeAll(refused);
      for (var client : slow) {
        client.send("x");
        assertThat(answered.take().get().getValue()).isEqualTo(200);
      }
    }
  }

  /// Takes bodies and messages, and gives large responses, in a process with little memory.
  static final class SmallMain {
    private static final int LARGE = 1 << 20;

    record Order(List<String> lines) {}

    @Post("/order")
    static int count(Order order) {
      return order.lines().size();
    }

    public static void main(String[] arguments) {
      var _ = UUID.randomUUID(); // as whoever has told of a failure before
      Lodestar.app()
          .get("/", request -> Response.text("hi"))
          .get("/large", request -> Response.of(new byte[LARGE]))
          .post("/upload", request -> Response.text("" + request.body().bytes().length))
          .post("/text", request -> Response.text("" + request.body().text(UTF_8).strip().length()))
          .route(SmallMain::count)
          .webSocket(
              "/socket",
              socket -> {
                for (var message : socket) {
                  socket.send(message);
                }
              })
          .build()
          .serve(
              ServerOptions.defaults()
                  .withPort(0)
                  .withMaxBodySize(8 << 20)
                  // Those who are slow, since the machine is, are not refused for that.
                  .withHeaderTimeout(Duration.ofHours(1))
                  .withBodyTimeout(Duration.ofHours(1))
                  .withOverload(OverloadOptions.defaults().withMinBodyRate(0)));
    }
  }

  private interface Use {
    void run(RawClient client) throws IOException;
  }

  @Test
  void a_server_with_little_memory_sheds_what_is_too_much_and_lives() throws Exception {
    var statuses = new ConcurrentHashMap<Integer, AtomicInteger>();
    try (var server = ServedProcess.start(SmallMain.class, List.of("-Xmx40m"))) {
      var json = ("{\"lines\":[" + "\"a line\",".repeat(300_000) + "\"\"]}").getBytes(UTF_8);
      var order =
          post("/order", json.length).replace("Host", "Content-Type: application/json\r\nHost");
      var uses =
          List.<Use>of(
              client ->
                  count(
                      statuses,
                      client.send(post("/upload", 4 << 20)).send(new byte[4 << 20]).read()),
              client ->
                  count(
                      statuses, client.send(post("/text", 2 << 20)).send(new byte[2 << 20]).read()),
              client -> count(statuses, client.send(order).send(json).read()),
              client -> {
                // Reads the head only, and leaves the rest to the server.
                client.get("/large").get("/large").get("/large");
                count(statuses, client.readHead());
                try (var other = server.connect()) {
                  count(statuses, other.get("/").read());
                }
              },
              client -> {
                client.send(FrameClient.handshake("/socket"));
                var socket = FrameClient.over(client, client.readHead());
                for (var i = 0; i < 8; i++) {
                  socket.send(FrameClient.FINAL | FrameClient.BINARY, new byte[1_000_000]);
                }
              });
      // What is loaded for the first time without memory can never be used. The last one does not
      // read, and would wait until the server has lost its patience.
      for (var use : uses.subList(0, uses.size() - 1)) {
        try (var client = server.connect()) {
          use.run(client);
        }
      }
      try (var patience = new ScheduledThreadPoolExecutor(1);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        patience.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        for (var i = 0; i < 40; i++) {
          var use = uses.get(i % uses.size());
          var _ =
              threads.submit(() -> {
                for (var round = 0; round < 6; round++) {
                  try (var client = server.connect()) {
                    // There may have been no memory to accept it, and then nobody has it.
                    var _ = patience.schedule(() -> closed(client), 30, TimeUnit.SECONDS);
                    use.run(client);
                  } catch (IOException | AssertionError closed) {
                    // who had no memory for an answer has closed the connection
                  }
                }
              });
        }
      }
      assertThat(server.process().isAlive()).isTrue();
      assertThat(statuses.keySet()).isSubsetOf(200, 201, 503).contains(503);
      assertThat(isAnsweredAtLast(server)).isTrue();
    }
  }

  /// Takes bodies, and for some seconds all memory that there is, in a process with little of it.
  static final class FullMain {
    private static final long TIME = TimeUnit.SECONDS.toNanos(3);
    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    /// What is kept: each array holds the one before.
    private static volatile Object[] kept = {};

    /// There before there is no memory for it.
    private static final Object[] NOTHING = {};

    public static void main(String[] arguments) {
      Thread.ofPlatform().daemon().start(FullMain::fill);
      Lodestar.app()
          .get("/", request -> Response.text("hi"))
          .get(
              "/fill",
              request -> {
                BEGUN.countDown();
                return Response.text("full");
              })
          .post("/upload", request -> Response.text("" + request.body().bytes().length))
          .webSocket(
              "/socket",
              socket -> {
                for (var message : socket) {
                  socket.send(message);
                }
              })
          .build()
          .serve(
              ServerOptions.defaults()
                  .withPort(0)
                  .withMaxBodySize(16 << 20)
                  // Bodies are not let go of for another reason.
                  .withBodyTimeout(Duration.ofHours(1))
                  .withOverload(OverloadOptions.defaults().withRateWindow(Duration.ofHours(1))));
    }

    /// Takes also what others let go of meanwhile.
    private static void fill() {
      try {
        BEGUN.await();
      } catch (InterruptedException never) {
        return;
      }
      takeAll();
      var end = System.nanoTime() + TIME;
      while (System.nanoTime() - end < 0) {
        takeAll();
      }
      kept = NOTHING;
    }

    private static void takeAll() {
      for (var size = 1 << 18; size > 0; size /= 2) {
        try {
          while (true) {
            var more = new Object[size];
            more[0] = kept;
            kept = more;
          }
        } catch (OutOfMemoryError full) {
          // smaller ones may still fit
        }
      }
    }
  }

  @Test
  void a_server_whose_memory_is_taken_to_the_last_byte_goes_on() throws Exception {
    try (var server = ServedProcess.start(FullMain.class, List.of("-Xmx48m"));
        var uploading = server.connect();
        var talking = server.connect();
        var streaming = dev.lodestar.server.http2.FrameClient.connect(server.port());
        var filling = server.connect()) {
      // Who has not been accepted yet may be forgotten.
      assertThat(uploading.get("/").read().body()).isEqualTo("hi");
      assertThat(filling.get("/").read().body()).isEqualTo("hi");
      uploading.send(post("/upload", 10 << 20)).send(new byte[9 << 20]);
      talking.send(FrameClient.handshake("/socket"));
      FrameClient.over(talking, talking.readHead())
          .send(FrameClient.BINARY, new byte[1_000_000]); // with more to come
      streaming.request(1, "POST", "/upload", false).data(1, "x".repeat(16_000), false);
      assertThat(streaming.get(3, "/").answer(3).body()).isEqualTo("hi");
      filling.get("/fill");
      assertThat(endOf(filling)).isIn(200, 503, NO_ANSWER);
      awaitFull(server);
      assertThat(isAnsweredAtLast(server)).isTrue();
      // What had come of the bodies, and of the message, was let go of.
      assertThat(endOf(streaming)).isIn(503, NO_ANSWER);
      uploading.awaitClosedByServer();
      talking.awaitClosedByServer();
      assertThat(server.process().isAlive()).isTrue();
    }
  }

  /// Asks until there is no answer, or that there is no memory for one.
  private static void awaitFull(ServedProcess server) {
    var status = 200;
    while (status == 200) {
      try (var client = server.connect()) {
        client.socket().setSoTimeout(2_000);
        status = endOf(client.get("/"));
      } catch (IOException full) {
        status = NO_ANSWER;
      }
    }
  }

  /// A connection for which there is no memory is closed, so each try has its own.
  private static boolean isAnsweredAtLast(ServedProcess server) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() - end < 0) {
      try (var client = server.connect()) {
        // There may have been no memory to accept it, and then nobody has it.
        client.socket().setSoTimeout(5_000);
        if (endOf(client.get("/")) == 200) {
          return true;
        }
      } catch (IOException closed) {
        // tried again
      }
      Thread.sleep(50);
    }
    return false;
  }

  private static final int NO_ANSWER = 0;

  private static int endOf(RawClient client) {
    try {
      return client.read().status();
    } catch (IOException | AssertionError closed) {
      return NO_ANSWER;
    }
  }

  private static int endOf(dev.lodestar.server.http2.FrameClient client) throws IOException {
    try {
      return client.answer(1).status();
    } catch (SocketTimeoutException unanswered) {
      throw unanswered;
    } catch (IOException | AssertionError closed) {
      return NO_ANSWER;
    }
  }

  private static boolean closed(RawClient client) throws IOException {
    client.close();
    return true;
  }

  private static void count(Map<Integer, AtomicInteger> statuses, RawResponse response) {
    if (response.status() == 503) {
      assertThat(response.header("Retry-After")).isEqualTo("2");
    }
    statuses.computeIfAbsent(response.status(), status -> new AtomicInteger()).incrementAndGet();
  }
}
