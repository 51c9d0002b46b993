package dev.lodestar.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Lodestar;
import dev.lodestar.coding.Compression;
import dev.lodestar.coding.ContentCoding;
import dev.lodestar.coding.Decompression;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The content coding `zstd` in responses and requests.
class ZstandardTest {
  private static final String LARGE = "Grüße an alle. ".repeat(1000);

  private final ContentCoding coding = Zstandard.coding();
  private final TestClient client =
      TestClient.of(
          Lodestar.app()
              .middleware(
                  Compression.standard().with(coding),
                  Decompression.standard().with(coding).expansionLimit(1_000_000))
              .get("/large", request -> Response.text(LARGE))
              .post("/length", request -> Response.text("" + request.body().length()))
              .build());

  private byte[] encoded(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var encoder = coding.encoder(out)) {
      encoder.write(content);
    }
    return out.toByteArray();
  }

  private TestResponse post(byte[] body) {
    return client
        .request(HttpMethod.POST, "/length")
        .header("Content-Encoding", "zstd")
        .body(MediaType.OCTET_STREAM, body)
        .send();
  }

  private static byte[] random(int size) {
    var content = new byte[size];
    new Random(7).nextBytes(content);
    return content;
  }

  @Test
  void it_is_preferred_among_what_the_client_wants_alike() throws IOException {
    var response =
        client
            .request(HttpMethod.GET, "/large")
            .header("Accept-Encoding", "gzip, deflate, zstd")
            .send();

    assertThat(response.header("Content-Encoding")).contains("zstd");
    assertThat(response.bytes().length).isLessThan(1000);
    try (var decoder = coding.decoder(new ByteArrayInputStream(response.bytes()))) {
      assertThat(decoder.readAllBytes()).isEqualTo(LARGE.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void content_of_any_size_comes_back_as_it_was() throws IOException {
    for (var size : new int[] {0, 1, 100, 65_536, 1_000_000}) {
      var content = random(size);
      try (var decoder = coding.decoder(new ByteArrayInputStream(encoded(content)))) {
        assertThat(decoder.readAllBytes()).isEqualTo(content);
      }
    }
  }

  @Test
  void what_was_flushed_can_be_read_at_once() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var encoder = coding.encoder(out)) {
      encoder.write("first".getBytes(StandardCharsets.UTF_8));
      encoder.flush();
      var sent = out.toByteArray();
      try (var decoder = coding.decoder(new ByteArrayInputStream(sent))) {
        assertThat(decoder.readNBytes(5)).asString(StandardCharsets.UTF_8).isEqualTo("first");
      }
      encoder.write("second".getBytes(StandardCharsets.UTF_8));
    }
    try (var decoder = coding.decoder(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(decoder.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("firstsecond");
    }
  }

  @Test
  void bodies_of_requests_are_decompressed() throws IOException {
    assertThat(post(encoded(new byte[5000])).expectStatus(200).text()).isEqualTo("5000");
  }

  @Test
  void what_becomes_too_large_is_a_413() throws IOException {
    post(encoded(new byte[1_000_001])).expectStatus(413);
    post(encoded(new byte[100_000_000])).expectStatus(413);
  }

  @Test
  void a_body_that_is_cut_anywhere_is_a_400() throws IOException {
    var whole = encoded("a text that is compressed".repeat(3).getBytes(StandardCharsets.UTF_8));

    for (var length = 1; length < whole.length; length++) {
      post(Arrays.copyOf(whole, length)).expectStatus(400);
    }
  }

  @Test
  void garbage_is_a_400() throws IOException {
    post("no such thing".getBytes(StandardCharsets.UTF_8)).expectStatus(400);
    post(random(5000)).expectStatus(400);
    var followed = new ByteArrayOutputStream();
    followed.write(encoded(new byte[10]));
    followed.write("garbage".getBytes(StandardCharsets.UTF_8));
    post(followed.toByteArray()).expectStatus(400);
  }

  @Test
  void a_body_with_a_bit_changed_is_never_a_500() throws IOException {
    var whole = encoded("a text that is compressed".repeat(3).getBytes(StandardCharsets.UTF_8));

    for (var bit = 0; bit < whole.length * 8; bit++) {
      var changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(post(changed).statusCode()).isIn(200, 400, 413);
    }
  }

  @Test
  void levels_that_there_are_not_are_refused() {
    assertThatThrownBy(() -> Zstandard.coding(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Zstandard.coding(20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("expected 1 to 19.");
  }
}
