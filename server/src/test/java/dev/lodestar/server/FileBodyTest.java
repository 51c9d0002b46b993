package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses whose content lies in files. After each test, no file of the test is open any more.
class FileBodyTest {
  private static final int SIZE = 3_000_000;

  @TempDir Path directory;

  private final byte[] content = new byte[SIZE];
  private Path file;

  @BeforeEach
  void write() throws IOException {
    new Random(3).nextBytes(content);
    file = Files.write(directory.resolve("file.bin"), content);
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
      return all.map(FileBodyTest::target)
          .filter(target -> target.startsWith(directory.toString()))
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

  private static Server serve(ResponseBody body) throws IOException {
    return TestServer.start(request -> TestServer.respond(request, Status.OK, body));
  }

  private ResponseBody whole() {
    return new ResponseBody.File(file, 0, SIZE);
  }

  private byte[] range(int from, int to) {
    return Arrays.copyOfRange(content, from, to);
  }

  @ParameterizedTest
  @CsvSource({
    "NIO, EVENT_LOOP",
    "NIO, DEFAULT_SCHEDULER",
    "EPOLL, EVENT_LOOP",
    "EPOLL, DEFAULT_SCHEDULER"
  })
  void a_file_is_sent_with_its_length(Transport transport, Scheduling scheduling)
      throws IOException {
    assumeTrue(transport == Transport.NIO || Epoll.isAvailable());
    var application =
        TestServer.application(request -> TestServer.respond(request, Status.OK, whole()));
    try (var server =
            new NettyEngine(transport)
                .start(application, TestServer.options().withScheduling(scheduling));
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 3; i++) {
        var response = client.get("/").read();
        assertThat(response.header("Content-Length")).isEqualTo("3000000");
        assertThat(response.header("Transfer-Encoding")).isNull();
        assertThat(response.bytes()).isEqualTo(content);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "10, 20", "2999999, 3000000", "5, 5", "0, 0"})
  void a_part_of_a_file_is_sent(int from, int to) throws IOException {
    try (var server = serve(new ResponseBody.File(file, from, to - from));
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 2; i++) {
        assertThat(client.get("/").read().bytes()).isEqualTo(range(from, to));
      }
    }
  }

