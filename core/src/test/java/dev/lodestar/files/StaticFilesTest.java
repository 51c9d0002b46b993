package dev.lodestar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Lodestar;
import dev.lodestar.http.CacheControl;
import dev.lodestar.http.Connection;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37Z");

  @TempDir Path work;
  private Path root;
  private StaticFiles files;

  @BeforeEach
  void createFiles() throws IOException {
    root = Files.createDirectory(work.resolve("static"));
    write("hello.txt", "hello");
    write("app.js", "js");
    files = StaticFiles.directory(root);
  }

  @Test
  void a_program_finds_what_a_request_would_get() {
    assertThat(files.find("hello.txt")).contains(root.resolve("hello.txt"));
    assertThat(files.find("/hello.txt")).contains(root.resolve("hello.txt"));
    assertThat(files.find("none.txt")).isEmpty();
    assertThat(files.find("../static/hello.txt")).isEmpty();
    assertThat(files.find("")).isEmpty();
  }

  @Test
  void a_program_does_not_find_what_is_hidden_from_requests() throws IOException {
    write(".secret", "");

    assertThat(files.find(".secret")).isEmpty();
    assertThat(files.hiddenFiles().find(".secret")).isPresent();
  }

  private Path write(String name, String content) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(CHANGED));
    return file;
  }

  private TestResponse get(String path, String... headers) {
    return send(HttpMethod.GET, path, headers);
  }

  private TestResponse send(HttpMethod method, String path, String... headers) {
    var client = TestClient.of(Lodestar.app().mount("/s", files).build()).followRedirects(false);
    var request = client.request(method, path);
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.send();
  }

  @Nested
  class AFile {
    @Test
    void is_sent_with_what_browsers_and_caches_need() {
      var response = get("/s/hello.txt").expectStatus(200);

      assertThat(response.text()).isEqualTo("hello");
      assertThat(response.contentType()).contains(MediaType.TEXT);
      assertThat(response.header("Cache-Control")).contains("no-cache");
      assertThat(response.header("ETag")).isPresent();
      assertThat(response.header("Last-Modified")).contains("Sun, 06 Nov 1994 08:49:37 GMT");
      assertThat(response.header("Accept-Ranges")).contains("bytes");
      assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(response.header("Vary")).isEmpty();
      assertThat(response.header("Content-Disposition")).isEmpty();
    }

    @Test
    void may_be_empty() throws IOException {
      write("empty.css", "");

      assertThat(get("/s/empty.css").expectStatus(200).header("Content-Length")).contains("0");
    }

    @ParameterizedTest
    @CsvSource({
      "a b.txt, /s/a%20b.txt",
      "100%.txt, /s/100%25.txt",
      "%2e.txt, /s/%252e.txt",
      "ä.txt, /s/%C3%A4.txt",
      "a+b.txt, /s/a+b.txt",
      "x/y/z.txt, /s/x/y/z.txt",
      "[1].txt, /s/%5B1%5D.txt",
      "a..b, /s/a..b"
    })
    void may_have_any_name(String name, String path) throws IOException {
      write(name, "found");

      assertThat(get(path).expectStatus(200).text()).isEqualTo("found");
    }

    @Test
    void is_compared_and_sent_in_parts() {
      var tag = get("/s/hello.txt").header("ETag").orElseThrow();

      get("/s/hello.txt", "If-None-Match", tag).expectStatus(304);
      get("/s/hello.txt", "If-None-Match", "*").expectStatus(304);
      get("/s/hello.txt", "If-Match", "\"x\"").expectStatus(412);
      assertThat(get("/s/hello.txt", "Range", "bytes=1-2").expectStatus(206).text())
          .isEqualTo("el");
      get("/s/hello.txt", "Range", "bytes=5-").expectStatus(416);
    }

    @Test
    void keeps_its_caching_headers_in_a_304() {
      var response = get("/s/hello.txt", "If-None-Match", "*").expectStatus(304);

      assertThat(response.headers().names())
          .containsExactlyInAnyOrder("etag", "cache-control", "x-content-type-options");
    }

    @Test
    void is_seen_at_once_when_it_changes() throws IOException {
      var before = get("/s/hello.txt").header("ETag");
      write("hello.txt", "hello again");

      assertThat(get("/s/hello.txt").text()).isEqualTo("hello again");
      assertThat(get("/s/hello.txt").header("ETag")).isNotEqualTo(before);
      Files.delete(root.resolve("hello.txt"));
      get("/s/hello.txt").expectStatus(404);
    }

    @Test
    void is_not_a_folder() {
      get("/s/hello.txt/").expectStatus(404);
      get("/s/hello.txt/x").expectStatus(404);
    }

    @Test
    void answers_head_like_get() {
      assertThat(send(HttpMethod.HEAD, "/s/hello.txt").headers())
          .isEqualTo(get("/s/hello.txt").headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE"})
    void takes_no_other_method(String method) {
      var response = send(HttpMethod.of(method), "/s/hello.txt").expectStatus(405);

      assertThat(response.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void tells_its_methods() {
      assertThat(send(HttpMethod.OPTIONS, "/s/hello.txt").expectStatus(204).header("Allow"))
          .contains("GET, HEAD, OPTIONS");
    }

    @Test
    void may_be_saved_instead_of_shown() {
      files = files.downloads();

      assertThat(get("/s/hello.txt").header("Content-Disposition"))
          .contains("attachment; filename=\"hello.txt\"");
    }
  }

  @Nested
  class Paths {
    /// What a file server must not give away lies beside, above and below its folder.
    @BeforeEach
    void createSecrets() throws IOException {
      Files.writeString(work.resolve("secret.txt"), "secret");
      Files.createDirectory(work.resolve("static-private"));
      Files.writeString(work.resolve("static-private/secret.txt"), "secret");
      write(".env", "secret");
      write(".git/config", "secret");
      write("sub/.hidden/x.txt", "secret");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/s/../secret.txt",
          "/s/%2e%2e/secret.txt",
          "/s/%2E%2E%2Fsecret.txt",
          "/s/..%2fsecret.txt",
          "/s/%252e%252e/secret.txt",
          "/s/%252e%252e%252fsecret.txt",
          "/s/..%5csecret.txt",
          "/s/..\\secret.txt",
          "/s/sub/../../secret.txt",
          "/s/../static-private/secret.txt",
          "/s/%c0%ae%c0%ae/secret.txt",
          "/s/....//secret.txt",
          "/s//secret.txt",
          "/s//etc/passwd",
          "/s/%2fetc%2fpasswd",
          "/s/C:%5cWindows%5cwin.ini",
          "/s/C:/Windows/win.ini",
          "/s/hello.txt%00",
          "/s/hello.txt%00.js",
          "/s/hello.txt%0a",
          "/s/hello.txt.",
          "/s/hello.txt%20",
          "/s/hello.txt::$DATA",
          "/s/con",
          "/s/nul.txt",
          "/s/.env",
          "/s/%2eenv",
          "/s/.git/config",
          "/s/sub/.hidden/x.txt",
          "/s/..;/secret.txt",
          "/s/.;/hello.txt"
        })
    void never_lead_out_of_the_folder_nor_to_what_is_hidden(String path) {
      var response = get(path);

      assertThat(response.statusCode()).isIn(400, 404);
      assertThat(response.text()).doesNotContain("hello").doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/../secret.txt",
          "/%2e%2e/secret.txt",
          "/..%2fsecret.txt",
          "/..%5csecret.txt",
          "//etc/passwd",
          "/%00",
          "/hello.txt%00",
          "/%",
          "/.env",
          "/.git/config"
        })
    void are_checked_without_the_help_of_routing_too(String path) {
      var request =
          Request.of(
              HttpMethod.GET,
              path,
              Headers.empty(),
              RequestBody.empty(),
              new Connection(
                  new InetSocketAddress(0), new InetSocketAddress(0), false, "HTTP/1.1"));

      assertThatThrownBy(() -> files.handle(request))
          .isInstanceOf(HttpException.class)
          .hasMessageContaining("404");
    }

    @Test
    void that_are_too_long_are_a_404() {
      get("/s/" + "a".repeat(256)).expectStatus(404);
      get("/s/" + "a".repeat(4000)).expectStatus(404);
      get("/s" + "/a".repeat(240)).expectStatus(404);
    }

    @Test
    void of_hidden_files_are_served_if_that_is_wanted() {
      files = files.hiddenFiles();

      get("/s/.env").expectStatus(200);
      get("/s/.git/config").expectStatus(200);
    }

    @Test
    void below_well_known_are_served_but_nothing_hidden_there() throws IOException {
      write(".well-known/security.txt", "contact");
      write(".well-known/.x", "secret");
      write("sub/.well-known/x", "secret");

      get("/s/.well-known/security.txt").expectStatus(200);
      get("/s/.well-known/.x").expectStatus(404);
      get("/s/sub/.well-known/x").expectStatus(404);
    }
  }

  @Nested
  class Links {
    @BeforeEach
    void createLinks() throws IOException {
      Files.createDirectory(work.resolve("outside"));
      Files.writeString(work.resolve("outside/secret.txt"), "secret");
      write("real/inside.txt", "inside");
      write(".hidden/secret.txt", "secret");
      Files.createSymbolicLink(root.resolve("out.txt"), work.resolve("outside/secret.txt"));
      Files.createSymbolicLink(root.resolve("out"), work.resolve("outside"));
      Files.createSymbolicLink(root.resolve("in.txt"), root.resolve("real/inside.txt"));
      Files.createSymbolicLink(root.resolve("in"), root.resolve("real"));
      Files.createSymbolicLink(root.resolve("shown"), root.resolve(".hidden"));
      Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("missing"));
      Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
    }

    private void expect(int status, String... paths) {
      for (var path : paths) {
        assertThat(get(path).statusCode()).as(path).isEqualTo(status);
      }
    }

    @Test
    void are_not_there_and_nothing_behind_them_is() {
      expect(404, "/s/out.txt", "/s/out/secret.txt", "/s/in.txt", "/s/in/inside.txt");
      expect(404, "/s/shown/secret.txt", "/s/nowhere", "/s/loop");
    }

    @Test
    void are_followed_inside_of_the_folder_if_that_is_wanted() {
      files = files.symlinks(Symlinks.WITHIN);

      expect(200, "/s/in.txt", "/s/in/inside.txt", "/s/hello.txt");
      expect(404, "/s/out.txt", "/s/out/secret.txt", "/s/shown/secret.txt", "/s/nowhere");
      expect(404, "/s/loop");
    }

    @Test
    void are_followed_anywhere_if_that_is_wanted() {
      files = files.symlinks(Symlinks.FOLLOWED);

      expect(200, "/s/in.txt", "/s/out.txt", "/s/out/secret.txt", "/s/shown/secret.txt");
      expect(404, "/s/nowhere", "/s/loop");
    }

    @Test
    void may_be_the_folder_itself_and_point_elsewhere_at_any_time() throws IOException {
      var current = work.resolve("current");
      Files.createSymbolicLink(current, root);
      files = StaticFiles.directory(current);
      expect(200, "/s/hello.txt");
      Files.delete(current);
      Files.createSymbolicLink(current, work.resolve("outside"));

      expect(404, "/s/hello.txt");
      expect(200, "/s/secret.txt");
    }
  }

  @Nested
  class Folders {
    @Test
    void are_answered_with_their_index() throws IOException {
      write("index.html", "home");
      write("docs/index.html", "docs");

      assertThat(get("/s/").expectStatus(200).text()).isEqualTo("home");
      assertThat(get("/s/docs/").expectStatus(200).text()).isEqualTo("docs");
      assertThat(get("/s/docs/").contentType()).contains(MediaType.HTML);
    }

    @ParameterizedTest
    @CsvSource({
      "/s, ./s/",
      "/s?a=b&c, ./s/?a=b&c",
      "/s/docs, ./docs/",
      "/s/docs?next=//evil.example, ./docs/?next=//evil.example",
      "/s/a%20b, ./a%20b/",
      "/s/evil.example:80, ./evil.example:80/"
    })
    void without_a_slash_at_the_end_send_the_client_there(String path, String location)
        throws IOException {
      write("index.html", "home");
      write("docs/index.html", "docs");
      write("a b/index.html", "docs");
      write("evil.example:80/index.html", "docs");

      var response = get(path).expectStatus(308);

      assertThat(response.header("Location")).contains(location);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "//evil.example",
          "//evil.example/",
          "/s//evil.example",
          "/s//docs",
          "/%5Cdocs",
          "/s/%2F%2Fdocs",
          "/s/%09/docs"
        })
    void never_send_the_client_to_another_host(String path) throws IOException {
      write("docs/index.html", "docs");
      write("evil.example/index.html", "docs");

      var response = get(path);

      assertThat(response.statusCode()).isIn(400, 404);
      assertThat(response.header("Location")).isEmpty();
    }

    @Test
    void without_an_index_are_not_there_and_never_listed() throws IOException {
      write("docs/a.txt", "a");

      get("/s/").expectStatus(404);
      get("/s/docs").expectStatus(404);
      assertThat(get("/s/docs/").expectStatus(404).text()).doesNotContain("a.txt");
    }

    @Test
    void may_have_another_index_or_none() throws IOException {
      write("index.html", "home");
      write("start.htm", "start");

      files = files.index("start.htm");
      assertThat(get("/s/").text()).isEqualTo("start");
      files = files.withoutIndex();
      get("/s/").expectStatus(404);
      get("/s/index.html").expectStatus(200);
    }

    @Test
    void are_searched_in_order() throws IOException {
      var second = Files.createDirectory(work.resolve("second"));
      Files.writeString(second.resolve("hello.txt"), "second");
      Files.writeString(second.resolve("more.txt"), "more");
      Files.createDirectory(root.resolve("docs"));
      Files.createDirectory(second.resolve("docs"));
      Files.writeString(second.resolve("docs/index.html"), "docs");
      files = files.orDirectory(second);

      assertThat(get("/s/hello.txt").text()).isEqualTo("hello");
      assertThat(get("/s/more.txt").text()).isEqualTo("more");
      assertThat(get("/s/docs/").text()).isEqualTo("docs");
    }

    @Test
    void that_do_not_exist_are_refused_at_the_start_with_their_absolute_path() {
      assertThatThrownBy(() -> StaticFiles.directory(Path.of("no-such-folder")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "There is no folder "
                  + Path.of("no-such-folder").toAbsolutePath()
                  + "; create it, or serve another one.");
      assertThatThrownBy(() -> files.orDirectory(root.resolve("hello.txt")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("There is no folder " + root.resolve("hello.txt") + "; this is a file.");
    }

    @Test
    void that_vanish_later_are_empty() throws IOException {
      Files.delete(root.resolve("hello.txt"));
      Files.delete(root.resolve("app.js"));
      Files.delete(root);

      get("/s/hello.txt").expectStatus(404);
      get("/s/").expectStatus(404);
    }

    @Test
    void of_other_file_systems_are_served() throws IOException {
      var archive = URI.create("jar:" + work.resolve("a.zip").toUri());
      try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
        Files.createDirectory(zip.getPath("/web"));
        Files.writeString(zip.getPath("/web/x.txt"), "zipped");
        Files.writeString(zip.getPath("/secret.txt"), "secret");
        files = StaticFiles.directory(zip.getPath("/web"));

        assertThat(get("/s/x.txt").expectStatus(200).text()).isEqualTo("zipped");
        assertThat(get("/s/x.txt", "Range", "bytes=-2").expectStatus(206).text()).isEqualTo("ed");
        assertThat(get("/s/%2e%2e/secret.txt").statusCode()).isIn(400, 404);
      }
    }
  }

  @Nested
  class NotFound {
    @Test
    void is_the_usual_problem() {
      var response = get("/s/missing.txt").expectStatus(404);

      assertThat(response.problem().detail()).contains("There is nothing at this address.");
    }

    @Test
    void is_a_page_of_the_folder_for_those_who_take_one() throws IOException {
      write("404.html", "<h1>lost</h1>");

      var page = get("/s/missing", "Accept", PAGE).expectStatus(404);
      assertThat(page.text()).isEqualTo("<h1>lost</h1>");
      assertThat(page.contentType()).contains(MediaType.HTML);
      assertThat(page.header("Vary")).contains("Accept");
      assertThat(get("/s/missing").expectStatus(404).text()).isEqualTo("<h1>lost</h1>");
      assertThat(
              get("/s/missing", "Accept", "application/json").expectStatus(404).problem().title())
          .isEqualTo("Not Found");
    }

    @Test
    void has_the_page_also_where_no_file_can_be() throws IOException {
      write("404.html", "lost");

      assertThat(get("/s/" + "a".repeat(300)).expectStatus(404).text()).isEqualTo("lost");
    }

    @Test
    void answers_head_without_content() throws IOException {
      write("404.html", "lost");

      var head = send(HttpMethod.HEAD, "/s/missing").expectStatus(404);
      assertThat(head.header("Content-Length")).contains("4");
      assertThat(head.bytes()).isEmpty();
    }

    /// The page is older than what the browser has; it must not look like "not modified".
    @Test
    void is_never_a_304_or_a_206_of_the_page() throws IOException {
      write("404.html", "lost");
      var tag = get("/s/404.html").header("ETag").orElseThrow();

      var response =
          get("/s/missing", "If-Modified-Since", "Sun, 06 Nov 2044 08:49:37 GMT").expectStatus(404);
      get("/s/missing", "If-None-Match", tag).expectStatus(404);
      get("/s/missing", "If-None-Match", "*").expectStatus(404);
      get("/s/missing", "Range", "bytes=0-1").expectStatus(404);
      assertThat(response.headers().names())
          .doesNotContain("etag", "last-modified", "accept-ranges");
    }

    @Test
    void may_have_another_page() throws IOException {
      write("errors/lost.html", "other");
      files = files.notFoundPage("errors/lost.html");

      assertThat(get("/s/missing").expectStatus(404).text()).isEqualTo("other");
    }
  }

  @Nested
  class Fallback {
    @BeforeEach
    void createPage() throws IOException {
      write("index.html", "spa");
      files = files.fallback("index.html", "/api", "/v1/internal");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/s/users",
          "/s/users/7/edit",
          "/s/apiary",
          "/s/v1",
          "/s/v1/internals",
          "/s/users/"
        })
    void answers_paths_of_the_application(String path) {
      var response = get(path, "Accept", PAGE).expectStatus(200);

      assertThat(response.text()).isEqualTo("spa");
      assertThat(response.contentType()).contains(MediaType.HTML);
      assertThat(response.header("Cache-Control")).contains("no-cache");
      assertThat(response.header("Vary")).contains("Accept");
      assertThat(send(HttpMethod.HEAD, path, "Accept", PAGE).expectStatus(200).bytes()).isEmpty();
    }

    @Test
    void leaves_files_that_exist_alone() {
      assertThat(get("/s/hello.txt", "Accept", PAGE).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/s/api",
          "/s/api/",
          "/s/api/users",
          "/s/%61pi/users",
          "/s/v1/internal",
          "/s/v1/internal/x"
        })
    void never_answers_for_what_is_excluded(String path) {
      get(path, "Accept", PAGE).expectStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s/app-BX3kq9Lm.js", "/s/missing.css", "/s/img/x.png", "/s/a.b"})
    void never_answers_for_what_looks_like_a_file(String path) {
      get(path, "Accept", PAGE).expectStatus(404);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "*/*",
          "application/json",
          "image/avif,image/webp,*/*;q=0.8",
          "text/html;q=0",
          "application/json, text/plain, */*"
        })
    void answers_only_those_who_ask_for_a_page(String accept) {
      get("/s/users", "Accept", accept).expectStatus(404);
      get("/s/users").expectStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s/.env", "/s/.git", "/s/.hidden/x"})
    void does_not_pretend_that_hidden_files_exist(String path) {
      get(path, "Accept", PAGE).expectStatus(404);
    }

    @Test
    void takes_no_other_method() {
      send(HttpMethod.POST, "/s/users", "Accept", PAGE).expectStatus(405);
    }

    @Test
    void is_compared() {
      var tag = get("/s/users", "Accept", PAGE).header("ETag").orElseThrow();

      get("/s/users", "Accept", PAGE, "If-None-Match", tag).expectStatus(304);
    }

    @Test
    void leaves_the_answers_of_routes_alone() {
      var app = Lodestar.app().get("/users", _ -> Response.text("route")).mount("/", files).build();
      var client = TestClient.of(app);

      assertThat(client.get("/users").text()).isEqualTo("route");
      assertThat(client.get("/hello.txt").text()).isEqualTo("hello");
      var refused = client.post("/users").expectStatus(405);
      assertThat(refused.header("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(client.options("/users").header("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(client.request(HttpMethod.GET, "/else").header("Accept", PAGE).send().text())
          .isEqualTo("spa");
    }

    @Test
    void prefixes_are_paths() {
      assertThatThrownBy(() -> files.fallback("index.html", "api"))
          .hasMessage("The path 'api' to leave out does not start with '/'.");
      assertThatThrownBy(() -> files.fallback("../x"))
          .hasMessage("'../x' is no path of a file below a folder.");
      assertThatThrownBy(() -> files.index("a/b")).hasMessage("'a/b' is not the name of a file.");
    }
  }

  @Nested
  class Caching {
    @Test
    void of_names_with_a_hash_lasts_a_year() throws IOException {
      write("assets/index-BX3kq9Lm.js", "x");

      assertThat(get("/s/assets/index-BX3kq9Lm.js").header("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
    }

    @Test
    void of_everything_else_asks_before_each_use() throws IOException {
      write("my-component.js", "x");
      write("jquery-3.7.1.js", "x");

      assertThat(get("/s/my-component.js").header("Cache-Control")).contains("no-cache");
      assertThat(get("/s/jquery-3.7.1.js").header("Cache-Control")).contains("no-cache");
    }

    @Test
    void is_what_the_application_says() throws IOException {
      write("assets/plain.js", "x");
      files =
          files
              .cacheControl(CacheControl.publicly().maxAge(Duration.ofHours(1)))
              .immutable(path -> path.startsWith("assets/"));

      assertThat(get("/s/hello.txt").header("Cache-Control")).contains("public, max-age=3600");
      assertThat(get("/s/assets/plain.js").header("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
    }
  }

  @Nested
  class Precompressed {
    @BeforeEach
    void createVariants() throws IOException {
      write("app.js.gz", "gzipped");
      write("app.js.br", "brotli!");
      files = files.precompressed();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "gzip, deflate, br, zstd      | br",
          "gzip                         | gzip",
          "x-gzip                       | gzip",
          "GZIP                         | gzip",
          "br;q=0.5, gzip;q=0.8         | gzip",
          "br;q=0.8, gzip;q=0.8         | br",
          "br;q=0, *                    | gzip",
          "*                            | br",
          "*;q=0.1                      | br",
          "gzip;q=0                     | ''",
          "zstd                         | ''",
          "identity                     | ''",
          "identity, gzip;q=0.5         | ''",
          "identity;q=0.5, gzip         | gzip",
          "gzip;q=2                     | ''",
          "gzip;q=x                     | ''",
          "gzip;level=9                 | ''",
          "gzipped                      | ''",
          "*;q=0                        | ''"
        })
    void variants_are_chosen_by_weight(String accept, String coding) {
      var response = get("/s/app.js", "Accept-Encoding", accept).expectStatus(200);

      assertThat(response.header("Content-Encoding").orElse("")).isEqualTo(coding);
      assertThat(response.text())
          .isEqualTo(
              switch (coding) {
                case "br" -> "brotli!";
                case "gzip" -> "gzipped";
                default -> "js";
              });
      assertThat(response.header("Vary")).contains("Accept-Encoding");
      assertThat(response.contentType()).contains(MediaType.ofFileName("app.js"));
    }

    @Test
    void a_client_that_says_nothing_gets_the_file_itself() {
      var response = get("/s/app.js");

      assertThat(response.header("Content-Encoding")).isEmpty();
      assertThat(response.header("Vary")).contains("Accept-Encoding");
    }

    @Test
    void a_file_without_variants_does_not_vary() {
      assertThat(get("/s/hello.txt", "Accept-Encoding", "gzip").header("Vary")).isEmpty();
    }

    @Test
    void each_variant_has_a_tag_of_its_own() {
      var plain = get("/s/app.js").header("ETag").orElseThrow();
      var gzip = get("/s/app.js", "Accept-Encoding", "gzip").header("ETag").orElseThrow();
      var brotli = get("/s/app.js", "Accept-Encoding", "br").header("ETag").orElseThrow();

      assertThat(plain).isNotEqualTo(gzip).isNotEqualTo(brotli);
      assertThat(gzip).isNotEqualTo(brotli);
      assertThat(EntityTag.parse(gzip).isWeak()).isFalse();
      get("/s/app.js", "Accept-Encoding", "gzip", "If-None-Match", plain).expectStatus(200);
      assertThat(
              get("/s/app.js", "Accept-Encoding", "gzip", "If-None-Match", gzip)
                  .expectStatus(304)
                  .header("Vary"))
          .contains("Accept-Encoding");
    }

    @Test
    void a_variant_is_sent_in_parts_of_its_own_bytes() {
      var response =
          get("/s/app.js", "Accept-Encoding", "gzip", "Range", "bytes=0-3").expectStatus(206);

      assertThat(response.text()).isEqualTo("gzip");
      assertThat(response.header("Content-Range")).contains("bytes 0-3/7");
      assertThat(response.header("Content-Encoding")).contains("gzip");
    }

    @Test
    void a_variant_that_is_asked_for_by_name_is_a_file_like_any_other() throws IOException {
      write("app.js.gz.br", "twice");

      var response = get("/s/app.js.gz", "Accept-Encoding", "gzip");
      assertThat(response.header("Content-Encoding")).isEmpty();
      assertThat(response.contentType()).contains(MediaType.parse("application/gzip"));
    }

    @Test
    void a_variant_without_its_file_is_not_there() throws IOException {
      write("gone.js.gz", "x");

      get("/s/gone.js", "Accept-Encoding", "gzip").expectStatus(404);
    }

    @Test
    void the_fallback_has_variants_too() throws IOException {
      write("index.html", "spa");
      write("index.html.gz", "spa gz");
      files = files.fallback("index.html");

      var response = get("/s/users", "Accept", PAGE, "Accept-Encoding", "gzip").expectStatus(200);
      assertThat(response.text()).isEqualTo("spa gz");
      assertThat(response.header("Vary")).contains("Accept-Encoding, Accept");
    }

    @Test
    void nothing_is_compressed_unless_it_is_asked_for() {
      files = StaticFiles.directory(root);

      var response = get("/s/app.js", "Accept-Encoding", "gzip");
      assertThat(response.header("Content-Encoding")).isEmpty();
      assertThat(response.header("Vary")).isEmpty();
    }
  }
}
