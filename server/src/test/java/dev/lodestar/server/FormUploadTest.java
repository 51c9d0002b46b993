package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.form.FormLimits;
import dev.lodestar.form.Forms;
import dev.lodestar.form.Multipart;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms that are read while they arrive over a connection.
class FormUploadTest {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=xYzZY\r\n";
  private static final String FILE =
      "--xYzZY\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n";
  private static final String END = "\r\n--xYzZY--\r\n";
  private static final long WAIT_SECONDS = 20;

  @TempDir private Path temporary;

  /// What each request ended with: what it read, or the exception.
  private final LinkedBlockingQueue<Object> ends = new LinkedBlockingQueue<>();

  private Server serve(TestServer.Handler handler) throws IOException {
    return serve(TestServer.options(), handler);
  }

  private Server serve(ServerOptions options, TestServer.Handler handler) throws IOException {
    var application =
        new TestServer.TestApplication(handler) {
          @Override
          public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
            return new BodyPlan(100_000_000, true);
          }

          @Override
          public RenderedResponse handle(Request request) {
            try {
              return handler.handle(request);
            } catch (HttpException refusal) {
              ends.add(refusal);
              return refuse(refusal, Optional.of(request));
            } catch (Exception failure) {
              ends.add(failure);
              return refuse(HttpException.badRequest("failed"), Optional.of(request));
            }
          }
        };
    return new NettyEngine().start(application, options);
  }

  private RenderedResponse store(Request request) throws IOException {
    var limits = FormLimits.standard().withMemorySize(0).withFolder(temporary);
    var size = Forms.read(request, limits).uploads("file").getFirst().size();
    ends.add(size);
    return TestServer.text(request, Long.toString(size))
        .withCompletion(delivery -> request.remains().orElseThrow().close());
  }

  private Object end() throws InterruptedException {
    var end = ends.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(end).isNotNull();
    return end;
  }

  private List<Path> temporaryFiles() throws IOException {
    try (var files = Files.list(temporary)) {
      return files.toList();
    }
  }

  private static String announced(String content) {
    return HEAD + "Content-Length: " + content.length() + "\r\n\r\n" + content;
  }

  @Test
  void a_file_goes_to_disk_while_it_arrives() throws Exception {
    var piece = "x".repeat(200_000);
    try (var server = serve(this::store);
        var client = RawClient.connect(server)) {
      client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      client.send(chunk(FILE + piece));
      while (temporaryFiles().isEmpty()) {
        Thread.sleep(Duration.ofMillis(5));
      }
      client.send(chunk(piece));
      client.send(chunk(END) + "0\r\n\r\n");

      assertThat(client.read().body()).isEqualTo("400000");
      assertThat(end()).isEqualTo(400_000L);
    }
    assertThat(temporaryFiles()).isEmpty();
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  @Test
  void no_file_is_left_when_the_client_goes() throws Exception {
    try (var server = serve(this::store)) {
      try (var client = RawClient.connect(server)) {
        client.send(HEAD + "Content-Length: 1000000\r\n\r\n" + FILE + "x".repeat(300_000));
        while (temporaryFiles().isEmpty()) {
          Thread.sleep(Duration.ofMillis(5));
        }
      }

      assertThat(end()).isInstanceOf(ClientDisconnectedException.class);
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  @Test
  void no_file_is_left_when_the_client_pauses_for_too_long() throws Exception {
    var options = TestServer.options().withBodyTimeout(Duration.ofMillis(200));
    try (var server = serve(options, this::store);
        var client = RawClient.connect(server)) {
      client.send(HEAD + "Content-Length: 1000000\r\n\r\n" + FILE + "x".repeat(300_000));

      assertThat(end())
          .isInstanceOfSatisfying(
              HttpException.class, refusal -> assertThat(refusal.status().code()).isEqualTo(408));
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  @Test
  void no_file_is_left_when_the_server_stops() throws Exception {
    try (var server = serve(this::store);
        var client = RawClient.connect(server)) {
      client.send(HEAD + "Content-Length: 1000000\r\n\r\n" + FILE + "x".repeat(300_000));
      while (temporaryFiles().isEmpty()) {
        Thread.sleep(Duration.ofMillis(5));
      }

      server.stop(Duration.ofMillis(100));

      assertThat(end()).isInstanceOf(IOException.class);
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  @Test
  void a_form_that_ends_early_is_malformed() throws Exception {
    try (var server = serve(this::store);
        var client = RawClient.connect(server)) {
      client.send(announced(FILE + "x".repeat(300_000)));

      assertThat(client.read().status()).isEqualTo(400);
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  @Test
  void the_connection_goes_on_after_a_form_with_something_behind_its_end() throws Exception {
    try (var server = serve(this::store);
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 3; i++) {
        client.send(announced(FILE + "x".repeat(100_000) + END + "epilogue".repeat(10_000)));

        assertThat(client.read().body()).isEqualTo("100000");
      }
    }
  }

  @Test
  void parts_are_given_before_the_form_is_whole() throws Exception {
    var seen = new LinkedBlockingQueue<String>();
    try (var server =
            serve(request -> {
              Multipart.of(request).forEach(part -> seen.add(part.text()));
              return TestServer.text(request, "done");
            });
        var client = RawClient.connect(server)) {
      client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      client.send(
          chunk("--xYzZY\r\nContent-Disposition: form-data; name=a\r\n\r\nfirst\r\n--xYzZY"));

      assertThat(seen.poll(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("first");

      client.send(chunk("--") + "0\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("done");
    }
  }
}
