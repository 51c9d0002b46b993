package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipeliningTest {
  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void answers_come_in_the_order_of_the_requests(Scheduling scheduling) throws IOException {
    try (var server = TestServer.startEcho(TestServer.options().withScheduling(scheduling));
        var client = RawClient.connect(server)) {
      var requests = new StringBuilder();
      for (var i = 0; i < 1000; i++) {
        requests.append(
            i % 7 == 0
                ? "POST /" + i + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
                : get("/" + i));
      }
      client.send(requests.toString());
      for (var i = 0; i < 1000; i++) {
        assertThat(client.read().body())
            .isEqualTo(i % 7 == 0 ? "POST /" + i + " hi" : "GET /" + i + " ");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_slow_first_request_holds_the_others_back(Scheduling scheduling) throws Exception {
    var go = new CountDownLatch(1);
    var started = new CountDownLatch(1);
    var handled = new AtomicInteger();
    try (var server =
            TestServer.start(
                TestServer.options().withScheduling(scheduling),
                request -> {
                  handled.incrementAndGet();
                  if (request.path().equals("/slow")) {
                    started.countDown();
                    go.await();
                  }
                  return TestServer.echo(request);
                });
        var client = RawClient.connect(server)) {
      client.send(get("/slow") + get("/2") + get("/3"));
      started.await();
      assertThat(handled).hasValue(1);
      go.countDown();
      assertThat(client.read().body()).isEqualTo("GET /slow ");
      assertThat(client.read().body()).isEqualTo("GET /2 ");
      assertThat(client.read().body()).isEqualTo("GET /3 ");
    }
  }

  @Test
  void streams_large_bodies_and_small_ones_do_not_mix() throws IOException {
    var large = new byte[300_000];
    try (var server =
            TestServer.start(request ->
                switch (request.path()) {
                  case "/large" -> TestServer.respond(request, Status.OK, ResponseBody.of(large));
                  case "/stream" ->
                      TestServer.respond(
                          request,
                          Status.OK,
                          new ResponseBody.Stream(out -> {
                            for (var i = 0; i < 1000; i++) {
                              out.write(new byte[100]);
                            }
                          }));
                  default -> TestServer.echo(request);
                });
        var client = RawClient.connect(server)) {
      var round = get("/1") + get("/large") + get("/2") + get("/stream") + get("/3");
      client.send(round.repeat(20));
      for (var i = 0; i < 20; i++) {
        assertThat(client.read().body()).isEqualTo("GET /1 ");
        assertThat(client.read().bytes()).hasSize(300_000);
        assertThat(client.read().body()).isEqualTo("GET /2 ");
        assertThat(client.read().bytes()).hasSize(100_000);
        assertThat(client.read().body()).isEqualTo("GET /3 ");
      }
    }
  }

  @Test
  void nothing_is_answered_after_a_request_that_closes_the_connection() throws IOException {
    var handled = new AtomicInteger();
    try (var server =
            TestServer.start(request -> {
              handled.incrementAndGet();
              return TestServer.echo(request);
            });
        var client = RawClient.connect(server)) {
      client.send("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/2"));
      assertThat(client.readRestAsText()).endsWith("GET /1 ");
      assertThat(handled).hasValue(1);
    }
  }

  @Test
  void requests_before_a_malformed_one_are_answered() throws IOException {
    try (var server = TestServer.startEcho();
        var client = RawClient.connect(server)) {
      client.send(get("/1") + "nonsense\r\n\r\n" + get("/2"));
      assertThat(client.read().body()).isEqualTo("GET /1 ");
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.readRest()).isEmpty();
    }
  }

  @Test
  void a_client_that_sends_much_and_reads_nothing_is_answered_when_it_reads() throws Exception {
    var text = "x".repeat(10_000);
    var count = 3000;
    try (var server = TestServer.start(request -> TestServer.text(request, text));
        var client = RawClient.connect(server, 4096)) {
      var sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.send(get("/").repeat(count));
                } catch (IOException failure) {
                  throw new AssertionError(failure);
                }
              });
      for (var i = 0; i < count; i++) {
        assertThat(client.read().body()).isEqualTo(text);
      }
      sender.join();
    }
  }
}
