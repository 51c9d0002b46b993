package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// Streams that have announced how long they are.
class StreamLengthTest {
  private final LinkedBlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

  private Server serve(long length, StreamBody writer) throws IOException {
    return TestServer.start(request ->
        TestServer.respond(
                request, Status.OK, new ResponseBody.Stream(writer, length, Optional.empty()))
            .withCompletion(deliveries::add));
  }

  private static byte[] bytes(int count) {
    return "x".repeat(count).getBytes(UTF_8);
  }

  @Test
  void the_length_frames_what_is_written() throws IOException {
    try (var server =
            serve(
                100_000,
                out -> {
                  out.write('x');
                  out.write(bytes(49_999));
                  out.flush();
                  out.write(bytes(50_000));
                });
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 3; i++) {
        var response = client.get("/").read();
        assertThat(response.header("Content-Length")).isEqualTo("100000");
        assertThat(response.header("Transfer-Encoding")).isNull();
        assertThat(response.bytes()).isEqualTo(bytes(100_000));
      }
    }
  }

  @Test
  void nothing_may_be_announced_and_written() throws IOException {
    try (var server = serve(0, out -> {});
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().header("Content-Length")).isEqualTo("0");
      assertThat(client.get("/").read().bytes()).isEmpty();
    }
  }

  @Test
  void http_1_0_keeps_its_connection_when_it_asks_for_that() throws IOException {
    try (var server = serve(5, out -> out.write(bytes(5)));
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 2; i++) {
        client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        var response = client.read();
        assertThat(response.header("Connection")).isEqualTo("keep-alive");
        assertThat(response.body()).isEqualTo("xxxxx");
      }
    }
  }

  @Test
  void writing_too_little_breaks_the_connection() throws Exception {
    try (var server = serve(6, out -> out.write(bytes(5)));
        var client = RawClient.connect(server)) {
      client.get("/");
      client.readHead();
      assertThatThrownBy(client::readRest).isInstanceOf(SocketException.class);
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
    }
  }

  @Test
  void writing_too_much_fails_and_breaks_the_connection() throws Exception {
    var failures = new LinkedBlockingQueue<String>();
    try (var server =
            serve(
                5,
                out -> {
                  try {
                    out.write(bytes(6));
                  } catch (IOException failure) {
                    failures.add(failure.getMessage());
                  }
                });
        var client = RawClient.connect(server)) {
      client.get("/");
      client.readHead();
      assertThatThrownBy(client::readRest).isInstanceOf(SocketException.class);
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
      assertThat(failures.take())
          .isEqualTo("More was written than the announced length of the response.");
    }
  }
}
