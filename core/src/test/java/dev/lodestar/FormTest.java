package dev.lodestar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.form.FormLimits;
import dev.lodestar.form.Forms;
import dev.lodestar.form.Multipart;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms in an application: their limits on layers, and their files, which are gone when the
/// request is over, however it ends.
class FormTest {
  private static final MediaType MULTIPART =
      MediaType.MULTIPART_FORM.withParameter("boundary", "xYzZY");
  private static final String FILE =
      "--xYzZY\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\ncontent\r\n";
  private static final String END = "--xYzZY--\r\n";

  @TempDir private Path temporary;

  private App.Builder application() {
    return Lodestar.app().formLimits(FormLimits.standard().withMemorySize(0).withFolder(temporary));
  }

  private static TestResponse post(TestClient client, String path, String body) {
    return client.request(HttpMethod.POST, path).body(MULTIPART, body.getBytes(UTF_8)).send();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(temporaryFiles()).isEmpty();
  }

  private List<Path> temporaryFiles() throws IOException {
    try (var files = Files.list(temporary)) {
      return files.toList();
    }
  }

  private Response<?> store(Request request) throws IOException {
    var form = Forms.read(request);
    assertThat(temporaryFiles()).hasSize(1);
    return Response.text(new String(form.uploads("file").getFirst().bytes(), UTF_8));
  }

  @Test
  void the_nearest_layer_says_what_a_form_may_demand() {
    var app =
        Lodestar.app()
            .formLimits(FormLimits.standard().withFields(2))
            .routes(
                Router.at("/outer").post("/", this::names),
                Router.at("/inner")
                    .formLimits(FormLimits.standard().withFields(1))
                    .post("/", this::names),
                Router.at("/none").withoutFormLimits().post("/", this::names))
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(send(client, "/outer", "a&b")).isEqualTo("[a, b]");
      assertThat(send(client, "/outer", "a&b&c")).contains("more than 2 fields");
      assertThat(send(client, "/inner", "a&b")).contains("more than 1 fields");
      assertThat(send(client, "/none", "a&b&c")).isEqualTo("[a, b, c]");
    }
  }

  private Response<?> names(Request request) throws IOException {
    return Response.text(Forms.read(request).names().toString());
  }

  private static String send(TestClient client, String path, String body) {
    return client.request(HttpMethod.POST, path).body(MediaType.FORM, body).send().text();
  }

  @Test
  void the_limits_of_forms_stand_in_the_explanation_of_a_route() {
    var app = application().post("/", this::store).build();

    assertThat(app.explain("POST", "/")).contains("form limits").contains("memorySize=0");
  }

  @Test
  void middleware_and_handler_see_the_same_form() {
    var app =
        Lodestar.app()
            .middleware((request, next) -> {
              var seen = Forms.read(request).text("a").orElseThrow();
              return next.handle(request).header("X-Seen", seen);
            })
            .post("/", this::names)
            .build();
    try (var client = TestClient.of(app)) {
      var response = client.request(HttpMethod.POST, "/").form("a", "1").send().expectStatus(200);

      assertThat(response.header("X-Seen")).contains("1");
      assertThat(response.text()).isEqualTo("[a]");
    }
  }

  @Test
  void no_file_is_left_after_a_response() throws IOException {
    try (var client = TestClient.of(application().post("/", this::store).build())) {
      assertThat(post(client, "/", FILE + END).expectStatus(200).text()).isEqualTo("content");
    }
    assertNothingIsLeft();
  }

  @Test
  void no_file_is_left_when_the_form_is_malformed_behind_it() throws IOException {
    try (var client = TestClient.of(application().post("/", this::store).build())) {
      var response = post(client, "/", FILE + "--xYzZY\r\nnonsense\r\n\r\n" + END);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(ProblemDocuments.messagesOf(response))
          .containsExactly("In part 2 of the form: The line 'nonsense' is no header.");
    }
    assertNothingIsLeft();
  }

  @Test
  void no_file_is_left_while_a_client_is_told_that_its_form_is_malformed() throws IOException {
    var app =
        application()
            .onError(
                HttpException.class,
                (failure, request) -> Response.text(temporaryFiles().toString()).status(400))
            .post("/", this::store)
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(post(client, "/", FILE).text()).isEqualTo("[]");
    }
  }

  @Test
  void no_file_is_left_when_a_limit_is_exceeded_behind_it() throws IOException {
    var app =
        Lodestar.app()
            .formLimits(FormLimits.standard().withMemorySize(0).withFolder(temporary).withParts(1))
            .post("/", this::store)
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(post(client, "/", FILE + FILE + END).statusCode()).isEqualTo(413);
    }
    assertNothingIsLeft();
  }

  @Test
  void no_file_is_left_when_the_handler_fails() throws IOException {
    var app =
        application()
            .post(
                "/",
                request -> {
                  var _ = store(request);
                  throw new IllegalStateException("broken");
                })
            .build();
    try (var client = TestClient.of(app).raiseServerErrors(false)) {
      assertThat(post(client, "/", FILE + END).statusCode()).isEqualTo(500);
    }
    assertNothingIsLeft();
  }

  @Test
  void no_file_is_left_when_the_time_is_over() throws IOException {
    var app =
        application()
            .timeout(Duration.ofMillis(100))
            .post(
                "/",
                request -> {
                  var _ = store(request);
                  new CountDownLatch(1).await();
                  return Response.noContent();
                })
            .build();
    try (var client = TestClient.of(app).raiseServerErrors(false)) {
      assertThat(post(client, "/", FILE + END).statusCode()).isEqualTo(503);
    }
    assertNothingIsLeft();
  }

  @Test
  void files_are_there_for_the_background_tasks_of_the_request() throws IOException {
    var seen = new AtomicReference<String>();
    var uploads = new Uploads(seen);
    try (var client = TestClient.of(application().routes(uploads).build())) {
      post(client, "/later", FILE + END).expectStatus(204);
      client.awaitIdle();
    }
    assertThat(seen).hasValue("content");
    assertNothingIsLeft();
  }

  record Uploads(AtomicReference<String> seen) {
    @Post("/later")
    void later(Request request, BackgroundTasks tasks) throws IOException {
      var upload = Forms.read(request).uploads("file").getFirst();
      tasks.add("read", () -> seen.set(new String(upload.bytes(), UTF_8)));
    }
  }

  @Test
  void files_are_there_while_a_stream_is_written() throws IOException {
    var app =
        application()
            .post(
                "/",
                request -> {
                  var upload = Forms.read(request).uploads("file").getFirst();
                  return Response.stream(MediaType.TEXT, output -> output.write(upload.bytes()));
                })
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(post(client, "/", FILE + END).text()).isEqualTo("content");
    }
    assertNothingIsLeft();
  }

  @Test
  void a_form_can_be_read_part_by_part() {
    var app =
        Lodestar.app()
            .post(
                "/",
                request -> {
                  var names = new StringBuilder();
                  Multipart.of(request).forEach(part -> names.append(part.name()));
                  return Response.text(names.toString());
                })
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(post(client, "/", FILE + FILE + END).text()).isEqualTo("filefile");
      assertThat(post(client, "/", FILE).statusCode()).isEqualTo(400);
    }
  }
}
