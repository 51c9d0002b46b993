package dev.lodestar;

import static dev.lodestar.Operating.answer;
import static dev.lodestar.Operating.mediaTypes;
import static dev.lodestar.Operating.plan;
import static dev.lodestar.Operating.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.FileBody;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Representations;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.model.TypeModel;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.operation.Refusal;
import dev.lodestar.operation.Shape;
import dev.lodestar.pagination.Page;
import dev.lodestar.pagination.PageRequest;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the plan of a route tells of its answers.
class OperationAnswersTest {

  record Widget(String sku) {}

  static final class Handlers {
    @Get("/typed")
    Widget typed() {
      return new Widget("a");
    }

    @Post("/created")
    Widget created() {
      return new Widget("a");
    }

    @Delete("/deleted")
    void deleted() {}

    @Get("/void")
    void nothing() {}

    @Get(value = "/accepted", status = 202)
    Widget accepted() {
      return new Widget("a");
    }

    @Get("/optional")
    Optional<Widget> optional() {
      return Optional.empty();
    }

    @Get("/nullable")
    @Nullable Widget nullable() {
      return null;
    }

    @Get("/text")
    String text() {
      return "";
    }

    @Get(value = "/html", produces = "text/html")
    String html() {
      return "";
    }

    @Get("/bytes")
    byte[] bytes() {
      return new byte[0];
    }

    @Get(value = "/csv", produces = "text/csv")
    StreamBody csv() {
      return out -> {};
    }

    @Get("/response")
    Response<Widget> response() {
      return Response.of(new Widget("a"));
    }

    @Get("/text-response")
    Response<String> textResponse() {
      return Response.html("");
    }

    @Get("/nullable-response")
    @Nullable Response<Widget> nullableResponse() {
      return null;
    }

    @Get("/nullable-events")
    @Nullable Sse<Widget> nullableEvents() {
      return null;
    }

    @Get("/page-response")
    Response<Page<Widget>> pageResponse() {
      var request = PageRequest.of(1, 10);
      return Page.<Widget>of(List.of(), request, 0).linked(request);
    }

    @Get("/nulls")
    List<@Nullable Widget> nulls() {
      return List.of();
    }

    @Get("/nulls-inside")
    Response<@Nullable List<@Nullable Widget>> nullsInside() {
      return Response.of(List.of());
    }

    @Get("/null-items")
    Stream<@Nullable Widget> nullItems() {
      return Stream.of();
    }

    @Get("/any-response")
    Response<?> anyResponse() {
      return Response.empty();
    }

    @Post("/empty-response")
    Response<Void> emptyResponse() {
      return Response.empty();
    }

    @Post(value = "/redirect", status = 303)
    Response<Void> redirect() {
      return Response.redirect("/typed");
    }

    @Get("/problem")
    Problem problem() {
      return Problem.of(Status.CONFLICT);
    }

    @Get("/object")
    Object object() {
      return "";
    }

    @Get("/representations")
    Representations representations() {
      return Representations.of(MediaType.JSON, () -> new Widget("a"));
    }

    @Get("/file")
    FileBody file() {
      return FileBody.of(java.nio.file.Path.of("a.txt"));
    }

    @Get("/path")
    java.nio.file.Path path() {
      return java.nio.file.Path.of("a.txt");
    }

    @Head("/head")
    Response<Widget> head() {
      return Response.empty();
    }

    @Get("/items")
    Stream<Widget> items() {
      return Stream.of();
    }

    @Get("/texts")
    Iterator<String> texts() {
      return List.<String>of().iterator();
    }

    @Get("/events")
    Sse<Widget> events() {
      return Sse.of(Stream.of());
    }

    @Get("/whole-events")
    Sse<ServerSentEvent<Widget>> wholeEvents() {
      return Sse.of(Stream.of());
    }

    @Get("/text-events")
    Sse<String> textEvents() {
      return Sse.of(Stream.of());
    }
  }

  private static OperationPlan of(String path) {
    return plan(new Handlers(), path);
  }

  private static AnswerPlan only(String path) {
    assertThat(of(path).answers()).hasSize(1);
    return of(path).answers().getFirst();
  }

