package dev.lodestar.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.coding.Compression;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files inside of middleware that compresses.
class CompressedFilesTest {
  @TempDir Path root;
  private TestClient client;

  @BeforeEach
  void createFiles() throws IOException {
    write("text.txt", "0123456789".repeat(500));
    write("app.js", "x".repeat(5000));
    write("app.js.gz", "gzip".repeat(500));
    client =
        TestClient.of(
            Lodestar.app()
                .middleware(Compression.standard())
                .mount("/", StaticFiles.directory(root).precompressed())
                .build());
  }

  private void write(String name, String content) throws IOException {
    var file = Files.writeString(root.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(784_111_777)));
  }

  private TestResponse get(String path, String... headers) {
    var request = client.request(HttpMethod.GET, path).header("Accept-Encoding", "gzip");
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.send();
  }

  private String plainTag() {
    return client.get("/text.txt").header("ETag").orElseThrow();
  }

  @Test
  void what_is_compressed_on_the_way_has_a_weak_tag_and_no_parts() {
    var response = get("/text.txt").expectStatus(200);

    assertThat(response.header("Content-Encoding")).contains("gzip");
    assertThat(response.header("ETag")).contains("W/" + plainTag());
    assertThat(response.header("Accept-Ranges")).isEmpty();
    assertThat(response.header("Vary")).contains("Accept-Encoding");
  }

  @Test
  void a_part_is_one_of_the_file_itself() {
    var part = get("/text.txt", "Range", "bytes=0-1999").expectStatus(206);

    assertThat(part.header("Content-Encoding")).isEmpty();
    assertThat(part.header("ETag")).contains(plainTag());
    assertThat(part.text()).isEqualTo("0123456789".repeat(200));
  }

  @Test
  void what_came_compressed_cannot_be_continued_as_something_else() {
    var whole =
        get("/text.txt", "Range", "bytes=100-", "If-Range", "W/" + plainTag()).expectStatus(200);

    assertThat(whole.header("Content-Encoding")).contains("gzip");
  }

  @Test
  void the_weak_tag_is_known_again() {
    get("/text.txt", "If-None-Match", "W/" + plainTag()).expectStatus(304);
  }

  @Test
  void what_lies_there_compressed_is_not_compressed_again() {
    var response = get("/app.js").expectStatus(200);

    assertThat(response.headers().all("Content-Encoding")).containsExactly("gzip");
    assertThat(response.text()).isEqualTo("gzip".repeat(500));
    assertThat(response.headers().all("Vary")).containsExactly("Accept-Encoding");
    assertThat(response.header("Accept-Ranges")).contains("bytes");
    assertThat(response.header("ETag").orElseThrow()).startsWith("\"");
  }
}