  @Test
  void several_parts_of_files_and_bytes_are_sent_in_order() throws IOException {
    var other = Files.write(directory.resolve("other.txt"), "other".getBytes(UTF_8));
    var parts =
        ResponseBody.Parts.of(
            List.of(
                ResponseBody.of("--a\r\n".getBytes(UTF_8)),
                new ResponseBody.File(file, 1_000_000, 500_000),
                ResponseBody.of("\r\n--a\r\n".getBytes(UTF_8)),
                new ResponseBody.File(file, 5, 10),
                ResponseBody.Parts.of(List.of(new ResponseBody.File(other, 1, 3))),
                ResponseBody.empty(),
                ResponseBody.of("\r\n--a--\r\n".getBytes(UTF_8))));
    try (var server = serve(parts);
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 2; i++) {
        var body = client.get("/").read().bytes();
        assertThat(body).hasSize((int) parts.contentLength());
        assertThat(body).startsWith("--a\r\n".getBytes(UTF_8));
        assertThat(Arrays.copyOfRange(body, 5, 500_005)).isEqualTo(range(1_000_000, 1_500_000));
        assertThat(Arrays.copyOfRange(body, 500_012, 500_022)).isEqualTo(range(5, 15));
        assertThat(body).endsWith("the\r\n--a--\r\n".getBytes(UTF_8));
      }
    }
  }

  @Test
  void bytes_that_are_given_in_parts_are_sent() throws IOException {
    var parts =
        ResponseBody.Parts.of(
            List.of(
                ResponseBody.of("one".getBytes(UTF_8)), ResponseBody.of("two".getBytes(UTF_8))));
    try (var server = serve(parts);
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().body()).isEqualTo("onetwo");
    }
  }

  @Test
  void files_of_other_file_systems_are_sent_alone_and_beside_others() throws Exception {
    var zip = directory.resolve("files.zip");
    var address = URI.create("jar:" + zip.toUri());
    try (var files = FileSystems.newFileSystem(address, Map.of("create", "true"))) {
      Files.write(files.getPath("/packed.bin"), content);
    }
    try (var files = FileSystems.newFileSystem(address, Map.of())) {
      var packed = files.getPath("/packed.bin");
      try (var server =
              TestServer.start(request ->
                  TestServer.respond(
                      request,
                      Status.OK,
                      request.path().equals("/both")
                          ? ResponseBody.Parts.of(
                              List.of(
                                  new ResponseBody.File(packed, 7, 100),
                                  new ResponseBody.File(file, 107, 100),
                                  new ResponseBody.File(packed, 207, 100)))
                          : new ResponseBody.File(packed, 0, SIZE)));
          var client = RawClient.connect(server)) {
        for (var i = 0; i < 2; i++) {
          var response = client.get("/").read();
          assertThat(response.header("Content-Length")).isEqualTo("3000000");
          assertThat(response.bytes()).isEqualTo(content);
          assertThat(client.get("/both").read().bytes()).isEqualTo(range(7, 307));
        }
      }
    }
  }

  @Test
  void pipelined_requests_get_their_files_in_order() throws IOException {
    try (var server =
            TestServer.start(request -> {
              var at = Integer.parseInt(request.path().substring(1));
              return TestServer.respond(
                  request, Status.OK, new ResponseBody.File(file, at, 200_000));
            });
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 10; i++) {
        client.get("/" + i);
      }
      for (var i = 0; i < 10; i++) {
        assertThat(client.read().bytes()).isEqualTo(range(i, i + 200_000));
      }
    }
  }

  @Test
  void a_client_that_asks_ahead_and_does_not_read_keeps_one_file_open() throws Exception {
    var handled = new AtomicInteger();
    try (var server =
            TestServer.start(request -> {
              handled.incrementAndGet();
              return TestServer.respond(request, Status.OK, whole());
            });
        var client = RawClient.connect(server, 4096)) {
      for (var i = 0; i < 50; i++) {
        client.get("/");
      }
      client.readHead();
      assertThat(openFiles(Path.of("/proc/self/fd"))).hasSizeLessThanOrEqualTo(1);
      assertThat(handled.get()).isEqualTo(1);
      client.readBytes(SIZE);
      assertThat(client.read().bytes()).isEqualTo(content);
    }
  }

  @Test
  void head_opens_no_file() throws IOException {
    var missing = new ResponseBody.File(directory.resolve("missing"), 0, 77);
    try (var server =
            TestServer.start(request ->
                request.path().equals("/careless")
                    ? RenderedResponse.of(
                        HttpMethod.GET,
                        Status.OK,
                        Optional.of(MediaType.TEXT),
                        Headers.empty(),
                        missing)
                    : TestServer.respond(request, Status.OK, missing));
        var client = RawClient.connect(server)) {
      for (var path : List.of("/", "/careless")) {
        client.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        var head = client.readHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("77");
      }
      assertThat(client.get("/").read().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "folder", "folder/missing", "file.bin/below"})
  void what_cannot_be_read_is_answered_404(String name) throws Exception {
    Files.createDirectory(directory.resolve("folder"));
    var deliveries = new LinkedBlockingQueue<Delivery>();
    try (var server =
            TestServer.start(request ->
                request.path().equals("/next")
                    ? TestServer.text(request, "next")
                    : TestServer.respond(
                            request,
                            Status.OK,
                            new ResponseBody.File(directory.resolve(name), 0, 5))
                        .withCompletion(deliveries::add));
        var client = RawClient.connect(server)) {
      var response = client.get("/").read();
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.body()).isEqualTo("There is nothing at this address.");
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
      assertThat(client.get("/next").read().body()).isEqualTo("next");
    }
  }

  @Test
  void a_file_system_that_has_been_closed_is_answered_404() throws Exception {
    var zip = directory.resolve("closed.zip");
    Path inside;
    try (var files =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      inside = Files.write(files.getPath("/packed.bin"), content);
    }
    try (var server = serve(new ResponseBody.File(inside, 0, SIZE));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().status()).isEqualTo(404);
    }
  }

  @Test
  void a_pipe_is_not_waited_for() throws Exception {
    var pipe = directory.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    try (var server = serve(new ResponseBody.File(pipe, 0, 1));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().status()).isEqualTo(404);
    }
  }

  @Test
  void the_page_for_missing_files_may_be_a_file() throws IOException {
    var page = Files.writeString(directory.resolve("404.html"), "not here");
    var missing = new ResponseBody.File(directory.resolve("missing"), 0, 5);
    var application =
        new TestServer.TestApplication(request -> TestServer.respond(request, Status.OK, missing)) {
          @Override
          public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
            var body =
                head.orElseThrow().path().equals("/worse")
                    ? missing
                    : new ResponseBody.File(page, 0, 8);
            return TestServer.respond(head.orElseThrow(), failure.status(), body);
          }
        };
    try (var server = new NettyEngine().start(application, TestServer.options());
        var client = RawClient.connect(server)) {
      var response = client.get("/").read();
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.body()).isEqualTo("not here");
      assertThat(client.get("/worse").read().status()).isEqualTo(404);
    }
  }

  @Test
  void a_file_that_has_become_shorter_before_it_is_sent_breaks_the_connection() throws Exception {
    var deliveries = new LinkedBlockingQueue<Delivery>();
    try (var server =
            TestServer.start(request ->
                TestServer.respond(request, Status.OK, new ResponseBody.File(file, 0, SIZE + 1L))
                    .withCompletion(deliveries::add));
        var client = RawClient.connect(server)) {
      client.get("/");
      assertThatThrownBy(client::readRest).isInstanceOf(SocketException.class);
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_file_that_becomes_shorter_while_it_is_sent_ends_in_a_reset(boolean epoll)
      throws Exception {
    assumeTrue(!epoll || Epoll.isAvailable());
    var large = directory.resolve("large");
    try (var access = new RandomAccessFile(large.toFile(), "rw")) {
      access.setLength(200_000_000);
    }
    var deliveries = new LinkedBlockingQueue<Delivery>();
    var application =
        TestServer.application(request ->
            TestServer.respond(request, Status.OK, new ResponseBody.File(large, 0, 200_000_000))
                .withCompletion(deliveries::add));
    try (var server =
            new NettyEngine(epoll ? Transport.EPOLL : Transport.NIO)
                .start(application, TestServer.options());
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      client.readHead();
      try (var access = new RandomAccessFile(large.toFile(), "rw")) {
        access.setLength(1_000);
      }
      assertThatThrownBy(client::readRest).isInstanceOf(SocketException.class);
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
    }
  }

  @Test
  void a_client_that_leaves_while_a_file_is_sent_leaves_nothing_open() throws Exception {
    var deliveries = new LinkedBlockingQueue<Delivery>();
    try (var server =
            TestServer.start(request ->
                TestServer.respond(request, Status.OK, whole()).withCompletion(deliveries::add));
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      client.readHead();
      client.reset();
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
      noFileIsLeftOpen();
    }
  }

  @Test
  void a_client_that_leaves_before_the_answer_leaves_nothing_open() throws Exception {
    var asked = new LinkedBlockingQueue<Request>();
    var go = new LinkedBlockingQueue<Boolean>();
    var deliveries = new LinkedBlockingQueue<Delivery>();
    try (var server =
            TestServer.start(request -> {
              asked.add(request);
              go.take();
              return TestServer.respond(request, Status.OK, whole())
                  .withCompletion(deliveries::add);
            });
        var client = RawClient.connect(server)) {
      client.get("/");
      asked.take();
      client.reset();
      go.add(true);
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
      noFileIsLeftOpen();
    }
  }

  @Test
  void a_client_that_takes_nothing_of_a_file_is_cut_off() throws Exception {
    var deliveries = new LinkedBlockingQueue<Delivery>();
    try (var server =
            TestServer.start(
                TestServer.options().withWriteTimeout(Duration.ofMillis(200)),
                request ->
                    TestServer.respond(request, Status.OK, whole())
                        .withCompletion(deliveries::add));
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      client.readHead();
      assertThat(deliveries.take()).isEqualTo(Delivery.ABORTED);
    }
  }

  @Test
  void a_client_that_closes_its_side_gets_the_file() throws Exception {
    try (var server = serve(whole());
        var client = RawClient.connect(server)) {
      client.get("/").closeOutput();
      assertThat(client.read().bytes()).isEqualTo(content);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_connection_that_is_not_kept_is_closed_cleanly_after_the_file() throws Exception {
    try (var server = serve(whole());
        var client = RawClient.connect(server)) {
      client.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(client.read().bytes()).isEqualTo(content);
      assertThat(client.readRest()).isEmpty();
    }
  }

  @Test
  void a_stop_waits_for_a_file_on_its_way() throws Exception {
    try (var server = serve(whole());
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      client.readHead();
      var stopped =
          java.util.concurrent.CompletableFuture.supplyAsync(
              () -> server.stop(Duration.ofSeconds(30)));
      assertThat(client.readBytes(SIZE)).isEqualTo(content);
      assertThat(stopped.get()).isTrue();
    }
  }
}
