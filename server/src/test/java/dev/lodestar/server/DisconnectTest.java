package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What producers of streams see of clients that leave.
class DisconnectTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static Server serve(StreamBody writer) throws IOException {
    return serve(Scheduling.AUTOMATIC, writer);
  }

  private static Server serve(Scheduling scheduling, StreamBody writer) throws IOException {
    return TestServer.start(
        TestServer.options().withScheduling(scheduling),
        request -> TestServer.respond(request, Status.OK, new ResponseBody.Stream(writer)));
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_producer_that_waits_elsewhere_is_interrupted(Scheduling scheduling) throws Exception {
    var failures = new LinkedBlockingQueue<Throwable>();
    // A client that goes before is told by an exception of what writes.
    var written = new Semaphore(0);
    try (var server =
        serve(
            scheduling,
            out -> {
              out.write(1);
              out.flush();
              written.release();
              try {
                NEVER.await();
              } catch (InterruptedException interruption) {
                failures.add(interruption);
                throw interruption;
              }
            })) {
      try (var client = RawClient.connect(server)) {
        client.get("/").readHead();
        written.acquire();
        client.reset();
        assertThat(failures.take()).isInstanceOf(InterruptedException.class);
      }
      // Most clients just close, which looks as if they had closed their side alone.
      try (var client = RawClient.connect(server)) {
        client.get("/").readHead();
        written.acquire();
      }
      assertThat(failures.take()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void whoever_is_told_by_an_exception_may_wait_in_its_cleanup() throws Exception {
    var end = new CompletableFuture<String>();
    var gone = new CountDownLatch(1);
    try (var server =
            TestServer.start(request ->
                request.path().equals("/other")
                    ? TestServer.text(request, "other")
                    : TestServer.respond(
                            request,
                            Status.OK,
                            new ResponseBody.Stream(out -> {
                              try {
                                while (true) {
                                  out.write(new byte[10_000]);
                                }
                              } catch (ClientDisconnectedException told) {
                                Thread.sleep(10);
                                end.complete(
                                    told.getMessage()
                                        + " "
                                        + Thread.currentThread().isInterrupted());
                                throw told;
                              }
                            }))
                        .withCompletion(delivery -> gone.countDown()));
        var client = RawClient.connect(server)) {
      client.get("/").readHead();
      client.reset();
      assertThat(end.get()).isEqualTo("The client has closed the connection. false");
      gone.await();
      try (var other = RawClient.connect(server)) {
        assertThat(other.get("/other").read().body()).isEqualTo("other");
      }
    }
  }

  @Test
  void a_client_that_closes_its_side_alone_gets_a_stream_that_goes_on() throws Exception {
    try (var server =
            serve(out -> {
              for (var i = 0; i < 100; i++) {
                out.write("line\n".getBytes(UTF_8));
                out.flush();
                Thread.sleep(1);
              }
            });
        var client = RawClient.connect(server)) {
      client.get("/").closeOutput();
      assertThat(client.read().bytes()).hasSize(500);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void what_a_producer_throws_when_its_client_has_gone_is_not_logged() throws Exception {
    var log = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      var ended = new LinkedBlockingQueue<Boolean>();
      try (var server =
              TestServer.start(request ->
                  TestServer.respond(
                          request,
                          Status.OK,
                          new ResponseBody.Stream(out -> {
                            out.write(1);
                            out.flush();
                            if (request.path().equals("/fails")) {
                              throw new IllegalStateException("on purpose, for a test");
                            }
                            try {
                              NEVER.await();
                            } catch (InterruptedException interruption) {
                              throw new IllegalStateException("because of it", interruption);
                            }
                          }))
                      .withCompletion(delivery -> ended.add(true)));
          var client = RawClient.connect(server);
          var other = RawClient.connect(server)) {
        client.get("/").readHead();
        client.reset();
        assertThat(ended.take()).isTrue();
        other.get("/fails").readHead();
        assertThat(ended.take()).isTrue();
      }
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8)).contains("on purpose, for a test").doesNotContain("because of");
  }
}
