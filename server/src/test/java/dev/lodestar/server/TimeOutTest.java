package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.http.Status;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Time-outs that are expected are short, the others are long; no test measures time.
class TimeOutTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r"})
  void a_head_that_does_not_come_to_its_end_is_408(String start) throws IOException {
    try (var server = TestServer.startEcho(TestServer.options().withHeaderTimeout(SHORT));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().status()).isEqualTo(200);
      var response = client.send(start).read();
      assertThat(response.status()).isEqualTo(408);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_head_that_comes_drop_by_drop_is_408() throws Exception {
    try (var server = TestServer.startEcho(TestServer.options().withHeaderTimeout(SHORT));
        var client = RawClient.connect(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
      var dripping =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (!Thread.currentThread().isInterrupted()) {
                    client.send("x");
                    Thread.sleep(5);
                  }
                } catch (IOException | InterruptedException end) {
                  // the server has closed, or the test has seen enough
                }
              });
      assertThat(client.read().status()).isEqualTo(408);
      dripping.interrupt();
      dripping.join();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\n",
        "Content-Length: 5\r\n\r\nhell",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
      })
  void a_body_that_does_not_come_to_its_end_is_408(String rest) throws IOException {
    try (var server = TestServer.startEcho(TestServer.options().withBodyTimeout(SHORT));
        var client = RawClient.connect(server)) {
      var response = client.send("POST / HTTP/1.1\r\nHost: a\r\n" + rest).read();
      assertThat(response.status()).isEqualTo(408);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void an_idle_connection_is_closed_without_a_word() throws IOException {
    try (var server = TestServer.startEcho(TestServer.options().withIdleTimeout(SHORT))) {
      try (var client = RawClient.connect(server)) {
        assertThat(client.isClosedByServer()).isTrue();
      }
      try (var client = answeredInTime(server)) {
        assertThat(client.readRest()).isEmpty();
      }
    }
  }

  /// A client that was answered before its connection had been idle for too long; for that a busy
  /// machine needs some attempts.
  private static RawClient answeredInTime(Server server) throws IOException {
    while (true) {
      var client = RawClient.connect(server);
      try {
        assertThat(client.get("/").read().status()).isEqualTo(200);
        return client;
      } catch (EOFException | SocketException closedBefore) {
        client.close();
      }
    }
  }

  @Test
  void a_handler_may_take_longer_than_every_time_out() throws Exception {
    var options =
        TestServer.options()
            .withIdleTimeout(SHORT)
            .withHeaderTimeout(SHORT)
            .withBodyTimeout(SHORT)
            .withWriteTimeout(SHORT);
    var go = new CountDownLatch(1);
    var started = new LinkedBlockingQueue<String>();
    try (var server =
            TestServer.start(
                options,
                request -> {
                  if (request.path().startsWith("/long/")) {
                    started.add(request.path());
                    go.await();
                  }
                  return TestServer.echo(request);
                });
        var waiting = askInTime(server, started)) {
      // Another connection that ran into a time-out shows that time has passed.
      for (var i = 0; i < 3; i++) {
        try (var idle = RawClient.connect(server)) {
          assertThat(idle.isClosedByServer()).isTrue();
        }
      }
      go.countDown();
      assertThat(waiting.read().body()).startsWith("GET /long/");
    }
  }

  /// A client whose request is being handled, since it was there before its connection had been
  /// idle for too long; for that a busy machine needs some attempts.
  private static RawClient askInTime(Server server, BlockingQueue<String> started)
      throws Exception {
    for (var attempt = 0; ; attempt++) {
      var client = RawClient.connect(server);
      var path = "/long/" + attempt;
      try {
        client.get(path);
        for (var wait = 0; wait < 100; wait++) {
          if (path.equals(started.poll(10, TimeUnit.MILLISECONDS))) {
            return client;
          }
        }
      } catch (SocketException closedBefore) {
        // tried again
      }
      client.close();
    }
  }

  @Test
  void a_client_that_does_not_read_is_disconnected() throws Exception {
    var gone = new CountDownLatch(1);
    var endless =
        new ResponseBody.Stream(out -> {
          try {
            while (true) {
              out.write(new byte[8192]);
            }
          } catch (IOException end) {
            gone.countDown();
            throw end;
          }
        });
    try (var server =
            TestServer.start(
                TestServer.options().withWriteTimeout(SHORT),
                request -> TestServer.respond(request, Status.OK, endless));
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      gone.await();
    }
  }
}
