package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingTest {
  private static Server serve(StreamBody body) throws IOException {
    return serve(Scheduling.AUTOMATIC, body);
  }

  private static Server serve(Scheduling scheduling, StreamBody body) throws IOException {
    return TestServer.start(
        TestServer.options().withScheduling(scheduling),
        request -> TestServer.respond(request, Status.OK, new ResponseBody.Stream(body)));
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void what_is_written_arrives_in_chunks(Scheduling scheduling) throws IOException {
    var random = new Random(1);
    var content = new byte[200_000];
    random.nextBytes(content);
    try (var server =
            serve(
                scheduling,
                out -> {
                  for (var i = 0; i < content.length; ) {
                    if (random.nextInt(10) == 0) {
                      out.write(content[i++]);
                      continue;
                    }
                    var count = Math.min(content.length - i, random.nextInt(20_000));
                    out.write(content, i, count);
                    i += count;
                    if (random.nextInt(4) == 0) {
                      out.flush();
                    }
                  }
                });
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 20; i++) {
        var response = client.get("/").read();
        assertThat(response.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(response.header("Content-Length")).isNull();
        assertThat(response.bytes()).isEqualTo(content);
      }
    }
  }

  @Test
  void an_empty_stream_is_an_empty_body() throws IOException {
    try (var server = serve(out -> out.flush());
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().bytes()).isEmpty();
      assertThat(client.get("/").read().bytes()).isEmpty();
    }
  }

  @Test
  void what_is_flushed_arrives_while_the_handler_goes_on() throws Exception {
    var go = new CountDownLatch(1);
    try (var server =
            serve(out -> {
              out.write("first".getBytes(UTF_8));
              out.flush();
              go.await();
              out.write("second".getBytes(UTF_8));
            });
        var client = RawClient.connect(server)) {
      client.get("/");
      client.readHead();
      assertThat(client.readLine()).isEqualTo("5");
      assertThat(client.readLine()).isEqualTo("first");
      go.countDown();
      assertThat(client.readLine()).isEqualTo("6");
      assertThat(client.readLine()).isEqualTo("second");
      assertThat(client.readLine()).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
  void http_1_0_gets_the_bytes_until_the_connection_ends(String header) throws IOException {
    try (var server = serve(out -> out.write("hello".getBytes(UTF_8)));
        var client = RawClient.connect(server)) {
      client.send("GET / HTTP/1.0\r\n" + header + "\r\n");
      var response = client.read();
      assertThat(response.header("Transfer-Encoding")).isNull();
      assertThat(response.header("Content-Length")).isNull();
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(response.body()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void the_handler_waits_for_a_slow_client(Scheduling scheduling) throws Exception {
    var total = 20_000_000L;
    var written = new AtomicLong();
    var writer = new CompletableFuture<Thread>();
    var piece = new byte[10_000];
    try (var server =
            serve(
                scheduling,
                out -> {
                  writer.complete(Thread.currentThread());
                  while (written.get() < total) {
                    out.write(piece);
                    written.addAndGet(piece.length);
                  }
                });
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      // Nobody reads, so the buffers of both kernels fill, and then the writer has to wait.
      var thread = writer.get();
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(thread.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      assertThat(written.get()).isLessThan(total);
      assertThat(client.read().bytes()).hasSize((int) total);
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_writer_learns_that_its_client_has_gone(Scheduling scheduling) throws Exception {
    var end = new CompletableFuture<Throwable>();
    try (var server =
            serve(
                scheduling,
                out -> {
                  try {
                    while (true) {
                      out.write(new byte[1000]);
                    }
                  } catch (Throwable failure) {
                    end.complete(failure);
                    throw failure;
                  }
                });
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      client.readHead();
      client.reset();
      assertThat(end.get())
          .isInstanceOf(IOException.class)
          .hasMessage("The client has closed the connection.");
    }
  }

  @Test
  void a_writer_that_fails_breaks_the_connection_before_the_last_chunk() throws IOException {
    try (var server =
            serve(out -> {
              out.write("part".getBytes(UTF_8));
              out.flush();
              throw new IllegalStateException("on purpose, for a test");
            });
        var client = RawClient.connect(server)) {
      client.get("/");
      client.readHead();
      assertThatThrownBy(
              () -> {
                while (!client.readLine().equals("0")) {
                  // goes on to the end
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_writer_that_closes_and_then_fails_breaks_the_connection_too() throws IOException {
    try (var server =
            serve(out -> {
              try (var printer = new PrintStream(out, false, UTF_8)) {
                printer.print("part");
                throw new IllegalStateException("on purpose, for a test");
              }
            });
        var client = RawClient.connect(server)) {
      client.get("/");
      client.readHead();
      assertThatThrownBy(
              () -> {
                while (!client.readLine().equals("0")) {
                  // goes on to the end
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_failed_stream_to_http_1_0_ends_in_a_reset() throws IOException {
    try (var server =
            serve(out -> {
              throw new IllegalStateException("on purpose, for a test");
            });
        var client = RawClient.connect(server)) {
      client.send("GET / HTTP/1.0\r\n\r\n");
      assertThatThrownBy(client::readRest).isInstanceOf(java.net.SocketException.class);
    }
  }

  @Test
  void nothing_can_be_written_after_the_writer_has_closed_the_stream() throws Exception {
    var late = new CompletableFuture<Throwable>();
    try (var server =
            serve(out -> {
              out.write("all".getBytes(UTF_8));
              out.close();
              out.close();
              try {
                out.write(1);
              } catch (IOException failure) {
                late.complete(failure);
              }
            });
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().body()).isEqualTo("all");
      assertThat(late.get()).hasMessage("The response has been closed.");
      assertThat(client.get("/").read().body()).isEqualTo("all");
    }
  }

  @Test
  void the_writer_runs_on_the_virtual_thread_of_the_request() throws Exception {
    var handler = new CompletableFuture<Thread>();
    var writer = new CompletableFuture<Thread>();
    try (var server =
            TestServer.start(request -> {
              handler.complete(Thread.currentThread());
              return TestServer.respond(
                  request,
                  Status.OK,
                  new ResponseBody.Stream(out -> writer.complete(Thread.currentThread())));
            });
        var client = RawClient.connect(server)) {
      client.get("/").read();
      assertThat(writer.get()).isSameAs(handler.get());
      assertThat(writer.get().isVirtual()).isTrue();
    }
  }
}
