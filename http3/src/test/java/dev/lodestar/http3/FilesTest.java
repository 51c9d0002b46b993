package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.files.StaticFiles;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses whose content lies in files, over streams of QUIC. After each test, no file of the
/// test is open any more.
class FilesTest {
  private static final int SIZE = 1_000_000;

  @TempDir private Path folder;

  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
  private String content = "";
  private Path file;

  @BeforeEach
  void write() throws IOException {
    var bytes = new byte[SIZE];
    new Random(3).nextBytes(bytes);
    content = new String(bytes, ISO_8859_1);
    file = Files.write(folder.resolve("file.bin"), bytes);
  }

  @AfterEach
  void noFileIsLeftOpen() throws Exception {
    var own = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(own));
    for (var patience = 0; !openFiles(own).isEmpty(); patience++) {
      assertThat(patience).as("open: %s", openFiles(own)).isLessThan(3_000);
      Thread.sleep(10);
    }
  }

  private List<String> openFiles(Path descriptors) throws IOException {
    try (var all = Files.list(descriptors)) {
      return all.map(FilesTest::target)
          .filter(target -> target.startsWith(folder.toString()))
          .toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private Server serve(ResponseBody body) throws IOException {
    return Http3Servers.start(
        request -> Http3Servers.respond(request, Status.OK, body).withCompletion(deliveries::add));
  }

  private ResponseBody part(long from, long length) {
    return new ResponseBody.File(file, from, length);
  }

  private Delivery delivery() throws InterruptedException {
    return deliveries.poll(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void files_and_bytes_are_sent_in_order() throws Exception {
    var parts =
        ResponseBody.Parts.of(
            List.of(
                ResponseBody.of("begin ".getBytes(UTF_8)),
                part(100_000, 300_000),
                ResponseBody.of(" then ".getBytes(UTF_8)),
                part(0, 10)));
    try (var server = serve(parts);
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.get("/").answer();
      assertThat(answer.fields()).containsEntry("content-length", "300022");
      assertThat(answer.body())
          .isEqualTo(
              "begin " + content.substring(100_000, 400_000) + " then " + content.substring(0, 10));
      assertThat(delivery()).isEqualTo(Delivery.SENT);
    }
  }

  @Test
  void many_streams_of_a_connection_get_their_files_at_a_time() throws Exception {
    try (var server = serve(part(0, SIZE));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var streams = new ArrayList<RequestStream>();
      for (var i = 0; i < 10; i++) {
        streams.add(client.get("/"));
      }
      for (var stream : streams) {
        assertThat(stream.answer().body()).isEqualTo(content);
      }
    }
  }

  @Test
  void head_opens_no_file() throws Exception {
    Files.delete(file);
    try (var server = serve(part(0, SIZE));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.open().head("HEAD", "/").end().answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.fields()).containsEntry("content-length", "1000000");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void a_file_that_is_not_there_is_not_found_and_the_connection_goes_on() throws Exception {
    Files.delete(file);
    try (var server = serve(part(0, SIZE));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      assertThat(client.get("/").answer().status()).isEqualTo(404);
      assertThat(client.get("/").answer().status()).isEqualTo(404);
    }
  }

  @Test
  void a_file_that_is_shorter_than_was_said_breaks_its_stream_and_no_other() throws Exception {
    try (var server =
            Http3Servers.start(request ->
                request.path().equals("/short")
                    ? Http3Servers.respond(request, Status.OK, part(0, SIZE + 1L))
                        .withCompletion(deliveries::add)
                    : Http3Servers.respond(request, Status.OK, part(0, SIZE)));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      assertThat(client.get("/short").answer().resetCode()).isEqualTo(ErrorCode.INTERNAL_ERROR);
      assertThat(delivery()).isEqualTo(Delivery.ABORTED);
      assertThat(client.get("/").answer().body()).isEqualTo(content);
    }
  }

  @Test
  void a_client_that_gives_a_file_up_leaves_nothing_open() throws Exception {
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(50_000_000);
    }
    try (var server = serve(part(0, 50_000_000));
        var client = QuicClient.to(server.http3Port().getAsInt()).streamWindow(10_000).connect()) {
      var stream = client.get("/");
      stream.head();
      stream.stopSending();
      assertThat(delivery()).isEqualTo(Delivery.ABORTED);
      noFileIsLeftOpen();
    }
  }

  @Test
  void a_stop_waits_for_a_file_on_its_way() throws Exception {
    try (var server = serve(part(0, SIZE));
        var client = QuicClient.to(server.http3Port().getAsInt()).streamWindow(10_000).connect()) {
      var stream = client.get("/");
      stream.head();
      assertThat(server.stop(Duration.ofMinutes(1))).isTrue();
      assertThat(stream.answer().body()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/./../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%00",
        "//secret.txt",
        "/.env"
      })
  void no_path_leads_out_of_a_folder(String path) throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    var root = Files.createDirectory(folder.resolve("static"));
    Files.writeString(root.resolve(".env"), "secret");
    var app = Lodestar.app().mount("/", StaticFiles.directory(root)).build();
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.get(path).answer();
      assertThat(answer.status() == 400 || answer.status() == 404 || answer.resetCode() >= 0)
          .as("%s", answer)
          .isTrue();
      assertThat(answer.body()).isNotEqualTo("secret");
    }
  }

  @Test
  void several_ranges_are_one_multipart_answer() throws Exception {
    Files.writeString(folder.resolve("digits.txt"), "0123456789");
    var app = Lodestar.app().mount("/", StaticFiles.directory(folder)).build();
    try (var server = app.start(Http3Servers.options());
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer =
          client.open().head("GET", "/digits.txt", "range", "bytes=0-1,8-9").end().answer();
      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.fields().get("content-type")).startsWith("multipart/byteranges");
      assertThat(answer.body())
          .contains(
              "Content-Range: bytes 0-1/10\r\n\r\n01\r\n",
              "Content-Range: bytes 8-9/10\r\n\r\n89\r\n");
      assertThat(answer.fields())
          .containsEntry("content-length", Integer.toString(answer.body().length()));
    }
  }
}
