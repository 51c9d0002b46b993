package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.Server;
import dev.lodestar.form.FormLimits;
import dev.lodestar.form.Forms;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that come in forms over streams of QUIC, and go to disk while they come.
class UploadsTest {
  private static final String TYPE = "multipart/form-data; boundary=xYzZY";
  private static final String BEGIN =
      "--xYzZY\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n";
  private static final String END = "\r\n--xYzZY--\r\n";

  @TempDir private Path temporary;

  /// What each request ended with: the size of its file, or the exception.
  private final BlockingQueue<Object> ends = new LinkedBlockingQueue<>();

  private Server serve() throws IOException {
    return serve(Http3Options.defaults());
  }

  private Server serve(Http3Options http3) throws IOException {
    return Http3Servers.startStreamed(Http3Servers.options(http3), this::store);
  }

  private RenderedResponse store(Request request) throws IOException {
    var limits = FormLimits.standard().withMemorySize(0).withFolder(temporary);
    try {
      var size = Forms.read(request, limits).uploads("file").getFirst().size();
      ends.add(size);
      return Http3Servers.text(request, Long.toString(size))
          .withCompletion(delivery -> request.remains().orElseThrow().close());
    } catch (ClientDisconnectedException gone) {
      ends.add(gone);
      throw gone;
    }
  }

  private Object end() throws InterruptedException {
    return ends.poll(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(temporary)) {
      return files.toList();
    }
  }

  /// Begins an upload and waits until some of it lies on the disk.
  private RequestStream begin(QuicClient client) throws Exception {
    var stream =
        client.open().head("POST", "/", "content-type", TYPE).data(BEGIN + "x".repeat(200_000));
    for (var patience = 0; files().isEmpty(); patience++) {
      assertThat(patience).as("waits for the file").isLessThan(10_000);
      Thread.sleep(5);
    }
    return stream;
  }

  private void awaitNoFile() throws Exception {
    for (var patience = 0; !files().isEmpty(); patience++) {
      assertThat(patience).as("files that are left: %s", files()).isLessThan(10_000);
      Thread.sleep(5);
    }
  }

  @Test
  void a_file_goes_to_disk_while_it_comes() throws Exception {
    try (var server = serve();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = begin(client);
      stream.data(("y".repeat(200_000) + END).getBytes(ISO_8859_1)).end();
      assertThat(stream.answer().body()).isEqualTo("400000");
      assertThat(end()).isEqualTo(400_000L);
      awaitNoFile();
    }
  }

  @Test
  void no_file_is_left_when_the_client_breaks_off() throws Exception {
    try (var server = serve();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      begin(client).reset();
      assertThat(end()).isInstanceOf(ClientDisconnectedException.class);
      awaitNoFile();
    }
  }

  @Test
  void no_file_is_left_when_the_connection_ends() throws Exception {
    // A goodbye may get lost, as every datagram.
    var http3 = Http3Options.defaults().withSilenceTimeout(Duration.ofSeconds(5));
    try (var server = serve(http3)) {
      try (var client = QuicClient.connect(server.http3Port().getAsInt())) {
        begin(client);
      }
      assertThat(end()).isInstanceOf(ClientDisconnectedException.class);
      awaitNoFile();
    }
  }

  @Test
  void a_form_that_ends_early_is_malformed() throws Exception {
    try (var server = serve();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = begin(client).end().answer();
      assertThat(answer.status()).isEqualTo(400);
      awaitNoFile();
    }
  }
}
