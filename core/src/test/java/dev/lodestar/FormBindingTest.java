package dev.lodestar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.form.FormData;
import dev.lodestar.form.Forms;
import dev.lodestar.form.Multipart;
import dev.lodestar.form.Upload;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.model.Default;
import dev.lodestar.model.Name;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Forms and their files as typed parameters.
class FormBindingTest {

  record Address(String street, Optional<String> zip) {}

  record Order(
      @NotBlank String customer,
      @Min(1) int amount,
      OptionalInt discount,
      @Nullable LocalDate due,
      @Default("false") boolean express,
      @Default({}) List<String> tags,
      @Name("gift-note") Optional<String> giftNote,
      Address address) {

    @AssertTrue(message = "is only for one")
    boolean isExpressSmall() {
      return !express || amount == 1;
    }
  }

  record Gallery(
      String title,
      Upload cover,
      Optional<Upload> back,
      @Default({}) @Size(max = 2) List<Upload> photos,
      Map<String, List<Upload>> all) {}

  record Profile(String name, Optional<Upload> picture) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Post("/order")
    String order(@Form Order order) {
      return order.toString();
    }

    @Post("/gallery")
    String gallery(@Form Gallery gallery) throws IOException {
      return gallery.title()
          + " "
          + name(gallery.cover())
          + " "
          + gallery.back().map(Handlers::name)
          + " "
          + gallery.photos().stream().map(Handlers::name).toList()
          + " "
          + gallery.all().keySet();
    }

    @Post("/profile")
    String profile(@Form Profile profile) {
      return profile.name() + " " + profile.picture().isPresent();
    }

    @Post("/fields")
    String fields(@Form String title, @Form("n") int number, @Form @Default({}) List<String> tag) {
      return title + " " + number + " " + tag;
    }

    @Post("/photo")
    String photo(Upload photo, @Form Optional<String> title) throws IOException {
      return name(photo) + "=" + new String(photo.bytes(), UTF_8) + " " + title;
    }

    @Post("/photos")
    String photos(List<Upload> photos) {
      return photos.stream().map(Handlers::name).toList().toString();
    }

    @Post("/maybe")
    String maybe(@Form("picture") Optional<Upload> photo) {
      return photo.map(Handlers::name).toString();
    }

    @Post("/all")
    String all(Map<String, List<Upload>> files) {
      return files.keySet().toString();
    }

    @Post("/data")
    String data(FormData form, Request request) throws IOException {
      return form.names() + " " + (Forms.read(request) == form);
    }

    @Post("/shared")
    String shared(@Form Address address, @Form String street, FormData form) {
      return address.street() + " " + street + " " + form.names();
    }

    @Post("/parts")
    String parts(Multipart parts) throws IOException {
      var names = new ArrayList<String>();
      for (var part = parts.next(); part.isPresent(); part = parts.next()) {
        names.add(part.get().name());
      }
      return names.toString();
    }

    @Post("/prefixed")
    String prefixed(@Form("from") Address from, @Form("to") Optional<Address> to, boolean force) {
      return from + " " + to + " " + force;
    }

