package dev.lodestar.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Body;
import dev.lodestar.BodyLimit;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How bodies of requests are decompressed.
class DecompressionTest {

  record Order(String sku, int count) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Post("/orders")
    Order create(@Body Order order) {
      return order;
    }

    @Post("/bytes")
    String bytes(Request request) {
      return request.body().length()
          + " "
          + request.headers().first("Content-Length", "none")
          + " "
          + request.headers().contains("Content-Encoding");
    }

    @Post("/small")
    @BodyLimit(100)
    String small(Request request) {
      return "" + request.body().length();
    }
  }

  private static final byte[] ORDER =
      "{\"sku\":\"x\",\"count\":3}".getBytes(StandardCharsets.UTF_8);

  private final TestClient client =
      TestClient.of(
          Lodestar.app()
              .middleware(Decompression.standard().expansionLimit(100_000))
              .routes(Handlers.class)
              .build());

  private TestResponse post(String path, String coding, byte[] body) {
    return client
        .request(HttpMethod.POST, path)
        .header("Content-Encoding", coding)
        .body(MediaType.JSON, body)
        .send();
  }

  @FunctionalInterface
  private interface Encoder {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] encoded(byte[] content, Encoder encoder) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var encoding = encoder.around(out)) {
      encoding.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    return encoded(content, GZIPOutputStream::new);
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZip", "identity, gzip", "gzip,,"})
  void a_compressed_body_is_read_like_a_plain_one(String coding) throws IOException {
    assertThat(post("/orders", coding, gzip(ORDER)).expectStatus(201).text())
        .isEqualTo("{\"sku\":\"x\",\"count\":3}");
  }

  @Test
  void deflate_is_read_with_its_frame_and_without() throws IOException {
    var framed = encoded(ORDER, DeflaterOutputStream::new);
    var raw =
        encoded(
            ORDER, out -> new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED, true)));

    post("/orders", "deflate", framed).expectStatus(201);
    post("/orders", "deflate", raw).expectStatus(201);
  }

  @Test
  void two_codings_are_undone_from_the_outside() throws IOException {
    var twice = gzip(encoded(ORDER, DeflaterOutputStream::new));

    post("/orders", "deflate, gzip", twice).expectStatus(201);
    post("/orders", "gzip, deflate", twice).expectStatus(400);
  }

  @Test
  void the_handler_sees_the_headers_of_the_content() throws IOException {
    assertThat(post("/bytes", "gzip", gzip(new byte[5000])).text()).isEqualTo("5000 5000 false");
    assertThat(post("/bytes", "identity", new byte[5]).text()).isEqualTo("5 5 false");
    assertThat(post("/bytes", "gzip", new byte[0]).text()).startsWith("0 ");
  }

  @Test
  void members_of_gzip_are_one_content() throws IOException {
    var body = joined(gzip(new byte[10]), gzip(new byte[20]));

    assertThat(post("/bytes", "gzip", body).text()).startsWith("30 ");
  }

  @Test
  void optional_parts_of_the_header_of_gzip_are_skipped() throws IOException {
    var plain = gzip(ORDER);
    var header = new byte[] {0x1F, (byte) 0x8B, 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 0};
    var extra = new byte[] {2, 0, 'a', 'b'};
    var texts = "name\0comment\0".getBytes(StandardCharsets.US_ASCII);

    var body = joined(header, extra, texts, Arrays.copyOfRange(plain, 10, plain.length));

    post("/orders", "gzip", body).expectStatus(201);
  }

  @Test
  void what_becomes_too_large_is_a_413_that_says_so() throws IOException {
    var response = post("/bytes", "gzip", gzip(new byte[100_001])).expectStatus(413);

    assertThat(response.text())
        .contains(
            "The body becomes larger than the 100000 bytes that are accepted here, once its coding"
                + " gzip is undone.");
    post("/bytes", "gzip", gzip(new byte[100_000])).expectStatus(201);
  }

  @Test
  void a_bomb_in_a_bomb_is_stopped() throws IOException {
    post("/bytes", "gzip, gzip", gzip(gzip(new byte[50_000_000]))).expectStatus(413);
  }

  /// Otherwise half a megabyte of it keeps a processor at work for seconds.
  @Test
  void a_bomb_of_gzip_without_content_is_stopped() throws IOException {
    var nothing = gzip(new byte[0]);
    var members = new ByteArrayOutputStream();
    for (var i = 0; i < 1_000_000 / nothing.length; i++) {
      members.writeBytes(nothing);
    }

    post("/bytes", "gzip, gzip", gzip(members.toByteArray())).expectStatus(413);
  }

  @Test
  void what_cannot_be_compressed_may_be_as_large_as_the_limit_in_two_codings() throws IOException {
    var random = new byte[100_000];
    new Random(1).nextBytes(random);

    post("/bytes", "gzip, gzip", gzip(gzip(random))).expectStatus(201);
  }

  @Test
  void the_limit_of_the_body_counts_for_what_is_sent() throws IOException {
    var random = new byte[200];
    new Random(1).nextBytes(random);

    assertThat(post("/small", "gzip", gzip(new byte[5000])).expectStatus(201).text())
        .isEqualTo("5000");
    post("/small", "gzip", gzip(random)).expectStatus(413);
  }

  @Test
  void a_body_that_is_cut_anywhere_is_a_400() throws IOException {
    var whole = gzip(ORDER);

    for (var length = 1; length < whole.length; length++) {
      var response = post("/bytes", "gzip", Arrays.copyOf(whole, length)).expectStatus(400);
      assertThat(response.text()).contains("The body is not valid gzip");
    }
    var framed = encoded(ORDER, DeflaterOutputStream::new);
    for (var length = 2; length < framed.length; length++) {
      post("/bytes", "deflate", Arrays.copyOf(framed, length)).expectStatus(400);
    }
  }

  @Test
  void a_body_with_a_bit_changed_is_never_a_500() throws IOException {
    var whole =
        gzip(
            "{\"sku\":\"some text to compress\",\"count\":3}"
                .repeat(3)
                .getBytes(StandardCharsets.UTF_8));

    for (var bit = 0; bit < whole.length * 8; bit++) {
      var changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(post("/bytes", "gzip", changed).statusCode()).isIn(201, 400);
    }
  }

  @Test
  void garbage_is_a_400() throws IOException {
    for (var coding : new String[] {"gzip", "deflate"}) {
      post("/bytes", coding, ORDER).expectStatus(400);
      post("/bytes", coding, new byte[] {0}).expectStatus(400);
      post("/bytes", coding, new byte[3]).expectStatus(400);
    }
    post("/bytes", "gzip", joined(gzip(ORDER), new byte[] {1})).expectStatus(400);
    post("/bytes", "gzip", joined(gzip(ORDER), "rest".getBytes(StandardCharsets.US_ASCII)))
        .expectStatus(400);
    post("/bytes", "deflate", joined(encoded(ORDER, DeflaterOutputStream::new), new byte[1]))
        .expectStatus(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzipp", "compress", "gzip, unknown", "gzip;q=1"})
  void a_coding_that_is_not_known_is_a_415(String coding) throws IOException {
    var response = post("/orders", coding, gzip(ORDER)).expectStatus(415);

    assertThat(response.header("Accept-Encoding")).contains("gzip, deflate");
  }

  @Test
  void more_than_two_codings_are_a_415() throws IOException {
    post("/orders", "gzip, gzip, gzip", gzip(gzip(gzip(ORDER)))).expectStatus(415);
    client
        .request(HttpMethod.POST, "/orders")
        .header("Content-Encoding", "gzip")
        .header("Content-Encoding", "gzip")
        .header("Content-Encoding", "gzip")
        .body(MediaType.JSON, gzip(gzip(gzip(ORDER))))
        .send()
        .expectStatus(415);
  }

  @Test
  void a_body_that_arrives_while_it_is_read_is_decompressed_while_it_is_read() throws IOException {
    assertThat(arriving(new ByteArrayInputStream(gzip(new byte[90_000]))).status().code())
        .isEqualTo(200);
    assertThat(READ).containsExactly("90000", "none");
  }

  @Test
  void a_body_that_arrives_is_limited_and_checked_where_it_is_read() throws IOException {
    var cut = gzip(new byte[90_000]);

    assertThat(arriving(new ByteArrayInputStream(gzip(new byte[100_001]))).status().code())
        .isEqualTo(413);
    assertThat(arriving(new ByteArrayInputStream(cut, 0, cut.length - 1)).status().code())
        .isEqualTo(400);
  }

  @Test
  void what_is_wrong_with_the_arrival_is_not_taken_for_the_coding() throws IOException {
    var late =
        new InputStream() {
          @Override
          public int read() {
            throw HttpException.of(Status.REQUEST_TIMEOUT, "late");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return read();
          }
        };

    assertThat(arriving(late).status().code()).isEqualTo(408);
  }

  private static final List<String> READ = new ArrayList<>();

  private static RenderedResponse arriving(InputStream source) {
    READ.clear();
    var app =
        Lodestar.app()
            .middleware(Decompression.standard().expansionLimit(100_000))
            .post(
                "/",
                request -> {
                  var count = request.body().stream().transferTo(OutputStream.nullOutputStream());
                  READ.add(Long.toString(count));
                  READ.add(request.headers().first("Content-Length", "none"));
                  return Response.text("ok");
                })
            .build();
    return app.handle(
        Requests.post(
            "/",
            Headers.of("Content-Encoding", "gzip", "Content-Length", "17"),
            RequestBody.streamed(source, RequestBody.UNKNOWN_LENGTH, 1 << 20)));
  }

  @Test
  void a_plain_body_is_left_alone() {
    client.request(HttpMethod.POST, "/orders").body(MediaType.JSON, ORDER).send().expectStatus(201);
  }
}
