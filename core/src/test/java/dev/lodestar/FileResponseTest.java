package dev.lodestar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.CacheControl;
import dev.lodestar.http.Connection;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as results, their headers and their ranges.
class FileResponseTest {
  private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37.123456789Z");
  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

  @TempDir Path folder;
  private Path file;
  private TestClient client;

  final class Results {
    @Get("/path")
    Path path() {
      return file;
    }

    @Get("/body")
    FileBody body() {
      return FileBody.of(file);
    }

    @Get("/optional")
    Optional<FileBody> optional() {
      return Optional.of(FileBody.of(file));
    }

    @Get("/response")
    Response<FileBody> response() {
      return Response.file(file);
    }

    @Get("/open")
    Object open() {
      return file;
    }
  }

  @BeforeEach
  void createFile() throws IOException {
    file = folder.resolve("digits.txt");
    Files.writeString(file, "0123456789");
    Files.setLastModifiedTime(file, FileTime.from(CHANGED));
    client =
        TestClient.of(
            Lodestar.app()
                .routes(new Results())
                .get("/file", _ -> Response.file(file))
                .get("/missing", _ -> Response.file(folder.resolve("missing")))
                .get("/folder", _ -> Response.file(folder))
                .build());
  }

  private TestResponse get(String path, String... headers) {
    return send(HttpMethod.GET, path, headers);
  }

  private TestResponse send(HttpMethod method, String path, String... headers) {
    var request = client.request(method, path);
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.send();
  }

  private static TestResponse answer(Response<?> response) {
    return TestClient.of(Lodestar.app().get("/", _ -> response).build()).get("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/path", "/body", "/optional", "/response", "/open", "/file"})
  void a_file_is_a_result_in_every_form(String path) {
    var response = get(path).expectStatus(200);

    assertThat(response.text()).isEqualTo("0123456789");
    assertThat(response.contentType()).contains(MediaType.TEXT);
    assertThat(response.header("Content-Length")).contains("10");
  }

  @Test
  void a_file_says_how_it_can_be_compared_and_that_it_has_parts() throws IOException {
    var response = get("/file");
    var nanos = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) % 1_000_000_000;