    private static String name(Upload upload) {
      return upload.fileName();
    }
  }

  private final TestClient client = TestClient.of(Lodestar.app().routes(Handlers.class).build());

  private TestResponse form(String path, String form) {
    return client.request(HttpMethod.POST, path).body(MediaType.FORM, form).send();
  }

  private TestResponse multipart(String path, MultipartBody body) {
    return client.request(HttpMethod.POST, path).body(MultipartBody.TYPE, body.bytes()).send();
  }

  private static MultipartBody parts() {
    return new MultipartBody();
  }

  @Test
  void a_record_takes_the_whole_form() {
    assertThat(
            form(
                    "/order",
                    "customer=Ann&amount=2&tags=a&tags=b&gift-note=Hi+there&address.street=High%20St")
                .expectStatus(201)
                .text())
        .isEqualTo(
            "Order[customer=Ann, amount=2, discount=OptionalInt.empty, due=null, express=false,"
                + " tags=[a, b], giftNote=Optional[Hi there],"
                + " address=Address[street=High St, zip=Optional.empty]]");
  }

  @Test
  void both_kinds_of_forms_are_read_alike() {
    var encoded = form("/order", "customer=Ann&amount=2&tags=a&address.street=A").text();
    var body =
        parts()
            .text("customer", "Ann")
            .text("amount", "2")
            .text("tags", "a")
            .text("address.street", "A");

    assertThat(encoded).contains("tags=[a]");
    assertThat(multipart("/order", body).text()).isEqualTo(encoded);
  }

  @Test
  void what_a_browser_sends_of_an_empty_field_or_a_checked_box_is_understood() {
    assertThat(
            form(
                    "/order",
                    "customer=Ann&amount=1&discount=&due=&express=on&gift-note=&address.street=")
                .expectStatus(201)
                .text())
        .isEqualTo(
            "Order[customer=Ann, amount=1, discount=OptionalInt.empty, due=null, express=true,"
                + " tags=[], giftNote=Optional[], address=Address[street=, zip=Optional.empty]]");
    assertThat(
            ProblemDocuments.errorsOf(
                form("/order", "customer=Ann&amount=&address.street=").expectStatus(400)))
        .containsExactly("form amount required");
  }

  @Test
  void all_errors_of_a_form_are_told_with_the_names_of_their_fields() {
    assertThat(
            ProblemDocuments.errorsOf(
                form("/order", "customer=+&amount=x&due=soon&express=maybe&express=yes")
                    .expectStatus(400)))
        .containsExactly(
            "form customer NotBlank",
            "form amount format",
            "form due format",
            "form express duplicate",
            "form address.street required");
  }

  @Test
  void rules_across_fields_are_told_of_the_form() {
    assertThat(
            ProblemDocuments.errorsOf(
                form("/order", "customer=Ann&amount=2&express=true&address.street=A")
                    .expectStatus(400)))
        .containsExactly("form  AssertTrue");
  }

  @Test
  void single_fields_are_parameters() {
    assertThat(form("/fields", "title=tea&n=3&tag=a").text()).isEqualTo("tea 3 [a]");
    assertThat(ProblemDocuments.errorsOf(form("/fields", "n=x").expectStatus(400)))
        .containsExactly("form title required", "form n format");
  }

  @Test
  void a_request_without_content_is_an_empty_form() {
    var response = client.request(HttpMethod.POST, "/fields").send().expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response))
        .containsExactly("form title required", "form n required");
  }

  @Test
  void files_are_components() {
    var body =
        parts()
            .text("title", "Sea")
            .file("cover", "sea.png", "1")
            .file("photos", "a.png", "2")
            .file("photos", "b.png", "3");

    assertThat(multipart("/gallery", body).expectStatus(201).text())
        .isEqualTo("Sea sea.png Optional.empty [a.png, b.png] [cover, photos]");
  }

  @Test
  void files_that_are_missing_or_too_many_are_errors_of_their_fields() {
    var body =
        parts()
            .file("back", "a", "1")
            .file("back", "b", "1")
            .file("photos", "a", "1")
            .file("photos", "b", "1")
            .file("photos", "c", "1");

    assertThat(ProblemDocuments.errorsOf(multipart("/gallery", body).expectStatus(400)))
        .containsExactly(
            "form title required",
            "form cover required",
            "form back duplicate",
            "form photos Size");
  }

  @Test
  void a_file_input_without_a_chosen_file_is_absent() {
    assertThat(multipart("/profile", parts().text("name", "Ann").file("picture", "", "")).text())
        .isEqualTo("Ann false");
    assertThat(
            ProblemDocuments.errorsOf(
                multipart("/photo", parts().file("photo", "", "")).expectStatus(400)))
        .containsExactly("form photo required");
  }

  @Test
  void a_text_is_no_file_and_a_file_is_no_text() {
    assertThat(
            ProblemDocuments.errorsOf(
                multipart("/profile", parts().file("name", "a", "1").text("picture", "cat.png"))
                    .expectStatus(400)))
        .containsExactly("form name type", "form picture type");
  }

  @Test
  void a_text_in_the_place_of_a_file_is_told_what_a_file_is() {
    assertThat(multipart("/photo", parts().text("photo", "cat.png")).expectStatus(400).text())
        .contains("a file is a part of multipart/form-data that has a file name");
  }

  @Test
  void optional_files_do_not_ask_for_a_multipart_form() {
    assertThat(form("/profile", "name=Ann").expectStatus(201).text()).isEqualTo("Ann false");
  }

  @Test
  void required_files_ask_for_a_multipart_form() {
    var response = form("/gallery", "title=Sea").expectStatus(415);

    assertThat(response.header("Accept")).contains("multipart/form-data");
    form("/photo", "photo=cat.png").expectStatus(415);
  }

  @Test
  void files_are_parameters_by_their_type() {
    assertThat(
            multipart("/photo", parts().file("photo", "cat.png", "meow").text("title", "Cat"))
                .text())
        .isEqualTo("cat.png=meow Optional[Cat]");
    assertThat(
            multipart("/photos", parts().file("photos", "a", "1").file("photos", "b", "2")).text())
        .isEqualTo("[a, b]");
    assertThat(multipart("/maybe", parts().file("picture", "a", "1")).text())
        .isEqualTo("Optional[a]");
    assertThat(multipart("/maybe", parts()).text()).isEqualTo("Optional.empty");
    assertThat(multipart("/all", parts().file("x", "a", "1").file("y", "b", "2")).text())
        .isEqualTo("[x, y]");
  }

  @Test
  void no_files_at_all_are_an_error_and_no_failure() {
    assertThat(
            ProblemDocuments.errorsOf(
                multipart("/photos", parts().text("title", "x")).expectStatus(400)))
        .containsExactly("form photos required");
    assertThat(multipart("/all", parts()).text()).isEqualTo("[]");
  }

  @Test
  void the_form_itself_is_a_parameter_and_read_once_whoever_asks() {
    assertThat(form("/data", "a=1&b=2&a=3").text()).isEqualTo("[a, b] true");
    assertThat(form("/shared", "street=A").text()).isEqualTo("A A [street]");
  }

  @Test
  void parts_can_be_taken_as_they_arrive() {
    assertThat(multipart("/parts", parts().text("a", "1").file("b", "x", "2")).text())
        .isEqualTo("[a, b]");
    form("/parts", "a=1").expectStatus(415);
  }

  @Test
  void a_name_in_the_annotation_stands_before_the_names_of_fields() {
    assertThat(form("/prefixed?force=true", "from.street=A&from.zip=1").text())
        .isEqualTo("Address[street=A, zip=Optional[1]] Optional.empty true");
    assertThat(ProblemDocuments.errorsOf(form("/prefixed?force=x", "to.zip=1").expectStatus(400)))
        .containsExactly(
            "form from.street required", "form to.street required", "query force format");
  }

  @Test
  void other_content_is_a_415_that_lists_both_kinds_of_forms() {
    var response =
        client
            .request(HttpMethod.POST, "/fields")
            .body(MediaType.JSON, "{}")
            .send()
            .expectStatus(415);

    assertThat(response.header("Accept"))
        .contains("application/x-www-form-urlencoded, multipart/form-data");
  }

  @Test
  void a_malformed_form_is_a_400_that_hides_no_other_error() {
    var garbage =
        client
            .request(HttpMethod.POST, "/prefixed?force=x")
            .body(MultipartBody.TYPE, "garbage")
            .send()
            .expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(garbage))
        .containsExactly("form  malformed", "query force format");
    assertThat(ProblemDocuments.of(garbage).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:malformed-input");
    assertThat(ProblemDocuments.errorsOf(form("/fields", "title=%zz&n=1").expectStatus(400)))
        .containsExactly("form  malformed");
  }

  @Test
  void the_engine_is_told_that_forms_are_streamed() {
    var app = Lodestar.app().routes(Handlers.class).build();

    assertThat(app.bodyPlan(Requests.post("/order"), new BodyPlan(1, false)).streamed()).isTrue();
    assertThat(app.bodyPlan(Requests.post("/photo"), new BodyPlan(1, false)).streamed()).isTrue();
  }

  record Nested(List<Address> addresses) {}

  @SuppressWarnings("unused")
  static final class Mistakes {
    @Post("/both")
    String both(@Form String title, Address address) {
      return "";
    }

    @Post("/raw")
    String raw(RequestBody body, Upload photo) {
      return "";
    }

    @Get("/get")
    String get(@Form String title) {
      return "";
    }

    @Post("/nested")
    String nested(@Form Nested nested) {
      return "";
    }

    @Post("/twice")
    String twice(Multipart parts, FormData form) {
      return "";
    }

    @Post("/streams")
    String streams(@Body InputStream one, @Body Optional<Address> two) {
      return "";
    }

    @Post(value = "/consumes", consumes = "application/json")
    String consumes(@Form String title) {
      return "";
    }

    @Post(value = "/xml", consumes = "application/xml")
    String xml(Address address) {
      return "";
    }

    @Post(value = "/syntax", consumes = "json")
    String syntax(Address address) {
      return "";
    }

    @Post("/unannotated")
    String unannotated(Gallery gallery) {
      return "";
    }

    @Post("/query")
    String query(@Query Upload file) {
      return "";
    }

    @Post("/map")
    String map(@Form Map<String, String> all) {
      return "";
    }

    @Delete("/delete")
    void delete(Address address) {}

    @Post("/sources")
    String sources(@Form @Query String title) {
      return "";
    }
  }

  @Test
  void mistakes_are_found_at_the_start() {
    var problems =
        catchThrowableOfType(
                StartupException.class, () -> Lodestar.app().routes(new Mistakes()).build())
            .problems();

    assertThat(problems.stream().map(StartupProblem::code))
        .containsExactly(
            "body-and-form",
            "body-and-form",
            "body-without-content",
            "group-component",
            "body-and-form",
            "body-taken-twice",
            "consumes",
            "consumes",
            "media-type",
            "file-outside-form",
            "file-outside-form",
            "parameter-type",
            "parameter-source",
            "parameter-source-twice");
    assertThat(problems.get(3).what()).contains("nested.addresses");
    assertThat(problems.get(7).what()).contains("application/xml");
    assertThat(problems.get(7).fix()).contains("application/json or application/vnd.msgpack");
    assertThat(problems.get(4).what())
        .contains("nothing is left for the parameter \"FormData form\"");
    assertThat(problems.get(9).what()).contains("has the file gallery.cover");
    assertThat(problems.get(9).fix()).startsWith("Put @Form on the parameter");
    assertThat(problems.get(10).what()).contains("\"Upload file\" is a file");
    assertThat(problems.get(11).fix()).contains("FormData");
    assertThat(problems.get(12).what()).contains("a DELETE request is taken with @Body only");
    assertThat(problems.get(12).fix()).startsWith("Put @Body on it");
  }
}
