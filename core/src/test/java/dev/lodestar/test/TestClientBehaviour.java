package dev.lodestar.test;

import static dev.lodestar.test.FakeApplication.bytes;
import static dev.lodestar.test.FakeApplication.echo;
import static dev.lodestar.test.FakeApplication.failure;
import static dev.lodestar.test.FakeApplication.redirect;
import static dev.lodestar.test.FakeApplication.respond;
import static dev.lodestar.test.FakeApplication.stream;
import static dev.lodestar.test.FakeApplication.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.NamingStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a test client does, in process and over a port.
abstract class TestClientBehaviour {
  private final List<TestClient> clients = new ArrayList<>();

  abstract TestClient connect(HttpApplication application);

  private TestClient client(Function<Request, RenderedResponse> handler) {
    return client(new FakeApplication(handler));
  }

  private TestClient client(HttpApplication application) {
    var client = connect(application);
    clients.add(client);
    return client;
  }

  /// An application that reads bodies while they arrive.
  private record Streaming(FakeApplication inner, long limit) implements HttpApplication {
    @Override
    public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
      return new BodyPlan(limit, true);
    }

    @Override
    public RenderedResponse handle(Request request) {
      try {
        return inner.handle(request);
      } catch (HttpException refusal) {
        return refuse(refusal, Optional.of(request));
      }
    }