    assertThat(response.header("Last-Modified")).contains(DATE);
    assertThat(response.header("ETag"))
        .contains("\"a-" + Long.toHexString(784_111_777) + "." + Long.toHexString(nanos) + "\"");
    assertThat(response.header("Accept-Ranges")).contains("bytes");
    assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.header("Content-Disposition")).isEmpty();
    assertThat(response.header("Cache-Control")).isEmpty();
  }

  @Test
  void the_tag_changes_with_time_and_size() throws IOException {
    var before = get("/file").header("ETag");
    Files.setLastModifiedTime(file, FileTime.from(CHANGED.plusMillis(1)));
    var later = get("/file").header("ETag");
    Files.writeString(file, "0123456789+");
    Files.setLastModifiedTime(file, FileTime.from(CHANGED.plusMillis(1)));
    var larger = get("/file").header("ETag");

    assertThat(later).isNotEqualTo(before);
    assertThat(larger).isNotEqualTo(later);
  }

  /// Changes the file and asks within the same second, which may take several tries.
  private TestResponse justChanged(Supplier<TestResponse> asking) throws IOException {
    while (true) {
      var changed = Instant.now();
      Files.setLastModifiedTime(file, FileTime.from(changed));
      var answer = asking.get();
      if (Instant.now().getEpochSecond() == changed.getEpochSecond()) {
        return answer;
      }
    }
  }

  /// Its next change may fall into the same tick of the file system's clock.
  @Test
  void the_tag_of_a_file_that_was_changed_just_now_is_weak() throws IOException {
    assertThat(justChanged(() -> get("/file")).header("ETag").orElseThrow()).startsWith("W/\"");
  }

  @Test
  void a_file_from_the_future_was_changed_now() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(10))));

    var modified =
        dev.lodestar.http.HttpDate.parse(get("/file").header("Last-Modified").orElseThrow());
    assertThat(modified.orElseThrow()).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void what_the_response_says_wins() {
    var response =
        answer(
            Response.file(file)
                .status(Status.ACCEPTED)
                .mediaType(MediaType.parse("text/x"))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "own"));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.contentType()).contains(MediaType.parse("text/x"));
    assertThat(response.headers().all("Cache-Control")).containsExactly("no-store");
    assertThat(response.headers().all("X-Content-Type-Options")).containsExactly("own");
  }

  @Test
  void a_tag_of_its_own_takes_the_place_of_the_usual_one() {
    var response = answer(Response.of(FileBody.of(file).entityTag(EntityTag.strong("v1"))));

    assertThat(response.headers().all("ETag")).containsExactly("\"v1\"");
  }

  @Test
  void an_undated_file_has_no_time_and_no_tag_of_it() {
    var response = answer(Response.of(FileBody.of(file).undated()));

    assertThat(response.header("Last-Modified")).isEmpty();
    assertThat(response.header("ETag")).isEmpty();
  }

  @Test
  void a_file_is_saved_under_its_own_name_or_another() {
    assertThat(answer(Response.of(FileBody.of(file).attachment())).header("Content-Disposition"))
        .contains("attachment; filename=\"digits.txt\"");
    assertThat(
            answer(Response.of(FileBody.of(file).attachment("Zähler.txt")))
                .header("Content-Disposition"))
        .contains("attachment; filename=\"Zahler.txt\"; filename*=UTF-8''Z%C3%A4hler.txt");
    assertThat(answer(Response.of(FileBody.of(file).inline("x.txt"))).header("Content-Disposition"))
        .contains("inline; filename=\"x.txt\"");
  }

  @Test
  void a_file_says_what_caches_may_do() {
    assertThat(
            answer(Response.of(FileBody.of(file).cacheControl(CacheControl.noCache())))
                .header("Cache-Control"))
        .contains("no-cache");
  }

  @ParameterizedTest
  @CsvSource({
    "a.html, text/html;charset=utf-8",
    "a.HTML, text/html;charset=utf-8",
    "a.css, text/css;charset=utf-8",
    "a.min.js, text/javascript;charset=utf-8",
    "a.mjs, text/javascript;charset=utf-8",
    "a.json, application/json",
    "a.svg, image/svg+xml",
    "a.wasm, application/wasm",
    "a.webmanifest, application/manifest+json",
    "a.woff2, font/woff2",
    "a.mp4, video/mp4",
    "a.tar.gz, application/gzip",
    "a.unknown, application/octet-stream",
    "README, application/octet-stream",
    "html, application/octet-stream",
    ".html, text/html;charset=utf-8",
    "a., application/octet-stream"
  })
  void the_name_says_what_a_file_is(String name, String type) {
    assertThat(MediaType.ofFileName(name)).hasToString(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing", "/folder"})
  void what_is_no_file_is_a_404(String path) {
    get(path).expectStatus(404);
    send(HttpMethod.HEAD, path).expectStatus(404);
  }

  @Test
  void a_file_that_was_removed_is_a_404_although_the_client_had_it() throws IOException {
    var tag = get("/file").header("ETag").orElseThrow();
    Files.delete(file);

    get("/file", "If-None-Match", tag).expectStatus(404);
  }

  @Test
  void head_has_the_headers_of_get() {
    var get = get("/file");
    var head = send(HttpMethod.HEAD, "/file");

    assertThat(head.headers()).isEqualTo(get.headers());
    assertThat(head.bytes()).isEmpty();
  }

  /// What has no content left when it is rendered, no engine opens a file for.
  @Test
  void nothing_is_opened_for_head_and_304() {
    var app = Lodestar.app().get("/", _ -> Response.file(file)).build();
    var connection =
        new Connection(new InetSocketAddress(1), new InetSocketAddress(2), false, "HTTP/1.1");

    var head = Request.of(HttpMethod.HEAD, "/", Headers.empty(), RequestBody.empty(), connection);
    var known = Headers.of("If-Modified-Since", DATE);
    var unchanged = Request.of(HttpMethod.GET, "/", known, RequestBody.empty(), connection);

    assertThat(app.handle(head).body()).isEqualTo(ResponseBody.empty());
    assertThat(app.handle(head).contentLength()).isEqualTo(10);
    assertThat(app.handle(unchanged).body()).isEqualTo(ResponseBody.empty());
  }

  @Test
  void preconditions_are_compared() {
    var tag = get("/file").header("ETag").orElseThrow();

    get("/file", "If-None-Match", tag).expectStatus(304);
    get("/file", "If-Modified-Since", DATE).expectStatus(304);
    get("/file", "If-Match", "\"other\"").expectStatus(412);
    get("/file", "If-None-Match", "\"other\"", "If-Modified-Since", DATE).expectStatus(200);
  }

  @Test
  void a_304_says_nothing_of_the_content() {
    assertThat(get("/file", "If-Modified-Since", DATE).headers().names())
        .containsExactlyInAnyOrder("etag", "x-content-type-options");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, bytes 0-0/10",
    "bytes=2-4, 234, bytes 2-4/10",
    "bytes=7-, 789, bytes 7-9/10",
    "bytes=-2, 89, bytes 8-9/10",
    "bytes=-99, 0123456789, bytes 0-9/10",
    "bytes=0-, 0123456789, bytes 0-9/10",
    "bytes=8-99, 89, bytes 8-9/10",
    "'bytes=5-9,0-4', 0123456789, bytes 0-9/10"
  })
  void a_part_is_sent_by_itself(String range, String content, String contentRange) {
    var response = get("/file", "Range", range).expectStatus(206);

    assertThat(response.text()).isEqualTo(content);
    assertThat(response.header("Content-Range")).contains(contentRange);
    assertThat(response.header("Content-Length")).contains("" + content.length());
    assertThat(response.contentType()).contains(MediaType.TEXT);
    assertThat(response.header("ETag")).isPresent();
    assertThat(response.header("Last-Modified")).contains(DATE);
  }

  @Test
  void several_parts_are_sent_in_one_message_byte_for_byte() {
    var response = get("/file", "Range", "bytes=0-1, -1, 4-5").expectStatus(206);

    var type = response.contentType().orElseThrow();
    var boundary = type.parameter("boundary").orElseThrow();
    assertThat(type.sameTypeAs(MediaType.parse("multipart/byteranges"))).isTrue();
    assertThat(response.header("Content-Range")).isEmpty();
    assertThat(new String(response.bytes(), US_ASCII))
        .isEqualTo(
            "--%b\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n"
                    .replace("%b", boundary)
                + "--%b\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 4-5/10\r\n\r\n45\r\n"
                    .replace("%b", boundary)
                + "--%b\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 9-9/10\r\n\r\n9\r\n"
                    .replace("%b", boundary)
                + "--%b--\r\n".replace("%b", boundary));
    assertThat(response.header("Content-Length")).contains("" + response.bytes().length);
  }

  @Test
  void the_boundary_is_another_for_each_response() {
    assertThat(get("/file", "Range", "bytes=0-0,9-9").contentType())
        .isNotEqualTo(get("/file", "Range", "bytes=0-0,9-9").contentType());
  }

  @Test
  void a_part_that_does_not_exist_is_a_416_with_the_length() {
    var response = get("/file", "Range", "bytes=10-").expectStatus(416);

    assertThat(response.header("Content-Range")).contains("bytes */10");
    assertThat(response.problem().detail())
        .contains("The content has 10 bytes, and none of them is in the range that is asked for.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=9-0", "bytes=x", "items=0-1", "bytes=", "0-1"})
  void a_malformed_range_or_another_unit_gets_the_whole_file(String range) {
    var response = get("/file", "Range", range).expectStatus(200);

    assertThat(response.header("Content-Length")).contains("10");
    assertThat(response.header("Content-Range")).isEmpty();
  }

  @Test
  void two_range_headers_get_the_whole_file() {
    get("/file", "Range", "bytes=0-1", "Range", "bytes=2-3").expectStatus(200);
  }

  @Test
  void head_ignores_ranges() {
    assertThat(
            send(HttpMethod.HEAD, "/file", "Range", "bytes=0-1")
                .expectStatus(200)
                .header("Content-Length"))
        .contains("10");
  }

  @Test
  void if_range_wants_the_same_strong_tag() throws IOException {
    var tag = get("/file").header("ETag").orElseThrow();

    get("/file", "Range", "bytes=0-1", "If-Range", tag).expectStatus(206);
    get("/file", "Range", "bytes=0-1", "If-Range", "\"other\"").expectStatus(200);
    get("/file", "Range", "bytes=0-1", "If-Range", "W/" + tag).expectStatus(200);
    get("/file", "Range", "bytes=99-", "If-Range", "\"other\"").expectStatus(200);
    var weak = justChanged(() -> get("/file")).header("ETag").orElseThrow();
    get("/file", "Range", "bytes=0-1", "If-Range", weak).expectStatus(200);
  }

  @Test
  void if_range_wants_exactly_the_same_date() throws IOException {
    get("/file", "Range", "bytes=0-1", "If-Range", DATE).expectStatus(206);
    get("/file", "Range", "bytes=0-1", "If-Range", "Sun, 06 Nov 1994 08:49:38 GMT")
        .expectStatus(200);
    get("/file", "Range", "bytes=0-1", "If-Range", "soon").expectStatus(200);
    justChanged(
            () -> {
              var now = get("/file").header("Last-Modified").orElseThrow();
              return get("/file", "Range", "bytes=0-1", "If-Range", now);
            })
        .expectStatus(200);
  }

  @Test
  void if_range_without_a_range_means_nothing() {
    get("/file", "If-Range", "\"other\"").expectStatus(200);
  }

  @Test
  void a_file_that_stands_for_something_else_has_no_parts_and_is_not_compared() {
    var response =
        TestClient.of(
                Lodestar.app().get("/", _ -> Response.file(file).status(Status.NOT_FOUND)).build())
            .request(HttpMethod.GET, "/")
            .header("Range", "bytes=0-1")
            .header("If-Modified-Since", DATE)
            .send()
            .expectStatus(404);

    assertThat(response.text()).isEqualTo("0123456789");
    assertThat(response.headers().names())
        .doesNotContain("etag", "last-modified", "accept-ranges", "content-range");
  }

  @Test
  void an_empty_file_is_sent_whole() throws IOException {
    Files.writeString(file, "");

    assertThat(get("/file", "Range", "bytes=0-").expectStatus(200).header("Content-Length"))
        .contains("0");
  }

  @Test
  void files_of_other_file_systems_are_sent_too() throws IOException {
    var archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
    try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      var entry = zip.getPath("/entry.txt");
      Files.writeString(entry, "0123456789");
      Files.setLastModifiedTime(entry, FileTime.from(CHANGED));
      var inside =
          TestClient.of(Lodestar.app().get("/", _ -> Response.file(entry)).build())
              .request(HttpMethod.GET, "/")
              .header("Range", "bytes=3-5")
              .send()
              .expectStatus(206);

      assertThat(inside.text()).isEqualTo("345");
    }
  }
}
