package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.coding.Compression;
import dev.lodestar.coding.Decompression;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sequences and codings over a connection.
class ResultsOverSocketTest {
  private final CountDownLatch firstRead = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  record Row(int id) {}

  @SuppressWarnings("unused")
  final class Handlers {
    @Get("/waiting")
    Stream<Row> waiting() {
      return IntStream.range(0, 2)
          .mapToObj(i -> {
            if (i == 1) {
              await(firstRead);
            }
            return new Row(i);
          });
    }

    @Get("/endless")
    Stream<Row> endless() {
      return IntStream.range(0, Integer.MAX_VALUE).mapToObj(Row::new).onClose(closed::countDown);
    }

    @Get("/broken")
    Stream<Row> broken() {
      return IntStream.range(0, 10)
          .mapToObj(i -> {
            if (i == 5) {
              throw new IllegalStateException("broken");
            }
            return new Row(i);
          });
    }

    @Get("/large")
    String large() {
      return "a line of text\n".repeat(100_000);
    }

    @Post("/length")
    String length(Request request) {
      return "" + request.body().length();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private Server serve(Scheduling scheduling) throws IOException {
    App app =
        Lodestar.app()
            .middleware(Compression.standard(), Decompression.standard())
            .routes(new Handlers())
            .build();
    return new NettyEngine().start(app, TestServer.options().withScheduling(scheduling));
  }

  private static RawClient ask(Server server, String path, String headers) throws IOException {
    return RawClient.connect(server)
        .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_line_arrives_before_the_next_is_produced(Scheduling scheduling) throws IOException {
    try (var server = serve(scheduling);
        var client = ask(server, "/waiting", "Accept: application/x-ndjson\r\n")) {
      assertThat(client.readHead().header("Content-Type")).isEqualTo("application/x-ndjson");
      assertThat(client.readLine()).isEqualTo("9");
      assertThat(client.readBytes(9)).asString(UTF_8).isEqualTo("{\"id\":0}\n");
      firstRead.countDown();
      assertThat(client.readLine()).isEmpty();
      assertThat(client.readLine()).isEqualTo("9");
      assertThat(client.readBytes(9)).asString(UTF_8).isEqualTo("{\"id\":1}\n");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_compressed_line_can_be_read_before_the_next_is_produced(Scheduling scheduling)
      throws Exception {
    try (var server = serve(scheduling);
        var client =
            ask(
                server,
                "/waiting",
                "Accept: application/x-ndjson\r\nAccept-Encoding: deflate\r\n")) {
      assertThat(client.readHead().header("Content-Encoding")).isEqualTo("deflate");
      var part = client.readBytes(Integer.parseInt(client.readLine(), 16));
      var inflater = new Inflater();
      inflater.setInput(part);
      var plain = new byte[100];
      assertThat(new String(plain, 0, inflater.inflate(plain), UTF_8)).isEqualTo("{\"id\":0}\n");
      inflater.end();
      firstRead.countDown();
    }
  }

  @Test
  void a_client_that_leaves_closes_the_stream() throws IOException {
    try (var server = serve(Scheduling.AUTOMATIC)) {
      try (var client = ask(server, "/endless", "Accept-Encoding: gzip\r\n")) {
        assertThat(client.readHead().status()).isEqualTo(200);
        client.reset();
      }
      await(closed);
    }
  }

  @Test
  void a_sequence_that_fails_never_ends_like_a_whole_one() throws IOException {
    try (var server = serve(Scheduling.AUTOMATIC)) {
      for (var coding : new String[] {"identity", "gzip"}) {
        try (var client = ask(server, "/broken", "Accept-Encoding: " + coding + "\r\n")) {
          assertThatThrownBy(client::read).isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void large_content_is_compressed_and_the_connection_goes_on() throws IOException {
    try (var server = serve(Scheduling.AUTOMATIC);
        var client = ask(server, "/large", "Accept-Encoding: gzip\r\n")) {
      for (var i = 0; i < 3; i++) {
        var head = client.readHead();
        var body = client.readBytes(Integer.parseInt(head.header("Content-Length")));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
            .hasSize(1_500_000);
        client.send("GET /large HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
      }
    }
  }

  @Test
  void a_compressed_body_is_read() throws IOException {
    var body = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(body)) {
      gzip.write(new byte[100_000]);
    }
    try (var server = serve(Scheduling.AUTOMATIC);
        var client = RawClient.connect(server)) {
      client.send(
          "POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\nContent-Length: "
              + body.size()
              + "\r\n\r\n"
              + body.toString(ISO_8859_1));
      assertThat(client.read().body()).isEqualTo("100000");
    }
  }
}
