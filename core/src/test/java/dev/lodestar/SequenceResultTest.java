package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.INVALID_HEADER;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_CONTENT;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_HEADER;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import dev.lodestar.test.UnexpectedServerError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Results that are produced while they are sent.
class SequenceResultTest {

  record Row(int id) {}

  private static final AtomicInteger CLOSED = new AtomicInteger();
  private static final AtomicInteger PULLED = new AtomicInteger();
  private static final List<String> EVENTS = new ArrayList<>();

  private static Stream<Row> rows(int count) {
    return IntStream.range(0, count)
        .peek(i -> PULLED.incrementAndGet())
        .mapToObj(Row::new)
        .onClose(() -> {
          CLOSED.incrementAndGet();
          EVENTS.add("stream closed");
        });
  }

  private static Stream<Row> failingAt(int index) {
    return rows(100)
        .peek(row -> {
          if (row.id() == index) {
            throw HttpException.of(Status.BAD_GATEWAY, "The rows ran out.");
          }
        });
  }

  static final class Session implements AutoCloseable {
    @Override
    public void close() {
      EVENTS.add("session closed");
    }
  }

  private static final class Letters extends ByteArrayInputStream {
    Letters() {
      super("letters".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      CLOSED.incrementAndGet();
      super.close();
    }
  }

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/stream")
    Stream<Row> stream() {
      return rows(3);
    }

    @Get("/iterator")
    Iterator<Row> iterator() {
      return List.of(new Row(0), new Row(1), new Row(2)).iterator();
    }

    @Get("/iterable")
    Iterable<Row> iterable() {
      var rows = List.of(new Row(0), new Row(1), new Row(2));
      return () -> rows.iterator();
    }

    @Get("/open")
    Object open() {
      return rows(3);
    }

    @Get("/response")
    Response<Stream<Row>> response() {
      return Response.of(rows(3)).header("X-A", "b");
    }

    @Get("/ints")
    IntStream ints() {
      return IntStream.range(0, 3);
    }

    @Get("/empty")
    Stream<Row> empty() {
      return rows(0);
    }

    @Get("/many")
    Stream<Row> many() {
      return rows(10_000);
    }

    @Get("/endless")
    Stream<Row> endless() {
      return rows(Integer.MAX_VALUE);
    }

    @Get("/fails/{at}")
    Stream<Row> fails(int at) {
      return failingAt(at);
    }

    @Get("/not-modified")
    Response<Stream<Row>> notModified() {
      return Response.of(rows(3)).status(Status.NOT_MODIFIED);
    }

    @Get("/texts")
    Stream<String> texts() {
      return Stream.of("a\n", "ü\n");
    }

    @Get(
        value = "/plain",
        produces = {"text/plain", "application/x-ndjson"})
    Stream<String> plain() {
      return Stream.of("a\n", "ü\n");
    }

    @Get(value = "/pieces", produces = "application/zip")
    Iterator<byte[]> pieces() {
      return List.of(new byte[] {1}, new byte[] {2, 3}).iterator();
    }

    @Get("/session")
    Stream<Row> session(Session session) {
      EVENTS.add("handler");
      return rows(2).peek(row -> EVENTS.add("row " + row.id()));
    }

    @Get("/input")
    InputStream input() {
      return new Letters();
    }

    @Get(value = "/buffer", produces = "text/plain")
    ByteBuffer buffer() {
      return ByteBuffer.wrap("buffer".getBytes(StandardCharsets.UTF_8)).position(2).slice();
    }

    @Get("/direct")
    ByteBuffer direct() {
      return ByteBuffer.allocateDirect(4).put((byte) 7).flip().asReadOnlyBuffer();
    }
  }

  private final App app =
      Lodestar.app()
          .provide(Provider.of(Session.class, () -> new Session()))
          .routes(Handlers.class)
          .build();

  /// Handlers decide about headers and fail in ways here that nobody has declared.
  private final TestClient client =
      TestClient.of(app).ignoringFindings(UNDOCUMENTED_HEADER, UNDOCUMENTED_STATUS);

  @BeforeEach
  void forget() {
    CLOSED.set(0);
    PULLED.set(0);
    EVENTS.clear();
  }

