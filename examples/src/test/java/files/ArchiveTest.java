package files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.json.JsonType;
import dev.lodestar.test.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final String DIGITS_CHECKSUM =
      "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

  @TempDir Path folder;
  private TestClient client;

  @BeforeEach
  void open() {
    client = TestClient.of(Archive.app(folder, Duration.ofMillis(1)));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private StoredFile upload(String name, String content) {
    var body =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\n\r\n"
            + content
            + "\r\n--x--\r\n";
    return client
        .request(HttpMethod.POST, "/api/files")
        .body(MediaType.parse("multipart/form-data; boundary=x"), body.getBytes(UTF_8))
        .send()
        .expectStatus(201)
        .json(StoredFile.class);
  }

  @Test
  void a_file_is_kept_and_listed() {
    var stored = upload("digits.txt", "0123456789");

    assertThat(stored.size()).isEqualTo(10);
    assertThat(client.get("/api/files").json(new JsonType<List<StoredFile>>() {}))
        .extracting(StoredFile::name)
        .containsExactly("digits.txt");
  }

  @Test
  void a_file_comes_back_whole_and_in_parts() {
    var content = "/api/files/" + upload("digits.wav", "0123456789").id() + "/content";

    var whole = client.get(content).expectStatus(200);
    assertThat(whole.text()).isEqualTo("0123456789");
    assertThat(whole.header("Content-Type")).contains("audio/wav");
    assertThat(whole.header("Content-Disposition")).contains("inline; filename=\"digits.wav\"");
    var part =
        client
            .request(HttpMethod.GET, content)
            .header("Range", "bytes=-3")
            .send()
            .expectStatus(206);
    assertThat(part.text()).isEqualTo("789");
  }

  @Test
  void a_page_of_somebody_else_is_saved_and_not_shown() {
    var stored = upload("page.html", "<script>");

    assertThat(client.get("/api/files/" + stored.id() + "/content").header("Content-Disposition"))
        .contains("attachment; filename=\"page.html\"");
  }

  @Test
  void the_progress_ends_with_the_checksum() {
    var stored = upload("digits.txt", "0123456789");

    var events = client.get("/api/files/" + stored.id() + "/progress").expectStatus(200).text();
    assertThat(events.strip()).endsWith("\"checksum\":\"" + DIGITS_CHECKSUM + "\"}");
  }

  @Test
  void an_unknown_file_is_a_404() {
    client.get("/api/files/none").expectStatus(404);
    client.get("/api/files/none/progress").expectStatus(404);
  }

  @Test
  void the_page_answers_for_its_own_paths_only() {
    var page = client.request(HttpMethod.GET, "/files/7").header("Accept", "text/html").send();

    assertThat(page.expectStatus(200).text()).contains("<title>Files</title>");
    client
        .request(HttpMethod.GET, "/api/nothing")
        .header("Accept", "text/html")
        .send()
        .expectStatus(404);
  }
}
