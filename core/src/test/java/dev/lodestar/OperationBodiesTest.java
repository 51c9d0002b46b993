package dev.lodestar;

import static dev.lodestar.Operating.mediaTypes;
import static dev.lodestar.Operating.named;
import static dev.lodestar.Operating.plan;
import static dev.lodestar.Operating.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.dto.Changes;
import dev.lodestar.dto.Draft;
import dev.lodestar.dto.Dto;
import dev.lodestar.dto.JsonPatch;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.form.FormData;
import dev.lodestar.form.Multipart;
import dev.lodestar.form.Upload;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.inject.Provides;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.operation.BodyPlan;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.operation.Refusal;
import dev.lodestar.operation.Shape;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the plan of a route tells of the content of its requests.
class OperationBodiesTest {

  record Widget(String sku, @Nullable String notes) {}

  static final class WriteWidget extends Dto<Widget> {
    WriteWidget() {
      exclude(Widget::notes);
    }
  }

  record Profile(String name, Upload photo, Optional<String> text) {}

  static final class Handlers {
    @Post("/typed")
    void typed(Widget widget) {}

    @Post("/optional")
    void optional(@Body Optional<Widget> widget) {}

    @Post("/nullable")
    void nullable(@Body @Nullable Widget widget) {}

    @Post("/shaped")
    void shaped(@Accepts(WriteWidget.class) Widget widget) {}

    @Post("/text")
    void text(@Body @Size(max = 10) String text) {}

    @Post("/bytes")
    void bytes(byte[] bytes) {}

    @Post("/buffer")
    void buffer(ByteBuffer bytes) {}

    @Post("/stream")
    void stream(InputStream bytes) {}

    @Post(value = "/images", consumes = "image/*")
    void images(byte[] image) {}

    @Post(value = "/vendor", consumes = "application/vnd.widget+json")
    void vendor(Widget widget) {}

    @Post(
        value = "/either",
        consumes = {"application/vnd.widget+json", "application/json"})
    void either(Widget widget) {}

    @Post(value = "/markdown", consumes = "text/markdown")
    void markdown(@Body String text) {}

    @Post(value = "/application", consumes = "application/*")
    void application(Widget widget) {}

    @Post(value = "/restricted", consumes = "text/csv")
    void restricted(Request request) {}

    @Post("/items")
    void items(Iterator<Widget> widgets) {}

    @Post("/item-stream")
    void itemStream(Stream<Widget> widgets) {}

    @Patch("/merge")
    void merge(MergePatch<Widget> patch) {}

    @Patch("/operations")
    void operations(JsonPatch<Widget> patch) {}

    @Patch("/changes")
    void changes(Changes<Widget> changes) {}

    @Post("/draft")
    void draft(Draft<Widget> draft) {}

    @Post("/raw-body")
    void rawBody(RequestBody body) {}

    @Delete("/delete")
    void delete(RequestBody body) {}

    @Post("/request")
    void request(Request request) {}

    @Post("/nothing")
    void nothing() {}

    @Get("/get")
    void get(Request request) {}

    @Post("/fields")
    void fields(@Form String name, @Form Optional<Integer> age, @Form List<String> tag) {}

    @Post("/optional-fields")
    void optionalFields(@Form Optional<String> name) {}

    @Post("/form-group")
    void formGroup(@Form Profile profile) {}

    @Post("/upload")
    void upload(Upload file, Optional<Upload> preview, List<Upload> pages) {}

    @Post("/optional-upload")
    void optionalUpload(Optional<Upload> file, @Form Optional<String> title) {}

    @Post("/all-uploads")
    void allUploads(Map<String, List<Upload>> files) {}

    @Post("/whole-form")
    void wholeForm(FormData form) {}

    @Post("/parts")
    void parts(Multipart parts) {}
  }

  private static OperationPlan of(String path) {
    return plan(new Handlers(), path);
  }

  private static BodyPlan body(String path) {
    return of(path).body().orElseThrow();
  }

  private static List<ParameterPlan> fields(String path, String mediaType) {
    return ((Shape.Form) shape(body(path).contents(), mediaType)).fields();
  }

  @Test
  void a_value_is_json_or_messagepack() {
    assertThat(mediaTypes(body("/typed").contents()))
        .containsExactly("application/json", "application/vnd.msgpack");
    assertThat(shape(body("/typed").contents(), "application/json"))
        .isInstanceOfSatisfying(
            Shape.Typed.class, typed -> assertThat(typed.use().type()).isEqualTo(Widget.class));
  }

  @Test
  void a_body_is_required_by_the_one_rule() {
    assertThat(body("/typed").required()).isTrue();
    assertThat(body("/optional").required()).isFalse();
    assertThat(body("/nullable").required()).isFalse();
  }

