package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.Server;
import dev.lodestar.files.StaticFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as they go over the wire, and paths that clients would have tidied up.
class StaticFilesOverSocketTest {
  @TempDir Path work;
  private Server server;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    var root = Files.createDirectory(work.resolve("static"));
    Files.writeString(work.resolve("secret.txt"), "secret");
    Files.createDirectory(work.resolve("static-private"));
    Files.writeString(work.resolve("static-private/secret.txt"), "secret");
    Files.writeString(root.resolve(".env"), "secret");
    var file = root.resolve("digits.txt");
    Files.writeString(file, "0123456789");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(784_111_777)));
    Files.createDirectory(root.resolve("docs"));
    Files.writeString(root.resolve("docs/index.html"), "docs");
    var application =
        Lodestar.app()
            .mount("/s", StaticFiles.directory(root))
            .mount("/", StaticFiles.directory(root))
            .build();
    server = new NettyEngine().start(application, TestServer.options());
    client = RawClient.connect(server);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private RawResponse get(String path, String... headerLines) throws IOException {
    var lines = new StringBuilder();
    for (var line : headerLines) {
      lines.append(line).append("\r\n");
    }
    return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n").read();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/s/../secret.txt",
        "/s/./../secret.txt",
        "/s/docs/../../secret.txt",
        "/../secret.txt",
        "/../../../../../../etc/passwd",
        "/s/%2e%2e/secret.txt",
        "/s/.%2e/secret.txt",
        "/s/%2e%2e%2fsecret.txt",
        "/s/..%2fsecret.txt",
        "/s/%252e%252e/secret.txt",
        "/s/%252e%252e%252fsecret.txt",
        "/s/..\\secret.txt",
        "/s/..%5csecret.txt",
        "/s/%5c..%5csecret.txt",
        "/s/..%c0%afsecret.txt",
        "/s/%c0%ae%c0%ae/secret.txt",
        "/s/%u002e%u002e/secret.txt",
        "/s-private/secret.txt",
        "/s/../static-private/secret.txt",
        "//etc/passwd",
        "/s//etc/passwd",
        "/s/%2fetc/passwd",
        "/s/file:///etc/passwd",
        "/s/C:/secret.txt",
        "/s/C:%5csecret.txt",
        "/s/digits.txt%00",
        "/s/digits.txt%00.html",
        "/s/%00",
        "/s/digits.txt.",
        "/s/digits.txt%20",
        "/s/digits.txt/",
        "/s/digits.txt/.",
        "/s/con",
        "/s/.env",
        "/s/%2eenv",
        "/.env",
        "/s/~root/secret.txt",
        "/s/..;/secret.txt"
      })
  void no_path_leads_out_of_the_folder(String path) throws IOException {
    var response = get(path);

    assertThat(response.status()).isIn(400, 404);
    assertThat(response.body())
        .doesNotContain("0123")
        .doesNotContain("root:")
        .isNotEqualTo("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//docs", "//evil.example/..", "/\\docs", "/s//docs", "/%2fdocs"})
  void no_path_is_sent_to_another_host(String path) throws IOException {
    var response = get(path);

    assertThat(response.status()).isIn(400, 404);
    assertThat(response.header("Location")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"/docs, ./docs/", "/s/docs?x=//y, ./docs/?x=//y"})
  void a_folder_is_redirected_relatively(String path, String location) throws IOException {
    var response = get(path);

    assertThat(response.status()).isEqualTo(308);
    assertThat(response.header("Location")).isEqualTo(location);
  }

  @Test
  void a_file_is_sent_whole() throws IOException {
    var response = get("/s/digits.txt");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Length")).isEqualTo("10");
    assertThat(response.header("Transfer-Encoding")).isNull();
    assertThat(response.header("Last-Modified")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(response.body()).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, bytes 0-0/10",
    "bytes=7-, 789, bytes 7-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=-99, 0123456789, bytes 0-9/10",
    "bytes=2-99, 23456789, bytes 2-9/10",
    "'bytes=0-1,3-4,1-3', 01234, bytes 0-4/10"
  })
  void a_part_is_sent_byte_for_byte(String range, String body, String contentRange)
      throws IOException {
    var response = get("/s/digits.txt", "Range: " + range);

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.header("Content-Range")).isEqualTo(contentRange);
    assertThat(response.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    assertThat(response.body()).isEqualTo(body);
  }

  /// The connection can be used again only if the length that was announced is exactly what came.
  @Test
  void several_parts_are_sent_byte_for_byte() throws IOException {
    var response = get("/s/digits.txt", "Range: bytes=0-1,-1,4-5");
    var type = String.valueOf(response.header("Content-Type"));

    assertThat(response.status()).isEqualTo(206);
    assertThat(type).startsWith("multipart/byteranges;boundary=");
    var boundary = type.substring(type.indexOf('=') + 1);
    assertThat(response.header("Content-Range")).isNull();
    assertThat(response.header("Content-Length")).isEqualTo("" + response.bytes().length);
    assertThat(response.body())
        .isEqualTo(
            "--"
                + boundary
                + "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--"
                + boundary
                + "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 4-5/10\r\n\r\n45\r\n--"
                + boundary
                + "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 9-9/10\r\n\r\n9\r\n--"
                + boundary
                + "--\r\n");
    assertThat(get("/s/digits.txt").body()).isEqualTo("0123456789");
  }

  @Test
  void what_cannot_be_satisfied_is_a_416_with_unit_and_length() throws IOException {
    var response = get("/s/digits.txt", "Range: bytes=10-");

    assertThat(response.status()).isEqualTo(416);
    assertThat(response.header("Content-Range")).isEqualTo("bytes */10");
  }

  @Test
  void ten_thousand_ranges_are_answered_with_the_whole_file() throws IOException {
    var ranges = "0-0,".repeat(7_000);

    assertThat(get("/s/digits.txt", "Range: bytes=" + ranges).status()).isEqualTo(200);
  }

  @Test
  void a_304_has_no_content_and_the_connection_goes_on() throws IOException {
    var tag = get("/s/digits.txt").header("ETag");
    var response = get("/s/digits.txt", "If-None-Match: " + tag);

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.header("ETag")).isEqualTo(tag);
    assertThat(response.header("Content-Length")).isNull();
    assertThat(response.header("Content-Type")).isNull();
    assertThat(response.header("Date")).isNotNull();
    assertThat(get("/s/digits.txt").body()).isEqualTo("0123456789");
  }

  @Test
  void head_has_no_content_and_the_connection_goes_on() throws IOException {
    var response =
        client
            .send("HEAD /s/digits.txt HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\n\r\n")
            .readHead();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Length")).isEqualTo("10");
    assertThat(get("/s/digits.txt").body()).isEqualTo("0123456789");
  }

  @Test
  void post_is_refused_with_the_methods_that_are_allowed() throws IOException {
    var response =
        client
            .send("POST /s/digits.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx")
            .read();

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }
}
