package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Engine;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerLifecycleTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void the_engine_is_found_as_a_service() {
    assertThat(ServiceLoader.load(Engine.class)).hasOnlyElementsOfType(NettyEngine.class);
  }

  @Test
  void port_0_becomes_a_real_port_that_answers() throws IOException {
    try (var server = TestServer.startEcho();
        var client = RawClient.connect(server)) {
      assertThat(server.port()).isPositive();
      assertThat(server.host()).isEqualTo("127.0.0.1");
      assertThat(server.uri()).isEqualTo(URI.create("http://127.0.0.1:" + server.port()));
      assertThat(client.get("/").read().status()).isEqualTo(200);
    }
  }

  @Test
  void a_server_on_all_addresses_names_one_that_can_be_reached() throws IOException {
    try (var server = TestServer.startEcho(TestServer.options().withHost("0.0.0.0"));
        var client = RawClient.connect(server)) {
      assertThat(server.host()).isEqualTo("0.0.0.0");
      assertThat(server.uri()).isEqualTo(URI.create("http://127.0.0.1:" + server.port()));
      assertThat(client.get("/").read().status()).isEqualTo(200);
    }
  }

  @Test
  void a_port_in_use_is_explained() throws IOException {
    try (var server = TestServer.startEcho()) {
      var same = TestServer.options().withPort(server.port());
      assertThatThrownBy(() -> TestServer.startEcho(same))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Port "
                  + server.port()
                  + " on 127.0.0.1 is already in use; stop what listens there, or choose another"
                  + " port, or port 0 for any free one.");
    }
  }

  @Test
  void a_host_of_another_machine_is_explained() {
    // An address that RFC 5737 reserves for documentation.
    var foreign = TestServer.options().withHost("192.0.2.1");
    assertThatThrownBy(() -> TestServer.startEcho(foreign))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The host 192.0.2.1 is not an address of this machine;");
  }

  @Test
  void an_unknown_host_is_explained() {
    var unknown = TestServer.options().withHost("no-such-host.invalid");
    assertThatThrownBy(() -> TestServer.startEcho(unknown))
        .isInstanceOf(IOException.class)
        .hasMessage("The host 'no-such-host.invalid' is unknown; give an address of this machine.");
  }

  @Test
  void a_stopped_server_accepts_no_connection_and_its_port_is_free() throws IOException {
    var server = TestServer.startEcho();
    assertThat(server.stop(LONG)).isTrue();
    assertThatThrownBy(() -> RawClient.connect(server)).isInstanceOf(ConnectException.class);
    try (var next = TestServer.startEchoAgain(TestServer.options().withPort(server.port()))) {
      assertThat(next.port()).isEqualTo(server.port());
    }
  }

  @Test
  void idle_connections_do_not_hold_up_the_stop() throws IOException {
    var server = TestServer.startEcho();
    try (var fresh = RawClient.connect(server);
        var used = RawClient.connect(server)) {
      assertThat(used.get("/").read().status()).isEqualTo(200);
      assertThat(server.stop(LONG)).isTrue();
      assertThat(used.isClosedByServer()).isTrue();
      assertThat(fresh.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void requests_in_flight_are_answered_and_told_that_the_connection_ends(Scheduling scheduling)
      throws Exception {
    var go = new CountDownLatch(1);
    var started = new CountDownLatch(1);
    var server =
        TestServer.start(
            TestServer.options().withScheduling(scheduling),
            request -> {
              started.countDown();
              go.await();
              return TestServer.echo(request);
            });
    try (var client = RawClient.connect(server);
        var idle = RawClient.connect(server)) {
      client.get("/");
      started.await();
      var stop = CompletableFuture.supplyAsync(() -> server.stop(LONG));
      // The idle connection is closed when the stop has reached the event loops.
      assertThat(idle.isClosedByServer()).isTrue();
      assertThat(stop).isNotDone();
      go.countDown();
      var response = client.read();
      assertThat(response.status()).isEqualTo(200);
      assertThat(stop.get()).isTrue();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void after_the_deadline_handlers_are_interrupted_and_connections_closed(Scheduling scheduling)
      throws Exception {
    var started = new CountDownLatch(1);
    var end = new CompletableFuture<Throwable>();
    var server =
        TestServer.start(
            TestServer.options().withScheduling(scheduling),
            request -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException interrupt) {
                end.complete(interrupt);
              }
              return TestServer.echo(request);
            });
    try (var client = RawClient.connect(server)) {
      client.get("/");
      started.await();
      assertThat(server.stop(Duration.ofMillis(10))).isFalse();
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }
  }

  /// The body of a response to HTTP/1.0 ends where the connection does, so only a reset tells a
  /// part from the whole. Many connections, since one alone is often closed in time by chance.
  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stream_that_the_deadline_cuts_off_ends_in_a_reset(Scheduling scheduling) throws Exception {
    for (var round = 0; round < 3; round++) {
      var server =
          TestServer.start(
              TestServer.options().withScheduling(scheduling),
              request ->
                  TestServer.respond(
                      request,
                      Status.OK,
                      new ResponseBody.Stream(out -> {
                        out.write("part".getBytes(UTF_8));
                        out.flush();
                        new CountDownLatch(1).await();
                      })));
      var clients = new ArrayList<RawClient>();
      try {
        for (var i = 0; i < 20; i++) {
          var client = RawClient.connect(server).send("GET / HTTP/1.0\r\n\r\n");
          clients.add(client);
          client.readHead();
          assertThat(client.readBytes(4)).asString(UTF_8).isEqualTo("part");
        }
        assertThat(server.stop(Duration.ZERO)).isFalse();
        for (var client : clients) {
          assertThatThrownBy(client::readRest).isInstanceOf(SocketException.class);
        }
      } finally {
        for (var client : clients) {
          client.close();
        }
      }
    }
  }

  @Test
  void a_handler_that_outlives_the_server_can_still_come_to_its_end() throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var end = new CompletableFuture<String>();
    var server =
        TestServer.start(
            TestServer.options().withScheduling(Scheduling.EVENT_LOOP),
            request -> {
              started.countDown();
              while (true) {
                try {
                  go.await();
                  break;
                } catch (InterruptedException ignored) {
                  // a stubborn handler
                }
              }
              end.complete("cleaned up");
              return TestServer.echo(request);
            });
    try (var client = RawClient.connect(server)) {
      client.get("/");
      started.await();
      assertThat(server.stop(Duration.ofMillis(10))).isFalse();
      go.countDown();
      assertThat(end.get()).isEqualTo("cleaned up");
    }
  }

  @Test
  void a_stream_in_flight_is_sent_to_its_end() throws Exception {
    var go = new CountDownLatch(1);
    var started = new CountDownLatch(1);
    var server =
        TestServer.start(request ->
            TestServer.respond(
                request,
                Status.OK,
                new ResponseBody.Stream(out -> {
                  started.countDown();
                  go.await();
                  out.write(new byte[100_000]);
                })));
    try (var client = RawClient.connect(server);
        var idle = RawClient.connect(server)) {
      client.get("/");
      started.await();
      var stop = CompletableFuture.supplyAsync(() -> server.stop(LONG));
      assertThat(idle.isClosedByServer()).isTrue();
      go.countDown();
      assertThat(client.read().bytes()).hasSize(100_000);
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(stop.get()).isTrue();
    }
  }

  @Test
  void a_request_that_is_half_sent_can_be_finished() throws Exception {
    var server = TestServer.startEcho();
    try (var client = RawClient.connect(server);
        var idle = RawClient.connect(server)) {
      client.get("/").read();
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(100);
      var stop = CompletableFuture.supplyAsync(() -> server.stop(LONG));
      assertThat(idle.isClosedByServer()).isTrue();
      var response = client.send("hello").read();
      assertThat(response.body()).isEqualTo("POST / hello");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(stop.get()).isTrue();
    }
  }

  @Test
  void stopping_twice_and_from_several_threads_waits_for_the_same_end() throws Exception {
    var server = TestServer.startEcho();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stops = new ArrayList<java.util.concurrent.Future<Boolean>>();
      for (var i = 0; i < 10; i++) {
        stops.add(threads.submit(() -> server.stop(LONG)));
      }
      for (var stop : stops) {
        assertThat(stop.get()).isTrue();
      }
    }
    assertThat(server.stop(LONG)).isTrue();
    server.close();
  }

  @Test
  void whoever_waits_for_the_stop_is_woken_by_it() throws Exception {
    var server = TestServer.startEcho();
    var waiting =
        CompletableFuture.runAsync(() -> {
          try {
            server.awaitStop();
          } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
          }
        });
    assertThat(waiting).isNotDone();
    server.close();
    waiting.get();
    server.awaitStop();
  }

  @Test
  void a_handler_can_stop_its_own_server() throws Exception {
    var itself = new CompletableFuture<Server>();
    var result = new CompletableFuture<Boolean>();
    var server =
        TestServer.start(request -> {
          result.complete(itself.get().stop(Duration.ofMillis(10)));
          return TestServer.echo(request);
        });
    itself.complete(server);
    try (var client = RawClient.connect(server)) {
      client.get("/");
      // It waited for itself, in vain.
      assertThat(result.get()).isFalse();
      server.awaitStop();
    }
  }
}
