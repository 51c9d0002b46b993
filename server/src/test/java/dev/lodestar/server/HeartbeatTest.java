package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ResponseBody.Heartbeat;
import dev.lodestar.engine.Server;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Bytes that are sent between what a silent stream writes. The loops of these servers look every
/// 10 milliseconds.
class HeartbeatTest {
  private static final Heartbeat BEAT = new Heartbeat(Duration.ofMillis(20), ":\n".getBytes(UTF_8));

  private static Server serve(long length, StreamBody writer) throws IOException {
    return TestServer.start(
        TestServer.options().withHeaderTimeout(Duration.ofMillis(40)),
        request ->
            TestServer.respond(
                request, Status.OK, new ResponseBody.Stream(writer, length, Optional.of(BEAT))));
  }

  private static Server serve(StreamBody writer) throws IOException {
    return serve(-1, writer);
  }

  @Test
  void a_silent_stream_has_a_heartbeat_before_it_writes_and_after_it_has_flushed()
      throws Exception {
    var go = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var server =
            serve(out -> {
              go.await();
              out.write("data".getBytes(UTF_8));
              out.flush();
              end.await();
            });
        var client = RawClient.connect(server)) {
      client.get("/");
      client.readHead();
      assertThat(client.readBytes(14)).asString(UTF_8).isEqualTo("2\r\n:\n\r\n2\r\n:\n\r\n");
      go.countDown();
      var text = new StringBuilder();
      while (text.indexOf("data") < 0) {
        text.append(new String(client.readBytes(1), UTF_8));
      }
      assertThat(client.readBytes(9)).asString(UTF_8).isEqualTo("\r\n2\r\n:\n\r\n");
      end.countDown();
      var rest = client.readLine();
      while (rest.equals("2")) {
        assertThat(client.readBytes(4)).asString(UTF_8).isEqualTo(":\n\r\n");
        rest = client.readLine();
      }
      assertThat(rest).isEqualTo("0");
      assertThat(client.readLine()).isEmpty();
    }
  }

  @Test
  void there_is_none_inside_of_what_is_written_between_two_flushes() throws Exception {
    try (var server =
            serve(out -> {
              for (var i = 0; i < 3; i++) {
                // More than the buffer, so that a part is sent before the pause.
                out.write("a".repeat(10_000).getBytes(UTF_8));
                Thread.sleep(150);
                out.write("a".repeat(10_000).getBytes(UTF_8));
                out.flush();
              }
            });
        var client = RawClient.connect(server)) {
      var body = client.get("/").read().body();
      assertThat(body.replace(":\n", "")).isEqualTo("a".repeat(60_000));
      for (var at = body.indexOf(':'); at >= 0; at = body.indexOf(':', at + 1)) {
        assertThat(body.substring(0, at).replace(":\n", "").length() % 20_000).isZero();
      }
    }
  }

  @Test
  void a_flush_of_what_was_sent_already_lets_it_beat_again() throws Exception {
    var end = new CountDownLatch(1);
    try (var server =
            serve(out -> {
              out.write("a".repeat(8192).getBytes(UTF_8));
              out.flush();
              end.await();
            });
        var client = RawClient.connect(server)) {
      client.get("/");
      client.readHead();
      var text = new StringBuilder();
      while (text.indexOf("a\r\n2\r\n:\n\r\n") < 0) {
        text.append(new String(client.readBytes(1), UTF_8));
      }
      end.countDown();
    }
  }

  @Test
  void http_1_0_gets_it_without_chunks() throws Exception {
    var end = new CountDownLatch(1);
    try (var server =
            serve(out -> {
              out.write("data".getBytes(UTF_8));
              out.flush();
              end.await();
              out.write("end".getBytes(UTF_8));
            });
        var client = RawClient.connect(server)) {
      client.send("GET / HTTP/1.0\r\n\r\n");
      client.readHead();
      // The writer may have been silent before its first word, too.
      var before = new StringBuilder();
      while (before.indexOf("data") < 0) {
        before.append(new String(client.readBytes(1), UTF_8));
      }
      assertThat(before.toString()).matches("(:\n)*data");
      assertThat(client.readBytes(4)).asString(UTF_8).isEqualTo(":\n:\n");
      end.countDown();
      assertThat(client.readRestAsText()).matches("(:\n)*end");
    }
  }

  @Test
  void there_is_no_room_for_it_in_an_announced_length() throws Exception {
    try (var server =
            serve(
                4,
                out -> {
                  out.write("da".getBytes(UTF_8));
                  out.flush();
                  Thread.sleep(100);
                  out.write("ta".getBytes(UTF_8));
                });
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().body()).isEqualTo("data");
      assertThat(client.get("/").read().body()).isEqualTo("data");
    }
  }

  @Test
  void nothing_follows_the_end() throws Exception {
    try (var server =
            serve(out -> {
              out.write("data".getBytes(UTF_8));
              out.flush();
            });
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 3; i++) {
        assertThat(client.get("/").read().body().replace(":\n", "")).isEqualTo("data");
        Thread.sleep(60);
      }
    }
  }
}