  private TestResponse get(String path, String accept) {
    return client.request(HttpMethod.GET, path).header("Accept", accept).send();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/iterator", "/iterable", "/open", "/response"})
  void a_sequence_is_a_json_array_of_unknown_length(String path) {
    var response = client.get(path).expectStatus(200);

    assertThat(response.text()).isEqualTo("[{\"id\":0},{\"id\":1},{\"id\":2}]");
    assertThat(response.header("Content-Type")).contains("application/json");
    assertThat(response.header("Content-Length")).isEmpty();
    assertThat(response.header("Vary")).contains("Accept");
  }

  @Test
  void streams_of_numbers_and_empty_ones_are_arrays_too() {
    assertThat(client.get("/ints").text()).isEqualTo("[0,1,2]");
    assertThat(client.get("/empty").text()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-ndjson,application/x-ndjson",
    "application/ndjson,application/ndjson",
    "application/jsonl,application/jsonl",
    "'application/jsonl, application/json;q=0.5',application/jsonl"
  })
  void a_client_may_ask_for_a_line_for_each_item(String accept, String sent) {
    var response = get("/stream", accept).expectStatus(200);

    assertThat(response.header("Content-Type")).contains(sent);
    assertThat(response.text()).isEqualTo("{\"id\":0}\n{\"id\":1}\n{\"id\":2}\n");
    assertThat(get("/empty", accept).bytes()).isEmpty();
  }

  @Test
  void lines_are_lines_where_json_is_pretty() {
    var pretty =
        TestClient.of(
            Lodestar.app()
                .codecs(codecs -> codecs.pretty(true))
                .routes(Handlers.class)
                .provide(Provider.of(Session.class, () -> new Session()))
                .build());

    assertThat(
            pretty
                .request(HttpMethod.GET, "/stream")
                .header("Accept", "application/x-ndjson")
                .send()
                .text())
        .isEqualTo("{\"id\":0}\n{\"id\":1}\n{\"id\":2}\n");
  }

  @Test
  void what_no_sequence_can_be_sent_as_is_refused() {
    get("/stream", "application/vnd.msgpack").expectStatus(406);
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void texts_and_bytes_are_sent_as_they_are_if_they_are_declared_to_be() {
    assertThat(client.get("/texts").text()).isEqualTo("[\"a\\n\",\"ü\\n\"]");
    assertThat(client.get("/plain").text()).isEqualTo("a\nü\n");
    assertThat(get("/plain", "application/x-ndjson").text()).isEqualTo("\"a\\n\"\n\"ü\\n\"\n");
    assertThat(client.get("/pieces").bytes()).containsExactly(1, 2, 3);
  }

  @Test
  void each_line_is_flushed_when_it_is_produced() throws Exception {
    var out = new Flushes();

    render("/stream", HttpMethod.GET, "application/x-ndjson").body().writeTo(out);

    assertThat(out.flushed).startsWith("{\"id\":0}\n", "{\"id\":1}\n", "{\"id\":2}\n");
  }

  @Test
  void an_array_is_sent_in_pieces_of_bounded_size() throws Exception {
    var out = new Flushes();

    render("/many", HttpMethod.GET, "*/*").body().writeTo(out);

    assertThat(out.largest).isLessThan(20_000);
    assertThat(out.writes).isGreaterThan(5);
    assertThat(Json.standard().codec(Row[].class).decode(out.toByteArray()).orThrow())
        .hasSize(10_000);
  }

  @Test
  void a_stream_is_closed_once_when_it_has_ended() {
    client.get("/stream");

    assertThat(CLOSED).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/endless", "/input"})
  void head_reads_nothing_and_closes(String path) {
    client.head(path).expectStatus(200);

    assertThat(PULLED).hasValue(0);
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void a_status_without_content_reads_nothing_and_closes() {
    client.get("/not-modified").expectStatus(304);

    assertThat(PULLED).hasValue(0);
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void a_first_item_that_fails_is_answered_with_its_error() {
    client.get("/fails/0").expectStatus(502);

    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void a_later_item_that_fails_breaks_the_response_off() {
    assertThatThrownBy(() -> client.get("/fails/5"))
        .isInstanceOf(UnexpectedServerError.class)
        .hasMessageContaining("broke off");

    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void a_client_that_leaves_closes_the_stream() {
    var response = render("/endless", HttpMethod.GET, "*/*");

    assertThatThrownBy(() -> response.body().writeTo(new Gone())).hasMessage("gone");
    response.complete(Delivery.ABORTED, Optional.empty());

    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void a_response_that_is_never_sent_closes_the_stream() {
    render("/endless", HttpMethod.GET, "*/*").complete(Delivery.ABORTED, Optional.empty());

    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void a_middleware_that_answers_something_else_closes_the_stream() {
    var other =
        Lodestar.app()
            .provide(Provider.of(Session.class, () -> new Session()))
            .middleware((request, next) -> {
              next.handle(request);
              return Response.text("something else");
            })
            .routes(Handlers.class)
            .build();

    assertThat(
            TestClient.of(other)
                .ignoringFindings(INVALID_HEADER, UNDOCUMENTED_CONTENT)
                .get("/endless")
                .text())
        .isEqualTo("something else");
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void a_result_that_came_too_late_closes_the_stream() {
    var late =
        Lodestar.app()
            .timeout(Duration.ofMillis(20))
            .get(
                "/late",
                request -> {
                  awaitInterrupt();
                  return Response.of(rows(3));
                })
            .build();

    TestClient.of(late).get("/late").expectStatus(503);

    assertThat(CLOSED).hasValue(1);
  }

  private static void awaitInterrupt() {
    try {
      Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void dependencies_stay_open_until_the_stream_is_closed() {
    assertThat(client.get("/session").text()).isEqualTo("[{\"id\":0},{\"id\":1}]");

    assertThat(EVENTS)
        .containsExactly("handler", "row 0", "row 1", "stream closed", "session closed");
  }

  @Test
  void dependencies_end_after_the_stream_where_nothing_is_sent() {
    client.head("/session");

    assertThat(EVENTS).containsExactly("handler", "stream closed", "session closed");
  }

  @Test
  void an_input_stream_is_copied_and_closed() {
    var response = client.get("/input").expectStatus(200);

    assertThat(response.text()).isEqualTo("letters");
    assertThat(response.header("Content-Type")).contains("application/octet-stream");
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void what_remains_in_a_buffer_is_sent() {
    assertThat(client.get("/buffer").text()).isEqualTo("ffer");
    assertThat(client.get("/buffer").header("Content-Length")).contains("4");
    assertThat(client.get("/direct").bytes()).containsExactly(7);
  }

  private RenderedResponse render(String path, HttpMethod method, String accept) {
    return app.handle(Requests.of(method, path, Headers.of("Accept", accept)));
  }

  /// Remembers what was there at each flush.
  private static final class Flushes extends ByteArrayOutputStream {
    private final List<String> flushed = new ArrayList<>();
    private int seen;
    private int writes;
    private int largest;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      writes++;
      largest = Math.max(largest, length);
      super.write(bytes, offset, length);
    }

    @Override
    public void flush() {
      var all = toString(StandardCharsets.UTF_8);
      flushed.add(all.substring(seen));
      seen = all.length();
    }
  }

  /// A client that has left.
  private static final class Gone extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("gone");
    }
  }
}