    @Override
    public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
      return inner.refuse(failure, head);
    }
  }

  private TestClient streaming(long limit, Function<Request, RenderedResponse> handler) {
    return client(new Streaming(new FakeApplication(handler), limit));
  }

  private static Supplier<InputStream> content(int length) {
    return () -> new ByteArrayInputStream("x".repeat(length).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void content_that_is_given_as_a_stream_is_sent_in_chunks() {
    var client =
        client(request ->
            text(
                request,
                request.headers().first("Transfer-Encoding", "none")
                    + " "
                    + request.headers().first("Content-Length", "none")
                    + " "
                    + request.body().length()));
    for (var length : new int[] {0, 5, 200_000}) {
      assertThat(
              client
                  .request(HttpMethod.POST, "/")
                  .body(MediaType.TEXT, content(length))
                  .send()
                  .text())
          .isEqualTo("chunked none " + length);
    }
  }

  @Test
  void the_application_reads_content_while_the_client_sends_it() throws Exception {
    var read = new CountDownLatch(1);
    var client =
        streaming(
            1_000,
            request -> {
              try (var in = request.body().stream()) {
                var first = in.read();
                read.countDown();
                return text(request, request.body().isStreamed() + " " + first + " " + in.read());
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
    var sent = new PipedOutputStream();
    try (var source = new PipedInputStream(sent)) {
      var sender =
          Thread.ofVirtual()
              .start(() -> {
                try (sent) {
                  sent.write('a');
                  sent.flush();
                  read.await();
                  sent.write('b');
                } catch (IOException | InterruptedException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      assertThat(
              client.request(HttpMethod.POST, "/").body(MediaType.TEXT, () -> source).send().text())
          .isEqualTo("true 97 98");
      sender.join();
    }
  }

  @Test
  void content_over_the_limit_is_refused_where_it_is_read() {
    var client = streaming(10, request -> text(request, request.body().text(UTF_8)));
    var request = client.request(HttpMethod.POST, "/").body(MediaType.TEXT, content(11));
    request.send().expectStatus(413);
    client.request(HttpMethod.POST, "/").body(MediaType.TEXT, content(10)).send().expectStatus(200);
  }

  @Test
  void content_that_breaks_off_fails_the_test() {
    var client = client(request -> text(request, "answered"));
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("on purpose, for a test");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    var request = client.request(HttpMethod.POST, "/").body(MediaType.TEXT, () -> broken);
    assertThatThrownBy(request::send)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("POST / ")
        .hasMessageContaining("got no complete response");
  }

  @Test
  void bodies_of_every_kind_are_seen_whole(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("file"), "content of the file");
    var part = new ResponseBody.File(file, 11, 8);
    var beat = new ResponseBody.Heartbeat(Duration.ofMillis(1), ":\n".getBytes(UTF_8));
    var bodies =
        Map.of(
            "/file",
            part,
            "/parts",
            ResponseBody.Parts.of(List.of(ResponseBody.of("<".getBytes(UTF_8)), part, part)),
            "/stream",
            new ResponseBody.Stream(
                out -> out.write("12345".getBytes(UTF_8)), 5, Optional.of(beat)));
    var client =
        client(request ->
            RenderedResponse.of(
                request.method(),
                Status.OK,
                Optional.of(MediaType.TEXT),
                Headers.empty(),
                bodies.get(request.path())));
    assertThat(client.get("/file").text()).isEqualTo("the file");
    assertThat(client.get("/parts").text()).isEqualTo("<the filethe file");
    assertThat(client.get("/stream").text()).isEqualTo("12345");
  }

  @AfterEach
  void close() {
    clients.forEach(TestClient::close);
  }

  @Test
  void the_response_is_seen_with_status_headers_and_content() {
    var response =
        client(request -> respond(request, Status.CREATED, Headers.of("X-Stock", "3"), "Grüße"))
            .get("/");

    assertThat(response.status()).isEqualTo(Status.CREATED);
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.header("x-stock")).hasValue("3");
    assertThat(response.contentType()).hasValue(MediaType.TEXT);
    assertThat(response.header("Content-Length")).hasValue("7");
    assertThat(response.text()).isEqualTo("Grüße");
    assertThat(response.bytes()).isEqualTo("Grüße".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void every_method_arrives_under_its_name() {
    var client =
        client(request -> respond(request, Status.OK, Headers.of("X", request.toString()), ""));

    assertThat(client.get("/a").header("X")).hasValue("GET /a");
    assertThat(client.head("/a").header("X")).hasValue("HEAD /a");
    assertThat(client.post("/a").header("X")).hasValue("POST /a");
    assertThat(client.put("/a").header("X")).hasValue("PUT /a");
    assertThat(client.patch("/a").header("X")).hasValue("PATCH /a");
    assertThat(client.delete("/a").header("X")).hasValue("DELETE /a");
    assertThat(client.options("/a").header("X")).hasValue("OPTIONS /a");
    assertThat(client.request(HttpMethod.of("PURGE"), "/a").send().header("X"))
        .hasValue("PURGE /a");
  }

  @Test
  void the_target_arrives_raw() {
    assertThat(client(request -> text(request, request.target())).get("/a%20b/%2F?c=%26&d").text())
        .isEqualTo("/a%20b/%2F?c=%26&d");
  }

  @Test
  void query_parameters_are_encoded_and_keep_their_order() {
    var client =
        client(request -> text(request, request.query().all("q") + " " + request.query().all("n")));

    var response =
        client
            .request(HttpMethod.GET, "/?q=first")
            .query("q", "tea & cake = 100% + ü")
            .query("n", 7)
            .send();

    assertThat(response.text()).isEqualTo("[first, tea & cake = 100% + ü] [7]");
  }

  @Test
  void text_arrives_with_its_media_type() {
    var response = client(FakeApplication::echo).request(HttpMethod.POST, "/").text("Grüße").send();

    assertThat(response.text()).contains("content-type: text/plain;charset=utf-8\n");
    assertThat(response.text()).contains("content-length: 7\n");
    assertThat(response.text()).endsWith("\n\nGrüße");
  }

  @Test
  void text_is_encoded_in_the_character_set_of_its_media_type() {
    var client =
        client(request -> bytes(request, "application/octet-stream", request.body().bytes()));

    var response =
        client
            .request(HttpMethod.PUT, "/")
            .body(MediaType.parse("text/plain;charset=iso-8859-1"), "ü")
            .send();

    assertThat(response.bytes()).containsExactly(0xFC);
  }

  record Widget(String sku, int stock) {}

  @Test
  void json_arrives_encoded_and_is_read_back() {
    var client =
        client(request ->
            bytes(request, request.headers().first("Content-Type", ""), request.body().bytes()));
    var widget = new Widget("ü", 3);

    assertThat(client.post("/", widget).json(Widget.class)).isEqualTo(widget);
    assertThat(client.put("/", widget).json(Widget.class)).isEqualTo(widget);
    assertThat(client.patch("/", List.of(widget)).json(new JsonType<List<Widget>>() {}))
        .containsExactly(widget);
    assertThat(client.post("/", widget).contentType()).hasValue(MediaType.JSON);
    assertThat(client.post("/", "text").text()).isEqualTo("\"text\"");
  }

  @Test
  void json_is_written_and_read_with_the_codecs_of_the_client() {
    var client =
        client(request -> bytes(request, "application/json", request.body().bytes()))
            .json(Json.builder().naming(NamingStrategy.SNAKE_CASE).build());

    var response = client.post("/", new Order(7));

    assertThat(response.text()).isEqualTo("{\"order_number\":7}");
    assertThat(response.json(Order.class)).isEqualTo(new Order(7));
  }

  record Order(int orderNumber) {}

  @Test
  void a_form_is_url_encoded() {
    var response =
        client(FakeApplication::echo)
            .request(HttpMethod.POST, "/")
            .form("name", "Bob & Co")
            .form(Map.of("tag", "a=b"))
            .send();

    assertThat(response.text()).contains("content-type: application/x-www-form-urlencoded\n");
    assertThat(response.text()).endsWith("\n\nname=Bob%20%26%20Co&tag=a%3Db");
  }

  @Test
  void a_form_with_files_is_sent_as_a_browser_does() {
    var response =
        client(FakeApplication::echo)
            .request(HttpMethod.POST, "/")
            .form("name", "Bob & Co")
            .file("photo", "a\"b.txt", MediaType.TEXT, "content".getBytes(StandardCharsets.UTF_8))
            .send();

    assertThat(response.text())
        .contains("content-type: multipart/form-data;boundary=lodestar-")
        .contains(
            "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nBob & Co\r\n--lodestar-")
        .contains(
            "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a%22b.txt\"\r\n"
                + "Content-Type: text/plain;charset=utf-8\r\n\r\ncontent\r\n--lodestar-")
        .endsWith("--\r\n");
  }

  @Test
  void a_content_type_of_the_test_replaces_that_of_the_content() {
    var response =
        client(FakeApplication::echo)
            .request(HttpMethod.POST, "/")
            .header("Content-Type", "nonsense")
            .body(MediaType.JSON, "{}")
            .send();

    assertThat(response.text()).contains("content-type: nonsense\n");
  }

  @Test
  void headers_may_be_repeated_and_replace_default_headers() {
    var client =
        client(FakeApplication::echo).defaultHeader("X-One", "default").defaultHeader("X-Two", "2");

    var response =
        client.request(HttpMethod.GET, "/").header("x-one", "a").header("X-One", "b").send();

    assertThat(response.text()).contains("x-one: a | b\n").contains("x-two: 2\n");
  }

  @Test
  void a_head_response_has_the_length_but_no_content() {
    var response = client(request -> text(request, "hello")).head("/");

    assertThat(response.header("Content-Length")).hasValue("5");
    assertThat(response.bytes()).isEmpty();
  }

  @Test
  void a_stream_is_received_whole() {
    var response =
        client(request ->
                stream(
                    request,
                    out -> {
                      for (var i = 0; i < 1000; i++) {
                        out.write("line\n".getBytes(StandardCharsets.US_ASCII));
                      }
                      out.write('.');
                    }))
            .get("/");

    assertThat(response.text()).isEqualTo("line\n".repeat(1000) + ".");
    assertThat(response.header("Content-Length")).isEmpty();
  }

  @Test
  void a_stream_without_an_end_fails_the_test() {
    var client =
        client(request ->
            stream(
                request,
                out -> {
                  var piece = new byte[1024 * 1024];
                  while (true) {
                    out.write(piece);
                  }
                }));

    assertThatThrownBy(() -> client.get("/events"))
        .isInstanceOf(AssertionError.class)
        .isNotInstanceOf(UnexpectedServerError.class)
        .hasMessageStartingWith("The response to GET /events has more than 16777216 bytes");
  }

  @Test
  void a_stream_that_breaks_off_fails_the_test_with_the_original_even_if_errors_are_not_raised() {
    var original = new IllegalStateException("out of lines");
    var client =
        client(request ->
                stream(
                    request,
                    out -> {
                      out.write(new byte[100]);
                      out.flush();
                      throw original;
                    }))
            .raiseServerErrors(false);

    assertThatThrownBy(() -> client.get("/events"))
        .isInstanceOf(UnexpectedServerError.class)
        .hasMessageContaining("GET /events")
        .hasCause(original);
  }

  @Test
  void an_unexpected_failure_is_raised_with_the_original_as_its_cause() {
    var original = new IllegalStateException("boom");
    var client = client(request -> failure(request, original));

    var error = catchThrowable(() -> client.get("/broken"));

    assertThat(error)
        .isInstanceOf(UnexpectedServerError.class)
        .hasMessage("GET /broken failed in the application: java.lang.IllegalStateException: boom");
    assertThat(error.getCause()).isSameAs(original);
    assertThat(error.getStackTrace()[0].getClassName())
        .startsWith(TestClientBehaviour.class.getName());
  }

  @Test
  void a_failure_is_raised_for_its_own_request_only() {
    var client =
        client(request ->
            request.path().equals("/broken")
                ? failure(request, new IllegalStateException("boom"))
                : text(request, "fine"));

    assertThatThrownBy(() -> client.get("/broken")).isInstanceOf(UnexpectedServerError.class);
    assertThat(client.get("/").text()).isEqualTo("fine");
  }

  @Test
  void an_unexpected_failure_is_a_500_when_errors_are_not_raised() {
    var client = client(request -> failure(request, new IllegalStateException("boom")));

    assertThat(client.raiseServerErrors(false).get("/").expectStatus(500).text())
        .isEqualTo("Sorry.");
  }

  @Test
  void a_500_that_the_application_meant_is_a_response() {
    var client =
        client(request -> respond(request, Status.INTERNAL_SERVER_ERROR, Headers.empty(), "meant"));

    assertThat(client.get("/").expectStatus(500).text()).isEqualTo("meant");
  }

  @Test
  void a_request_without_an_answer_fails_the_test_when_its_time_is_up() {
    var never = new CountDownLatch(1);
    var client = client(request -> awaitAnd(never, () -> text(request, "late")));

    assertThatThrownBy(() -> client.timeout(Duration.ofMillis(50)).get("/slow"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("GET /slow had no complete response within 50 ms.");
    never.countDown();
  }

  @Test
  void a_stream_that_stalls_fails_the_test_when_its_time_is_up() {
    var never = new CountDownLatch(1);
    var client =
        client(request ->
            stream(
                request,
                (OutputStream out) -> {
                  out.write('a');
                  out.flush();
                  never.await();
                }));

    assertThatThrownBy(() -> client.timeout(Duration.ofMillis(300)).get("/slow"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("GET /slow had no complete response within 300 ms.");
    never.countDown();
  }

  @Test
  void an_interrupted_test_does_not_wait_and_stays_interrupted() throws InterruptedException {
    var never = new CountDownLatch(1);
    var client = client(request -> awaitAnd(never, () -> text(request, "late")));
    var interrupted = new AtomicBoolean();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              var error = catchThrowable(() -> client.get("/"));
              interrupted.set(
                  error instanceof AssertionError && Thread.currentThread().isInterrupted());
            });

    thread.join();
    never.countDown();

    assertThat(interrupted).isTrue();
  }

  @Test
  void cookies_are_sent_back_until_they_are_removed() {
    var client =
        client(request ->
            switch (request.path()) {
              case "/in" -> FakeApplication.cookies(request, SetCookie.of("id", "7"));
              case "/out" ->
                  FakeApplication.cookies(request, SetCookie.removing(SetCookie.of("id", "7")));
              default -> text(request, request.cookies().asMap().toString());
            });

    assertThat(client.get("/").text()).isEqualTo("{}");
    assertThat(client.get("/in").cookie("id")).get().extracting("value").isEqualTo("7");
    assertThat(client.get("/").text()).isEqualTo("{id=7}");
    assertThat(client.cookies().value("id")).hasValue("7");
    client.get("/out");
    assertThat(client.get("/").text()).isEqualTo("{}");
  }

  @Test
  void cookies_can_be_turned_off() {
    var client =
        client(request ->
                request.path().equals("/in")
                    ? FakeApplication.cookies(request, SetCookie.of("id", "7"))
                    : text(request, request.cookies().asMap().toString()))
            .keepCookies(false);

    client.get("/in");

    assertThat(client.get("/").text()).isEqualTo("{}");
    assertThat(client.cookies().names()).isEmpty();
  }

  @Test
  void a_cookie_of_the_request_wins_over_the_jar_for_once() {
    var client = client(request -> text(request, request.cookies().asMap().toString()));
    client.cookies().set("a", "1");
    client.cookies().set("b", "2");

    assertThat(client.request(HttpMethod.GET, "/").cookie("a", "x").cookie("c", "3").send().text())
        .isEqualTo("{a=x, b=2, c=3}");
    assertThat(client.get("/").text()).isEqualTo("{a=1, b=2}");
  }

  @Test
  void a_cookie_header_of_the_test_is_sent_as_it_is() {
    var client = client(request -> text(request, request.headers().all("Cookie").toString()));
    client.cookies().set("a", "1");

    assertThat(client.request(HttpMethod.GET, "/").header("Cookie", "==;broken").send().text())
        .isEqualTo("[==;broken]");
  }

  @Test
  void derived_clients_have_cookies_of_their_own() {
    var one = client(request -> text(request, request.cookies().asMap().toString()));
    one.cookies().set("shared", "1");
    var other = one.defaultHeader("X", "y");
    one.cookies().set("user", "one");
    other.cookies().set("user", "other");

    assertThat(one.get("/").text()).isEqualTo("{shared=1, user=one}");
    assertThat(other.get("/").text()).isEqualTo("{shared=1, user=other}");
  }

  @Test
  void a_client_with_empty_cookies_is_another_user() {
    var one = client(request -> text(request, request.cookies().asMap().toString()));
    one.cookies().set("user", "one");
    var other = one.withEmptyCookies();

    assertThat(other.get("/").text()).isEqualTo("{}");
    other.cookies().set("user", "other");
    assertThat(one.get("/").text()).isEqualTo("{user=one}");
  }

  @Test
  void redirects_are_returned_unless_asked_for() {
    var client =
        client(request ->
            request.path().equals("/old")
                ? redirect(request, 302, "/new?x=1")
                : text(request, request.toString()));

    assertThat(client.get("/old").expectStatus(302).header("Location")).hasValue("/new?x=1");
    assertThat(client.followRedirects(true).get("/old").text()).isEqualTo("GET /new?x=1");
  }

  @Test
  void content_survives_307_and_308_but_becomes_a_get_otherwise() {
    var client =
        client(request ->
                request.path().equals("/to")
                    ? echo(request)
                    : redirect(request, Integer.parseInt(request.path().substring(1)), "to"))
            .followRedirects(true);
    for (var kept : new int[] {307, 308}) {
      assertThat(client.request(HttpMethod.POST, "/" + kept).text("data").send().text())
          .startsWith("POST /to\n")
          .contains("content-type: text/plain")
          .endsWith("\n\ndata");
    }
    for (var changed : new int[] {301, 302, 303}) {
      assertThat(client.request(HttpMethod.POST, "/" + changed).text("data").send().text())
          .startsWith("GET /to\n")
          .doesNotContain("content-type")
          .endsWith("\n\n");
    }
    assertThat(client.request(HttpMethod.PUT, "/302").text("data").send().text())
        .startsWith("PUT /to\n");
    assertThat(client.request(HttpMethod.PUT, "/303").text("data").send().text())
        .startsWith("GET /to\n");
  }

  @Test
  void redirects_to_other_hosts_and_malformed_ones_are_returned() {
    for (var location : new String[] {"https://elsewhere.example/", "//elsewhere.example/", "::"}) {
      var client = client(request -> redirect(request, 302, location)).followRedirects(true);
      assertThat(client.get("/").expectStatus(302).header("Location")).hasValue(location);
    }
  }

  @Test
  void redirects_in_a_circle_fail_the_test() {
    var client = client(request -> redirect(request, 302, "/")).followRedirects(true);

    assertThatThrownBy(() -> client.get("/"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("10");
  }

  @Test
  void many_threads_may_share_a_client() throws InterruptedException {
    var client =
        client(request ->
            request.path().endsWith("7")
                ? failure(request, new IllegalStateException(request.path()))
                : text(request, request.path()));
    var wrong = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < 50; i++) {
      var path = "/" + i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  var right = client.get(path).text().equals(path) && !path.endsWith("7");
                  wrong.addAndGet(right ? 0 : 1);
                } catch (UnexpectedServerError error) {
                  var right = path.equals(error.getCause().getMessage());
                  wrong.addAndGet(right ? 0 : 1);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(wrong).hasValue(0);
  }

  @Test
  void targets_that_no_client_sends_are_refused() {
    var client = client(FakeApplication::echo);

    for (var target : new String[] {"", "path", "http://x/", "/a b", "/ü", "/a#b", "/a\r\nX: y"}) {
      assertThatThrownBy(() -> client.get(target))
          .as(target)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The request target '" + target + "'");
    }
  }

  @Test
  void headers_and_cookies_that_break_out_are_refused() {
    var request = client(FakeApplication::echo).request(HttpMethod.GET, "/");

    assertThatThrownBy(() -> request.header("X", "a\r\nY: b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request.cookie("a", "b; c=d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request.cookie("a=b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_response_is_there_only_after_its_completion_has_run() {
    var told = new ConcurrentHashMap<String, Delivery>();
    var client =
        client(request ->
            text(request, "hi").withCompletion(delivery -> told.put(request.target(), delivery)));

    for (var round = 0; round < 100; round++) {
      assertThat(client.get("/" + round).text()).isEqualTo("hi");
      assertThat(told).containsEntry("/" + round, Delivery.SENT);
    }
  }

  @Test
  void a_stream_is_completed_after_its_producer_has_ended() {
    var steps = new CopyOnWriteArrayList<String>();
    var client =
        client(request ->
            stream(request, out -> steps.add("produced"))
                .withCompletion(delivery -> steps.add("completed " + delivery)));

    client.get("/");

    assertThat(steps).containsExactly("produced", "completed SENT");
  }

  @Test
  void a_stream_whose_producer_fails_is_aborted() {
    var told = new CopyOnWriteArrayList<Delivery>();
    var client =
        client(request ->
            stream(
                    request,
                    out -> {
                      throw new IllegalStateException("boom");
                    })
                .withCompletion(told::add));

    assertThatThrownBy(() -> client.get("/")).isInstanceOf(UnexpectedServerError.class);

    // The HTTP client of the JDK may ask again when a connection breaks before the first byte.
    assertThat(told).isNotEmpty().containsOnly(Delivery.ABORTED);
  }

  @Test
  void a_completion_that_fails_does_not_fail_the_request() {
    var client =
        client(request ->
            text(request, "hi")
                .withCompletion(delivery -> {
                  throw new IllegalStateException("boom");
                }));

    assertThat(client.get("/").text()).isEqualTo("hi");
  }

  private static RenderedResponse awaitAnd(
      CountDownLatch latch, Supplier<RenderedResponse> answer) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer.get();
  }
}