  @Test
  void a_body_may_be_refused_for_its_content_its_size_and_its_type() {
    assertThat(of("/typed").refusals())
        .contains(Refusal.INVALID_INPUT, Refusal.TOO_LARGE, Refusal.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void a_body_leads_to_the_parameter_that_takes_it() {
    assertThat(body("/typed").declaration()).isInstanceOf(Declaration.OfParameter.class);
  }

  @Test
  void a_shaped_value_has_only_what_clients_may_send() {
    var typed = (Shape.Typed) shape(body("/shaped").contents(), "application/json");

    assertThat(((ObjectModel) typed.use().model()).fields())
        .extracting(field -> field.name())
        .containsExactly("sku");
  }

  @Test
  void a_text_is_itself_of_any_kind_or_json() {
    var contents = body("/text").contents();

    assertThat(mediaTypes(contents)).containsExactly("application/json", "text/plain", "text/*");
    assertThat(shape(contents, "text/plain")).isInstanceOf(Shape.Text.class);
    assertThat(shape(contents, "application/json")).isInstanceOf(Shape.Typed.class);
  }

  @Test
  void bytes_are_anything_and_need_not_be_there() {
    for (var path : List.of("/bytes", "/buffer", "/stream")) {
      assertThat(mediaTypes(body(path).contents())).containsExactly("*/*");
      assertThat(shape(body(path).contents(), "*/*")).isInstanceOf(Shape.Binary.class);
      assertThat(body(path).required()).isFalse();
    }
  }

  @Test
  void what_the_handler_is_restricted_to_is_what_there_is() {
    assertThat(mediaTypes(body("/images").contents())).containsExactly("image/*");
    assertThat(mediaTypes(body("/vendor").contents()))
        .containsExactly("application/vnd.widget+json");
    assertThat(mediaTypes(body("/either").contents()))
        .containsExactly("application/vnd.widget+json", "application/json");
    assertThat(mediaTypes(body("/markdown").contents())).containsExactly("text/markdown");
  }

  @Test
  void of_a_range_there_is_what_can_be_read() {
    assertThat(mediaTypes(body("/application").contents()))
        .containsExactly("application/json", "application/vnd.msgpack");
  }

  @Test
  void a_handler_that_reads_the_request_itself_may_be_restricted_too() {
    assertThat(mediaTypes(body("/restricted").contents())).containsExactly("text/csv");
    assertThat(body("/restricted").required()).isFalse();
  }

  @Test
  void items_are_an_array_or_lines() {
    for (var path : List.of("/items", "/item-stream")) {
      assertThat(mediaTypes(body(path).contents()))
          .containsExactly("application/json", "application/x-ndjson");
      assertThat(shape(body(path).contents(), "application/json"))
          .isInstanceOfSatisfying(
              Shape.Items.class,
              items ->
                  assertThat(((Shape.Typed) items.item()).use().type()).isEqualTo(Widget.class));
    }
  }

  @Test
  void a_merge_patch_is_told_from_the_value() {
    var contents = body("/merge").contents();

    assertThat(mediaTypes(contents))
        .containsExactly(
            "application/merge-patch+json", "application/json", "application/vnd.msgpack");
    assertThat(shape(contents, "application/merge-patch+json"))
        .isInstanceOfSatisfying(
            Shape.MergePatch.class,
            patch -> assertThat(patch.use().type()).isEqualTo(Widget.class));
  }

  @Test
  void a_json_patch_may_not_fit() {
    assertThat(shape(body("/operations").contents(), "application/json-patch+json"))
        .isInstanceOf(Shape.JsonPatch.class);
    assertThat(of("/operations").refusals()).contains(Refusal.CONFLICT);
    assertThat(of("/merge").refusals()).doesNotContain(Refusal.CONFLICT);
  }

  @Test
  void changes_are_either_patch() {
    var contents = body("/changes").contents();

    assertThat(shape(contents, "application/merge-patch+json"))
        .isInstanceOf(Shape.MergePatch.class);
    assertThat(shape(contents, "application/json-patch+json")).isInstanceOf(Shape.JsonPatch.class);
  }

  @Test
  void a_draft_is_told_from_the_value() {
    assertThat(shape(body("/draft").contents(), "application/json"))
        .isInstanceOf(Shape.Draft.class);
  }

  @Test
  void who_reads_the_body_as_it_is_takes_anything() {
    assertThat(mediaTypes(body("/raw-body").contents())).containsExactly("*/*");
    assertThat(mediaTypes(body("/request").contents())).containsExactly("*/*");
    assertThat(body("/request").required()).isFalse();
  }

  @Test
  void who_reads_the_body_as_it_is_may_do_so_for_other_methods() {
    assertThat(mediaTypes(body("/delete").contents())).containsExactly("*/*");
  }

  @Test
  void a_provider_that_looks_at_the_request_reads_no_body() {
    assertThat(plan(new Sharing(), "/with-viewer").body()).isEmpty();
  }

  @Test
  void a_function_of_a_method_with_a_body_may_read_one() {
    var app = Lodestar.app().post("/function", request -> Response.text("hello")).build();

    assertThat(plan(app, HttpMethod.POST, "/function").body()).isPresent();
  }

  @Test
  void where_nobody_takes_a_body_there_is_none() {
    assertThat(of("/nothing").body()).isEmpty();
    assertThat(of("/get").body()).isEmpty();
  }

  @Test
  void a_body_has_the_limit_of_its_layer() {
    var app = Lodestar.app().bodyLimit(1000).routes(new Handlers()).build();

    assertThat(plan(app, "/typed").body().orElseThrow().limit()).contains(1000L);
    assertThat(body("/typed").limit()).isEmpty();
  }

  static final class Sharing {
    @Provides
    static Checksum checksum(RequestBody body) {
      return new Checksum(body.bytes().length);
    }

    @Provides
    static Signed signed(@Body Signature signature) {
      return new Signed();
    }

    @Provides
    static Order order(@Body Signature signature) {
      return new Order(signature);
    }

    @Provides
    static Viewer viewer(Request request) {
      return new Viewer(request.id());
    }

    @Post("/with-viewer")
    void withViewer(Viewer viewer) {}

    @Post("/from-provider")
    void fromProvider(Order order) {}

    @Post("/with-bytes")
    void withBytes(Widget widget, Checksum checksum) {}

    @Post("/with-other")
    void withOther(@Body Widget widget, Signed signed) {}
  }

  record Checksum(int length) {}

  record Signature(String signature) {}

  record Signed() {}

  record Viewer(String id) {}

  record Order(Signature signature) {}

  @Test
  void a_body_may_be_taken_by_a_provider() {
    var plan = plan(new Sharing(), "/from-provider");

    assertThat(shape(plan.body().orElseThrow().contents(), "application/json"))
        .isInstanceOfSatisfying(
            Shape.Typed.class, typed -> assertThat(typed.use().type()).isEqualTo(Signature.class));
  }

  @Test
  void who_takes_bytes_beside_a_value_adds_nothing() {
    var plan = plan(new Sharing(), "/with-bytes");

    assertThat(shape(plan.body().orElseThrow().contents(), "application/json"))
        .isInstanceOf(Shape.Typed.class);
    assertThat(plan.body().orElseThrow().required()).isTrue();
  }

  @Test
  void a_body_that_is_taken_as_two_values_is_both() {
    var plan = plan(new Sharing(), "/with-other");

    assertThat(shape(plan.body().orElseThrow().contents(), "application/json"))
        .isInstanceOfSatisfying(Shape.Every.class, every -> assertThat(every.shapes()).hasSize(2));
  }

  @Nested
  class Forms {
    @Test
    void a_form_is_either_of_the_two_kinds() {
      assertThat(mediaTypes(body("/fields").contents()))
          .containsExactly("application/x-www-form-urlencoded", "multipart/form-data");
    }

    @Test
    void fields_are_required_or_repeated_as_parameters_are() {
      var fields = fields("/fields", "multipart/form-data");

      assertThat(fields).extracting(ParameterPlan::name).containsExactly("name", "age", "tag");
      assertThat(named(fields, "name").required()).isTrue();
      assertThat(named(fields, "age").required()).isFalse();
      assertThat(named(fields, "tag").repeated()).isTrue();
    }

    @Test
    void a_form_is_required_if_one_of_its_fields_is() {
      assertThat(body("/fields").required()).isTrue();
      assertThat(body("/optional-fields").required()).isFalse();
    }

    @Test
    void a_file_that_is_required_needs_a_form_with_files() {
      assertThat(mediaTypes(body("/upload").contents())).containsExactly("multipart/form-data");
    }

    @Test
    void files_are_one_or_several() {
      var files = fields("/upload", "multipart/form-data");

      assertThat(files).allMatch(ParameterPlan::file);
      assertThat(named(files, "file").required()).isTrue();
      assertThat(named(files, "preview").required()).isFalse();
      assertThat(named(files, "pages").repeated()).isTrue();
    }

    @Test
    void only_one_of_the_two_kinds_can_have_an_optional_file() {
      assertThat(fields("/optional-upload", "multipart/form-data"))
          .extracting(ParameterPlan::name)
          .containsExactly("file", "title");
      assertThat(fields("/optional-upload", "application/x-www-form-urlencoded"))
          .extracting(ParameterPlan::name)
          .containsExactly("title");
    }

    @Test
    void components_of_a_group_are_fields_and_files() {
      var fields = fields("/form-group", "multipart/form-data");

      assertThat(fields).extracting(ParameterPlan::name).containsExactly("name", "photo", "text");
      assertThat(named(fields, "photo").file()).isTrue();
    }

    @Test
    void who_takes_the_whole_form_takes_any_field() {
      for (var path : List.of("/all-uploads", "/whole-form", "/parts")) {
        assertThat(((Shape.Form) shape(body(path).contents(), "multipart/form-data")).open())
            .isTrue();
      }
    }

    @Test
    void parts_as_they_arrive_must_be_there() {
      assertThat(body("/parts").required()).isTrue();
      assertThat(body("/whole-form").required()).isFalse();
    }
  }
}