  private static HeaderPlan header(AnswerPlan answer, String name) {
    return answer.headers().stream()
        .filter(header -> header.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_value_is_json_or_messagepack_by_what_the_client_accepts() {
    var answer = answer(of("/typed"), Status.OK);

    assertThat(mediaTypes(answer.contents()))
        .containsExactly("application/json", "application/vnd.msgpack");
    assertThat(shape(answer.contents(), "application/json")).isInstanceOf(Shape.Typed.class);
    assertThat(header(answer, "Vary").value()).contains("Accept");
    assertThat(of("/typed").refusals()).containsExactly(Refusal.NOT_ACCEPTABLE);
  }

  @Test
  void the_status_is_that_of_the_method_or_the_declared_one() {
    assertThat(only("/created").status()).contains(Status.CREATED);
    assertThat(only("/accepted").status()).contains(Status.ACCEPTED);
    assertThat(only("/deleted").status()).contains(Status.NO_CONTENT);
    assertThat(only("/void").status()).contains(Status.NO_CONTENT);
  }

  @Test
  void nothing_has_no_content() {
    assertThat(only("/void").contents()).isEmpty();
    assertThat(of("/void").refusals()).isEmpty();
  }

  @Test
  void an_empty_optional_is_not_found() {
    assertThat(of("/optional").refusals()).contains(Refusal.NOT_FOUND);
    assertThat(answer(of("/optional"), Status.OK).contents()).hasSize(2);
  }

  @Test
  void null_is_no_content_where_it_may_be() {
    assertThat(of("/nullable").answers())
        .extracting(AnswerPlan::status)
        .containsExactly(Optional.of(Status.OK), Optional.of(Status.NO_CONTENT));
    assertThat(of("/nullable-response").answers()).hasSize(2);
    assertThat(of("/nullable-events").answers()).hasSize(2);
    assertThat(of("/typed").answers()).hasSize(1);
  }

  @Test
  void a_response_may_give_its_text_or_bytes_another_media_type() {
    assertThat(mediaTypes(only("/text-response").contents()))
        .containsExactly("text/plain;charset=utf-8", "*/*");
  }

  @Test
  void a_response_with_a_media_type_of_its_own_depends_on_nothing() {
    assertThat(header(only("/response"), "Vary").always()).isFalse();
    assertThat(header(only("/typed"), "Vary").always()).isTrue();
  }

  @Test
  void null_inside_of_a_result_is_told() {
    for (var path : List.of("/nulls", "/nulls-inside")) {
      var typed = (Shape.Typed) shape(only(path).contents(), "application/json");
      assertThat(((TypeModel.ListModel) typed.use().model()).element().nullable()).isTrue();
      assertThat(typed.use().nullable()).isFalse();
    }
    var items = (Shape.Items) shape(only("/null-items").contents(), "application/json");
    assertThat(((Shape.Typed) items.item()).use().nullable()).isTrue();
  }

  @Test
  void a_response_with_a_page_may_link_to_others() {
    assertThat(header(only("/page-response"), "Link").always()).isFalse();
  }

  @Test
  void a_text_is_sent_whatever_the_client_accepts() {
    assertThat(mediaTypes(only("/text").contents())).containsExactly("text/plain;charset=utf-8");
    assertThat(of("/text").refusals()).isEmpty();
  }

  @Test
  void the_declared_media_type_counts() {
    assertThat(mediaTypes(only("/html").contents())).containsExactly("text/html;charset=utf-8");
    assertThat(mediaTypes(only("/csv").contents())).containsExactly("text/csv");
    assertThat(of("/html").refusals()).containsExactly(Refusal.NOT_ACCEPTABLE);
  }

  @Test
  void bytes_are_binary() {
    assertThat(shape(only("/bytes").contents(), "application/octet-stream"))
        .isEqualTo(new Shape.Binary(Optional.empty()));
  }

  @Test
  void a_response_has_the_content_of_its_type_and_may_be_another_one() {
    assertThat(mediaTypes(only("/response").contents()))
        .containsExactly("application/json", "application/vnd.msgpack");
    assertThat(of("/response").open()).isTrue();
    assertThat(of("/typed").open()).isFalse();
  }

  @Test
  void of_a_response_of_anything_not_even_the_status_is_known() {
    assertThat(only("/any-response").status()).isEmpty();
    assertThat(of("/any-response").open()).isTrue();
  }

  @Test
  void of_a_function_nothing_is_known() {
    var app = Lodestar.app().get("/function", request -> Response.text("hello")).build();

    assertThat(plan(app, HttpMethod.GET, "/function").answers())
        .singleElement()
        .satisfies(answer -> assertThat(answer.status()).isEmpty());
  }

  @Test
  void a_response_without_entity_has_no_content() {
    assertThat(only("/empty-response").status()).contains(Status.NO_CONTENT);
    assertThat(only("/empty-response").contents()).isEmpty();
  }

  @Test
  void a_redirect_says_where_to() {
    assertThat(only("/redirect").status()).contains(Status.SEE_OTHER);
    assertThat(header(only("/redirect"), "Location").always()).isTrue();
  }

  @Test
  void a_problem_has_its_own_status() {
    assertThat(only("/problem").status()).isEmpty();
    assertThat(shape(only("/problem").contents(), "application/problem+json"))
        .isEqualTo(new Shape.ProblemDocument());
    assertThat(mediaTypes(only("/problem").contents()))
        .contains("text/html;charset=utf-8", "text/plain;charset=utf-8");
  }

  @Test
  void an_answer_to_head_has_no_content() {
    assertThat(only("/head").contents()).isEmpty();
    assertThat(only("/head").status()).contains(Status.OK);
  }

  @Test
  void an_object_may_be_anything() {
    assertThat(mediaTypes(only("/object").contents())).containsExactly("*/*");
    assertThat(of("/object").open()).isTrue();
  }

  @Test
  void representations_depend_on_what_the_client_accepts_and_may_be_missing() {
    assertThat(header(only("/representations"), "Vary").value()).contains("Accept");
    assertThat(of("/representations").refusals())
        .containsExactly(Refusal.NOT_FOUND, Refusal.NOT_ACCEPTABLE);
  }

  @Test
  void items_are_an_array_or_lines() {
    var contents = only("/items").contents();

    assertThat(mediaTypes(contents))
        .containsExactly(
            "application/json", "application/x-ndjson", "application/ndjson", "application/jsonl");
    assertThat(shape(contents, "application/x-ndjson"))
        .isInstanceOfSatisfying(
            Shape.Items.class,
            items -> assertThat(((Shape.Typed) items.item()).use().type()).isEqualTo(Widget.class));
    assertThat(shape(only("/texts").contents(), "application/json"))
        .isInstanceOf(Shape.Items.class);
  }

  @Test
  void a_format_of_the_application_is_offered_without_a_schema() {
    var app = Lodestar.app().format(new Csv()).routes(new Handlers()).build();
    var contents = answer(plan(app, "/typed"), Status.OK).contents();

    assertThat(mediaTypes(contents))
        .containsExactly("application/json", "application/vnd.msgpack", "text/csv;charset=utf-8");
    assertThat(shape(contents, "text/csv;charset=utf-8")).isInstanceOf(Shape.Foreign.class);
  }

  private static final class Csv implements MediaFormat {
    @Override
    public MediaType mediaType() {
      return MediaType.parse("text/csv");
    }

    @Override
    public Optional<Writer> writerOf(Type type) {
      return type == Widget.class
          ? Optional.of(
              (value, out) -> out.write(value.toString().getBytes(StandardCharsets.UTF_8)))
          : Optional.empty();
    }
  }

  @Nested
  class Events {
    @Test
    void a_stream_of_events_has_the_type_of_their_data() {
      for (var path : List.of("/events", "/whole-events")) {
        var data = ((Shape.Events) shape(only(path).contents(), "text/event-stream")).data();
        assertThat(((Shape.Typed) data).use().type()).isEqualTo(Widget.class);
      }
    }

    @Test
    void texts_are_themselves() {
      assertThat(
              ((Shape.Events) shape(only("/text-events").contents(), "text/event-stream")).data())
          .isInstanceOf(Shape.Text.class);
    }

    @Test
    void nobody_keeps_it_and_who_does_not_accept_it_gets_none() {
      assertThat(header(only("/events"), "Cache-Control").value()).contains("no-cache");
      assertThat(of("/events").refusals()).containsExactly(Refusal.NOT_ACCEPTABLE);
    }
  }

  @Nested
  class FilesAndConditions {
    @Test
    void a_file_may_be_missing_and_is_of_any_type() {
      for (var path : List.of("/file", "/path")) {
        assertThat(of(path).refusals()).contains(Refusal.NOT_FOUND);
        assertThat(mediaTypes(answer(of(path), Status.OK).contents())).containsExactly("*/*");
      }
    }

    @Test
    void a_file_says_how_to_compare_it_and_may_be_taken_in_parts() {
      assertThat(answer(of("/file"), Status.OK).headers())
          .extracting(HeaderPlan::name)
          .contains("ETag", "Last-Modified", "Accept-Ranges", "Content-Disposition");
      assertThat(answer(of("/file"), Status.NOT_MODIFIED).contents()).isEmpty();
      assertThat(answer(of("/file"), Status.PARTIAL_CONTENT).headers())
          .extracting(HeaderPlan::name)
          .contains("Content-Range");
      assertThat(of("/file").refusals())
          .contains(Refusal.PRECONDITION_FAILED, Refusal.RANGE_NOT_SATISFIABLE);
    }

    @Test
    void the_headers_that_ask_for_it_are_parameters() {
      assertThat(of("/file").parameters())
          .extracting(ParameterPlan::name)
          .containsExactly(
              "If-Match",
              "If-None-Match",
              "If-Modified-Since",
              "If-Unmodified-Since",
              "Range",
              "If-Range");
    }

    @Test
    void what_cannot_be_compared_has_none_of_it() {
      assertThat(of("/typed").answers()).hasSize(1);
      assertThat(of("/typed").parameters()).isEmpty();
    }
  }
}
