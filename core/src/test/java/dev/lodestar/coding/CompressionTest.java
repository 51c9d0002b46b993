package dev.lodestar.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.WithoutMiddleware;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.CacheControl;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.layer.Middleware;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import dev.lodestar.test.UnexpectedServerError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How responses are compressed.
class CompressionTest {
  private static final String LARGE = "Grüße an alle. ".repeat(1000);
  private static final byte[] LARGE_BYTES = LARGE.getBytes(StandardCharsets.UTF_8);

  private static final byte[] ROW = "a row of a table".getBytes(StandardCharsets.UTF_8);

  record Row(int id, String text) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/large")
    String large() {
      return LARGE;
    }

    @Get("/small")
    String small() {
      return "small";
    }

    @Get("/size/{count}")
    String size(int count) {
      return "x".repeat(count);
    }

    @Get("/type")
    Response<byte[]> type(String is) {
      return Response.bytes(MediaType.parse(is), LARGE_BYTES);
    }

    @Get("/encoded")
    Response<String> encoded() {
      return Response.text(LARGE).header("Content-Encoding", "br");
    }

    @Get("/no-transform")
    Response<String> noTransform() {
      return Response.text(LARGE).cacheControl(CacheControl.publicly().noTransform());
    }

    @Get("/part")
    Response<String> part() {
      return Response.text(LARGE).status(206).header("Content-Range", "bytes 0-9/10");
    }

    @Get("/digest")
    Response<String> digest() {
      return Response.text(LARGE).header("Content-Digest", "sha-256=:AA==:");
    }

    @Get("/error")
    Response<String> error() {
      return Response.text(LARGE).status(500);
    }

    @Get("/reset")
    Response<String> reset() {
      return Response.text(LARGE).status(205);
    }

    @Get("/tagged")
    Response<String> tagged() {
      return Response.text(LARGE)
          .header("ETag", "\"v1\"")
          .header("Accept-Ranges", "bytes")
          .vary("Cookie");
    }

    @Get("/weakly-tagged")
    Response<String> weaklyTagged() {
      return Response.text(LARGE).header("ETag", "W/\"v1\"");
    }

    @Get("/lines")
    Stream<Row> lines() {
      return IntStream.range(0, 3).mapToObj(i -> new Row(i, "text"));
    }

    @Get("/broken")
    Stream<Row> broken() {
      return IntStream.range(0, 100_000)
          .mapToObj(i -> {
            if (i == 50_000) {
              throw new IllegalStateException("broken");
            }
            return new Row(i, "text");
          });
    }

    @Get("/beating")
    Response<String> beating() {
      return Response.text("");
    }

    @Get("/secret")
    @WithoutMiddleware(Compression.class)
    String secret() {
      return LARGE;
    }
  }

  private final App app =
      Lodestar.app().middleware(Compression.standard()).routes(Handlers.class).build();
  private final TestClient client = TestClient.of(app).raiseServerErrors(false);

  private TestResponse get(String path, String acceptEncoding) {
    return send(client, HttpMethod.GET, path, acceptEncoding);
  }

  private static TestResponse send(
      TestClient client, HttpMethod method, String path, String acceptEncoding) {
    return client.request(method, path).header("Accept-Encoding", acceptEncoding).send();
  }

  private static String decoded(TestResponse response) throws IOException {
    var in = new ByteArrayInputStream(response.bytes());
    InputStream plain =
        switch (response.header("Content-Encoding").orElse("identity")) {
          case "gzip" -> new GZIPInputStream(in);
          case "deflate" -> new InflaterInputStream(in);
          default -> in;
        };
    return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                              | gzip
          GZIP                              | gzip
          x-gzip                            | gzip
          deflate                           | deflate
          gzip, deflate, br                 | gzip
          deflate, gzip                     | gzip
          gzip;q=0.5, deflate;q=0.8         | deflate
          gzip;q=0.5,deflate                | deflate
          gzip;q=0                          | identity
          gzip;q=0, *                       | deflate
          gzip; q=0.000, deflate;q=0        | identity
          *                                 | gzip
          *;q=0                             | identity
          *;q=0.1                           | gzip
          identity                          | identity
          identity, gzip;q=0.5              | identity
          identity;q=0.5, gzip;q=0.5        | gzip
          identity;q=0                      | identity
          identity;q=0, gzip                | gzip
          br                                | identity
          xgzip                             | identity
          gzip-not                          | identity
          gzip;q=banana                     | identity
          gzip;q=1.5                        | identity
          gzip;q=1.000                      | gzip
          ,,;;,                             | identity
          """)
  void the_coding_is_the_one_that_the_client_wants_most(String accepted, String expected)
      throws IOException {
    var response = get("/large", accepted).expectStatus(200);

    assertThat(response.header("Content-Encoding").orElse("identity")).isEqualTo(expected);
    assertThat(response.header("Content-Length"))
        .contains(Integer.toString(response.bytes().length));
    assertThat(response.header("Vary")).contains("Accept-Encoding");
    assertThat(decoded(response)).isEqualTo(LARGE);
  }

  @Test
  void without_the_header_nothing_is_compressed_but_caches_are_told() {
    var response = client.get("/large");

    assertThat(response.header("Content-Encoding")).isEmpty();
    assertThat(response.header("Vary")).contains("Accept-Encoding");
    assertThat(response.text()).isEqualTo(LARGE);
  }

  @Test
  void an_empty_header_asks_for_the_content_as_it_is() {
    assertThat(get("/large", "").header("Content-Encoding")).isEmpty();
  }

  @Test
  void compressed_content_is_smaller() {
    assertThat(get("/large", "gzip").bytes().length).isLessThan(LARGE_BYTES.length / 10);
  }

  @Test
  void what_is_smaller_than_the_minimum_stays_as_it_is() {
    assertThat(get("/size/1023", "gzip").header("Content-Encoding")).isEmpty();
    assertThat(get("/size/1023", "gzip").header("Vary")).isEmpty();
    assertThat(get("/size/1024", "gzip").header("Content-Encoding")).contains("gzip");
  }

  @Test
  void the_minimum_can_be_changed() {
    var everything =
        TestClient.of(
            Lodestar.app()
                .middleware(Compression.standard().minimumSize(0))
                .routes(Handlers.class)
                .build());

    assertThat(send(everything, HttpMethod.GET, "/small", "gzip").header("Content-Encoding"))
        .contains("gzip");
    assertThat(send(everything, HttpMethod.GET, "/size/0", "gzip").header("Content-Encoding"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/css",
        "text/csv;charset=utf-8",
        "application/json",
        "application/problem+json",
        "application/xml",
        "application/atom+xml",
        "application/javascript",
        "application/wasm",
        "image/svg+xml",
        "font/ttf",
        "application/x-ndjson",
        "application/vnd.msgpack",
        "application/manifest+json"
      })
  void texts_and_the_like_are_compressed(String mediaType) {
    var response =
        client
            .request(HttpMethod.GET, "/type")
            .query("is", mediaType)
            .header("Accept-Encoding", "gzip")
            .send();

    assertThat(response.header("Content-Encoding")).contains("gzip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream",
        "image/png",
        "image/jpeg",
        "image/webp",
        "video/mp4",
        "audio/mpeg",
        "application/zip",
        "application/gzip",
        "application/pdf",
        "font/woff2",
        "font/woff",
        "application/octet-stream",
        "application/epub+zip",
        "multipart/byteranges;boundary=x"
      })
  void what_is_compressed_already_or_must_arrive_at_once_is_not(String mediaType) {
    var response =
        client
            .request(HttpMethod.GET, "/type")
            .query("is", mediaType)
            .header("Accept-Encoding", "gzip")
            .send();

    assertThat(response.header("Content-Encoding")).isEmpty();
    assertThat(response.header("Vary")).isEmpty();
  }

  @Test
  void the_media_types_can_be_changed_but_events_stay() {
    var other =
        TestClient.of(
            Lodestar.app()
                .middleware(
                    Compression.standard()
                        .alsoFor(type -> type.subtype().equals("pdf") || type.type().equals("text"))
                        .notFor(type -> type.subtype().equals("html")))
                .routes(Handlers.class)
                .build());

    assertThat(
            Stream.of("application/pdf", "text/html", "text/event-stream")
                .map(type ->
                    other
                        .request(HttpMethod.GET, "/type")
                        .query("is", type)
                        .header("Accept-Encoding", "gzip")
                        .send()
                        .header("Content-Encoding")
                        .orElse("identity")))
        .containsExactly("gzip", "identity", "identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/encoded", "/no-transform", "/digest", "/reset", "/secret"})
  void what_must_not_be_changed_is_not(String path) {
    var response = get(path, "gzip");

    assertThat(response.header("Content-Encoding")).isNotEqualTo(Optional.of("gzip"));
    assertThat(response.header("Vary")).isEmpty();
  }

  @Test
  void a_part_is_sent_as_it_is_and_varies_as_the_whole_does() {
    var response = get("/part", "gzip").expectStatus(206);

    assertThat(response.header("Content-Encoding")).isEmpty();
    assertThat(response.header("Vary")).contains("Accept-Encoding");
  }

  @Test
  void errors_are_compressed_too() {
    assertThat(get("/error", "gzip").expectStatus(500).header("Content-Encoding")).contains("gzip");
  }

  @Test
  void a_strong_entity_tag_becomes_a_weak_one() {
    var response = get("/tagged", "gzip");

    assertThat(response.header("ETag")).contains("W/\"v1\"");
    assertThat(response.header("Accept-Ranges")).isEmpty();
    assertThat(response.header("Vary")).contains("Cookie, Accept-Encoding");
    assertThat(get("/weakly-tagged", "gzip").header("ETag")).contains("W/\"v1\"");
    assertThat(get("/tagged", "identity").header("ETag")).contains("\"v1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tagged", "/large"})
  void the_tag_of_a_compressed_response_is_still_known(String path) {
    var tagging =
        TestClient.of(
            Lodestar.app()
                .middleware(Compression.standard())
                .entityTags(EntityTagPolicy.COMPUTED)
                .routes(Handlers.class)
                .build());
    var tag = send(tagging, HttpMethod.GET, path, "gzip").header("ETag").orElseThrow();

    var again =
        tagging
            .request(HttpMethod.GET, path)
            .header("Accept-Encoding", "gzip")
            .header("If-None-Match", tag)
            .send()
            .expectStatus(304);

    assertThat(again.header("ETag")).contains(tag);
    assertThat(again.header("Vary").orElseThrow()).contains("Accept-Encoding");
    assertThat(again.header("Content-Encoding")).isEmpty();
    assertThat(again.bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/large", "/small", "/size/1024", "/size/1023", "/tagged", "/lines"})
  void head_has_the_headers_of_get(String path) {
    for (var accepted : List.of("gzip", "identity")) {
      var get = get(path, accepted);
      var head = send(client, HttpMethod.HEAD, path, accepted).expectStatus(200);

      assertThat(head.bytes()).isEmpty();
      for (var name : List.of("Content-Encoding", "Vary", "ETag", "Content-Type")) {
        assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
      }
      head.header("Content-Length")
          .ifPresent(length -> assertThat(get.header("Content-Length")).contains(length));
    }
  }

  @Test
  void a_stream_is_compressed_and_has_no_length() throws IOException {
    var response = get("/lines", "gzip").expectStatus(200);

    assertThat(response.header("Content-Encoding")).contains("gzip");
    assertThat(response.header("Content-Length")).isEmpty();
    assertThat(response.header("Vary")).contains("Accept, Accept-Encoding");
    assertThat(decoded(response)).startsWith("[{\"id\":0,").endsWith("]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void what_the_producer_flushes_can_be_read_at_once(String coding) throws Exception {
    var flushed = new ArrayList<byte[]>();
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            flushed.add(toByteArray());
          }
        };

    render(app, "/lines", Headers.of("Accept-Encoding", coding, "Accept", "application/x-ndjson"))
        .body()
        .writeTo(out);

    assertThat(readable(flushed.getFirst(), coding)).isEqualTo("{\"id\":0,\"text\":\"text\"}\n");
    assertThat(readable(flushed.get(1), coding)).endsWith("{\"id\":1,\"text\":\"text\"}\n");
  }

  private static String readable(byte[] part, String coding) throws IOException {
    var in = new ByteArrayInputStream(part);
    var plain = new ByteArrayOutputStream();
    try (var decoder =
        coding.equals("gzip") ? new GZIPInputStream(in) : new InflaterInputStream(in)) {
      for (var b = decoder.read(); b >= 0; b = decoder.read()) {
        plain.write(b);
      }
    } catch (EOFException partly) {
      // as far as it was sent
    }
    return plain.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_stream_that_fails_never_looks_whole() {
    assertThatThrownBy(() -> get("/broken", "gzip")).isInstanceOf(UnexpectedServerError.class);
  }

  @Test
  void a_file_is_compressed_in_bounded_memory(@TempDir Path folder) throws Exception {
    var file = folder.resolve("large.txt");
    var line = "0123456789".repeat(100) + "\n";
    try (var writer = Files.newBufferedWriter(file)) {
      for (var i = 0; i < 20_000; i++) {
        writer.write(line);
      }
    }
    var body = new ResponseBody.File(file, 0, Files.size(file));
    var files = answering(body);
    var largest = new int[1];
    var received =
        new OutputStream() {
          private long count;

          @Override
          public void write(int b) {
            count++;
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            largest[0] = Math.max(largest[0], length);
            count += length;
          }
        };

    var response = render(files, "/", Headers.of("Accept-Encoding", "gzip"));
    response.body().writeTo(received);

    assertThat(response.contentLength()).isEqualTo(RenderedResponse.NO_LENGTH);
    assertThat(largest[0]).isLessThan(1 << 17);
    assertThat(received.count).isPositive().isLessThan(1_000_000);
  }

  @Test
  void a_stream_with_a_heartbeat_is_left_alone() {
    var beating =
        answering(
            new ResponseBody.Stream(
                out -> {},
                RenderedResponse.NO_LENGTH,
                Optional.of(new ResponseBody.Heartbeat(Duration.ofSeconds(1), new byte[1]))));

    assertThat(
            render(beating, "/", Headers.of("Accept-Encoding", "gzip"))
                .headers()
                .contains("Content-Encoding"))
        .isFalse();
  }

  @Test
  void content_in_several_parts_is_compressed_as_one() throws Exception {
    var parts =
        answering(
            ResponseBody.Parts.of(
                List.of(ResponseBody.of(LARGE_BYTES), ResponseBody.of(LARGE_BYTES))));
    var out = new ByteArrayOutputStream();

    render(parts, "/", Headers.of("Accept-Encoding", "gzip")).body().writeTo(out);

    assertThat(new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes())
        .isEqualTo((LARGE + LARGE).getBytes(StandardCharsets.UTF_8));
  }

  private static App answering(ResponseBody body) {
    Middleware given =
        (request, next) -> Response.of(body).status(Status.OK).mediaType(MediaType.TEXT);
    return Lodestar.app()
        .middleware(Compression.standard(), given)
        .get("/", request -> Response.empty())
        .build();
  }

  private static RenderedResponse render(App app, String path, Headers headers) {
    return app.handle(Requests.get(path, headers));
  }

  @Test
  void the_application_says_which_codings_there_are_and_which_it_prefers() {
    var preferring =
        TestClient.of(
            Lodestar.app()
                .middleware(Compression.standard().with(ContentCoding.deflate(9)))
                .routes(Handlers.class)
                .build());
    var single =
        TestClient.of(
            Lodestar.app()
                .middleware(Compression.standard().only(ContentCoding.gzip(1)))
                .routes(Handlers.class)
                .build());

    assertThat(
            send(preferring, HttpMethod.GET, "/large", "gzip, deflate").header("Content-Encoding"))
        .contains("deflate");
    assertThat(send(single, HttpMethod.GET, "/large", "deflate").header("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void options_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> ContentCoding.gzip(0)).hasMessage("The level is 0; expected 1 to 9.");
    assertThatThrownBy(() -> ContentCoding.deflate(10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Compression.standard().minimumSize(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Compression.standard().only())
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Changes nothing, and notes how much each kind of thread was given to compress.
  private static final class Watched implements ContentCoding {
    private final AtomicInteger byVirtualThreads = new AtomicInteger();
    private final AtomicInteger byOthers = new AtomicInteger();

    @Override
    public String name() {
      return "watched";
    }

    @Override
    public OutputStream encoder(OutputStream out) {
      return new FilterOutputStream(out) {
        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
          var counter = Thread.currentThread().isVirtual() ? byVirtualThreads : byOthers;
          counter.addAndGet(length);
          out.write(content, offset, length);
        }
      };
    }

    @Override
    public InputStream decoder(InputStream in) {
      return in;
    }
  }

  /// A virtual thread that only computes keeps others from their carrier: a few clients that read
  /// much would be enough to make a server deaf.
  @Test
  void many_small_writes_are_compressed_by_other_threads_together() {
    var coding = new Watched();
    var app =
        Lodestar.app()
            .middleware(Compression.standard().only(coding))
            .get(
                "/rows",
                request ->
                    Response.stream(
                        MediaType.TEXT,
                        out -> {
                          for (var i = 0; i < 10_000; i++) {
                            out.write(ROW);
                            out.write('\n');
                          }
                        }))
            .build();

    var response =
        TestClient.of(app)
            .request(HttpMethod.GET, "/rows")
            .header("Accept-Encoding", "watched")
            .send();

    assertThat(response.text()).isEqualTo("a row of a table\n".repeat(10_000));
    assertThat(coding.byVirtualThreads).hasValueLessThan(1 << 14);
    assertThat(coding.byOthers).hasValueGreaterThan(100_000);
  }
}
