package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.CacheControl;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Preconditions;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Outcome;
import dev.lodestar.inject.Provider;
import dev.lodestar.inject.Resource;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Preconditions (RFC 9110, section 13), and ranges of what lies in memory (section 14).
class ConditionalRequestsTest {
  private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final String CHANGED = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";

  private static Response<String> document(Request request) {
    return Response.text("content")
        .entityTag(EntityTag.strong("now"))
        .lastModified(Instant.parse("1994-11-06T08:49:37.9Z"));
  }

  private final TestClient client =
      TestClient.of(
          Lodestar.app()
              .get("/both", ConditionalRequestsTest::document)
              .get("/weak", _ -> Response.text("content").entityTag(EntityTag.weak("now")))
              .get(
                  "/dated",
                  _ -> Response.text("content").lastModified(Instant.ofEpochSecond(784_111_777)))
              .get("/plain", _ -> Response.text("content"))
              .get("/broken", _ -> Response.text("content").header("ETag", "now"))
              .get("/missing", request -> document(request).status(Status.NOT_FOUND))
              .build());

  private TestResponse get(String path, String... headers) {
    return send(HttpMethod.GET, path, headers);
  }

  private TestResponse send(HttpMethod method, String path, String... headers) {
    return send(client, method, path, headers);
  }

  private static TestResponse send(
      TestClient client, HttpMethod method, String path, String... headers) {
    var request = client.request(method, path);
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.send();
  }

  @Nested
  class Reading {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "\"now\"                | 304",
          "W/\"now\"              | 304",
          "*                      | 304",
          "\"old\", W/\"now\"     | 304",
          "\"old\",\"now\",\"x\"  | 304",
          "\"old\"                | 200",
          "\"old\", \"older\"     | 200",
          "now                    | 200",
          "w/\"now\"              | 200",
          "\"now                  | 200",
          "\"now\"x               | 200"
        })
    void if_none_match_compares_weakly(String tags, int status) {
      get("/both", "If-None-Match", tags).expectStatus(status);
      get("/weak", "If-None-Match", tags).expectStatus(status);
    }

    @Test
    void the_tags_of_several_header_lines_count() {
      get("/both", "If-None-Match", "\"old\"", "If-None-Match", "\"now\"").expectStatus(304);
    }

    @Test
    void if_modified_since_compares_in_whole_seconds() {
      get("/both", "If-Modified-Since", CHANGED).expectStatus(304);
      get("/dated", "If-Modified-Since", CHANGED).expectStatus(304);
      get("/both", "If-Modified-Since", AFTER).expectStatus(304);
      get("/both", "If-Modified-Since", BEFORE).expectStatus(200);
    }

    @Test
    void a_date_in_an_obsolete_form_counts() {
      get("/both", "If-Modified-Since", "Sun Nov  6 08:49:37 1994").expectStatus(304);
    }

    @Test
    void a_malformed_date_or_two_of_them_are_ignored() {
      get("/both", "If-Modified-Since", "yesterday").expectStatus(200);
      get("/both", "If-Modified-Since", CHANGED, "If-Modified-Since", CHANGED).expectStatus(200);
      get("/both", "If-Unmodified-Since", "yesterday").expectStatus(200);
    }

    /// A date that says "not modified" must not outweigh a tag that says otherwise.
    @Test
    void if_modified_since_is_ignored_beside_if_none_match() {
      get("/both", "If-None-Match", "\"old\"", "If-Modified-Since", AFTER).expectStatus(200);
      get("/both", "If-None-Match", "\"now\"", "If-Modified-Since", BEFORE).expectStatus(304);
      get("/dated", "If-None-Match", "\"old\"", "If-Modified-Since", AFTER).expectStatus(200);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "\"now\"           | 200",
          "\"x\", \"now\"    | 200",
          "*                 | 200",
          "W/\"now\"         | 412",
          "\"old\"           | 412",
          "now               | 412"
        })
    void if_match_compares_strongly(String tags, int status) {
      get("/both", "If-Match", tags).expectStatus(status);
    }

    @Test
    void a_weak_tag_never_matches_strongly() {
      get("/weak", "If-Match", "W/\"now\"").expectStatus(412);
      get("/weak", "If-Match", "\"now\"").expectStatus(412);
    }

    @Test
    void if_unmodified_since_refuses_what_was_changed() {
      get("/both", "If-Unmodified-Since", BEFORE).expectStatus(412);
      get("/both", "If-Unmodified-Since", CHANGED).expectStatus(200);
      get("/weak", "If-Unmodified-Since", BEFORE).expectStatus(200);
    }

    @Test
    void if_unmodified_since_is_ignored_beside_if_match() {
      get("/both", "If-Match", "\"now\"", "If-Unmodified-Since", BEFORE).expectStatus(200);
      get("/both", "If-Match", "\"old\"", "If-Unmodified-Since", AFTER).expectStatus(412);
    }

    @Test
    void a_failed_if_match_comes_before_a_matching_if_none_match() {
      get("/both", "If-Match", "\"old\"", "If-None-Match", "\"now\"").expectStatus(412);
      get("/both", "If-Match", "\"now\"", "If-None-Match", "\"now\"").expectStatus(304);
    }

    @Test
    void a_refusal_is_a_problem_document() {
      var response = get("/both", "If-Match", "\"old\"").expectStatus(412);

      assertThat(response.problem().detail())
          .contains("The resource is not in the state that the request demands.");
    }

    @Test
    void head_is_answered_like_get() {
      send(HttpMethod.HEAD, "/both", "If-None-Match", "\"now\"").expectStatus(304);
      send(HttpMethod.HEAD, "/both", "If-Match", "\"old\"").expectStatus(412);
      assertThat(send(HttpMethod.HEAD, "/both").expectStatus(200).header("Content-Length"))
          .contains("7");
    }

    @Test
    void what_has_neither_tag_nor_date_is_not_compared() {
      get("/plain", "If-None-Match", "*").expectStatus(200);
      get("/plain", "If-Modified-Since", AFTER).expectStatus(200);
    }

    @Test
    void a_tag_that_is_none_matches_nothing() {
      get("/broken", "If-None-Match", "now").expectStatus(200);
      get("/broken", "If-None-Match", "\"now\"").expectStatus(200);
    }

    @Test
    void only_a_200_is_compared() {
      get("/missing", "If-None-Match", "\"now\"").expectStatus(404);
    }

    @Test
    void a_304_keeps_what_does_not_describe_the_content() {
      var app =
          Lodestar.app()
              .cacheControl(CacheControl.noCache())
              .header("Content-Security-Policy", "default-src 'self'")
              .get(
                  "/",
                  request ->
                      document(request)
                          .header("Vary", "Accept")
                          .header("Expires", "0")
                          .header("Content-Location", "/here")
                          .header("Content-Language", "en")
                          .header("Content-Encoding", "x")
                          .header("Content-Disposition", "inline")
                          .header("Accept-Ranges", "bytes")
                          .header("X-Own", "1"))
              .build();

      var response =
          send(TestClient.of(app), HttpMethod.GET, "/", "If-None-Match", "\"now\"")
              .expectStatus(304);

      assertThat(response.headers().names())
          .containsExactlyInAnyOrder(
              "etag",
              "vary",
              "expires",
              "content-location",
              "x-own",
              "cache-control",
              "content-security-policy");
      assertThat(response.bytes()).isEmpty();
    }

    @Test
    void a_304_keeps_the_date_if_there_is_no_tag() {
      assertThat(get("/dated", "If-Modified-Since", CHANGED).header("Last-Modified"))
          .contains(CHANGED);
    }

    @Test
    void a_tag_that_middleware_adds_is_compared_too() {
      var app =
          Lodestar.app()
              .middleware((request, next) -> next.handle(request).header("ETag", "\"own\""))
              .get("/", _ -> Response.text("content"))
              .build();

      send(TestClient.of(app), HttpMethod.GET, "/", "If-None-Match", "\"own\"").expectStatus(304);
    }

    @Test
    void middleware_sees_the_304() {
      var seen = new ArrayList<Optional<Status>>();
      var app =
          Lodestar.app()
              .middleware((request, next) -> {
                var response = next.handle(request);
                seen.add(response.status());
                return response;
              })
              .get("/", ConditionalRequestsTest::document)
              .build();

      send(TestClient.of(app), HttpMethod.GET, "/", "If-None-Match", "\"now\"").expectStatus(304);

      assertThat(seen).containsExactly(Optional.of(Status.NOT_MODIFIED));
    }

    @Test
    void error_handlers_see_a_refusal() {
      var app =
          Lodestar.app()
              .onStatus(412, (failure, request) -> Response.text("changed"))
              .get("/", ConditionalRequestsTest::document)
              .build();

      assertThat(
              send(TestClient.of(app), HttpMethod.GET, "/", "If-Match", "\"old\"")
                  .expectStatus(412)
                  .text())
          .isEqualTo("changed");
    }

    @ParameterizedTest
    @CsvSource({"If-None-Match", "If-Match"})
    void what_a_handler_depends_on_ends_also_when_its_answer_is_not_sent(String header) {
      var ends = new ArrayList<Outcome>();
      var app =
          Lodestar.app()
              .provide(
                  Provider.resource(
                      Held.class, () -> Resource.of(new Held()).afterResponse(ends::add)))
              .routes(new Holding())
              .build();
      var tag = header.equals("If-Match") ? "\"old\"" : "\"now\"";

      send(TestClient.of(app), HttpMethod.GET, "/", header, tag)
          .expectStatus(header.equals("If-Match") ? 412 : 304);

      assertThat(ends).hasSize(1);
    }
  }

  static final class Held {}

  static final class Holding {
    @Get("/")
    Response<String> get(Held held) {
      return Response.text(held.getClass().getSimpleName()).entityTag(EntityTag.strong("now"));
    }
  }

  @Nested
  class Changing {
    static final class Documents {
      @Put("/required")
      String required(Preconditions preconditions) {
        preconditions.require(EntityTag.strong("now"));
        return "done";
      }

      @Put("/dated")
      String dated(Preconditions preconditions) {
        preconditions.require(Optional.empty(), Optional.of(Instant.ofEpochSecond(784_111_777)));
        return "done";
      }

      @Put("/checked")
      String checked(Preconditions preconditions) {
        preconditions.check(EntityTag.strong("now"));
        return "done";
      }

      @Put("/absent")
      String absent(Preconditions preconditions) {
        preconditions.checkAbsent();
        return "done";
      }

      @Get("/report")
      Response<String> report(Preconditions preconditions) {
        var tag = EntityTag.strong("now");
        return preconditions.isNotModified(tag)
            ? Response.<String>of(Status.NOT_MODIFIED).entityTag(tag).header("X-Skipped", "1")
            : Response.text("costly").entityTag(tag);
      }
    }

    private final TestClient documents =
        TestClient.of(Lodestar.app().routes(new Documents()).build());

    private TestResponse put(String path, String... headers) {
      return send(documents, HttpMethod.PUT, path, headers);
    }

    @Test
    void a_precondition_that_is_required_is_asked_for_with_428() {
      var response = put("/required").expectStatus(428);

      assertThat(response.problem().detail())
          .contains("Send the header If-Match with the ETag of the state that you want to change.");
      put("/required", "If-Unmodified-Since", CHANGED).expectStatus(428);
      put("/required", "If-None-Match", "\"old\"").expectStatus(428);
    }

    @Test
    void a_state_that_is_over_is_refused_with_412() {
      put("/required", "If-Match", "\"old\"").expectStatus(412);
      put("/required", "If-Match", "W/\"now\"").expectStatus(412);
      put("/required", "If-Match", "\"now\"").expectStatus(200);
      put("/required", "If-Match", "*").expectStatus(200);
    }

    @Test
    void a_tag_without_its_quotes_is_told_from_one_that_is_over() {
      assertThat(put("/required", "If-Match", "now").expectStatus(412).problem().detail())
          .contains(
              "The header If-Match has no entity tag: send the ETag as it was received, with its"
                  + " quotes.");
      assertThat(put("/required", "If-Match", "\"old\"").problem().detail())
          .contains("The resource is not in the state that the request demands.");
    }

    @Test
    void a_date_is_enough_where_there_is_one() {
      put("/dated").expectStatus(428);
      put("/dated", "If-Unmodified-Since", "yesterday").expectStatus(428);
      put("/dated", "If-Unmodified-Since", BEFORE).expectStatus(412);
      put("/dated", "If-Unmodified-Since", CHANGED).expectStatus(200);
    }

    @Test
    void a_check_lets_pass_what_demands_nothing() {
      put("/checked").expectStatus(200);
      put("/checked", "If-Match", "\"now\"").expectStatus(200);
      put("/checked", "If-Match", "\"old\"").expectStatus(412);
    }

    @Test
    void if_none_match_refuses_to_overwrite() {
      put("/checked", "If-None-Match", "*").expectStatus(412);
      put("/checked", "If-None-Match", "\"now\"").expectStatus(412);
      put("/checked", "If-None-Match", "\"old\"").expectStatus(200);
      put("/absent", "If-None-Match", "*").expectStatus(200);
    }

    @Test
    void if_modified_since_means_nothing() {
      put("/checked", "If-Modified-Since", AFTER).expectStatus(200);
    }

    @Test
    void what_does_not_exist_matches_nothing() {
      put("/absent", "If-Match", "*").expectStatus(412);
      put("/absent", "If-Match", "\"now\"").expectStatus(412);
      put("/absent").expectStatus(200);
    }

    @Test
    void a_handler_can_spare_itself_what_nobody_will_see() {
      var response =
          send(documents, HttpMethod.GET, "/report", "If-None-Match", "\"now\"").expectStatus(304);

      assertThat(response.header("X-Skipped")).contains("1");
      assertThat(response.header("ETag")).contains("\"now\"");
      assertThat(send(documents, HttpMethod.GET, "/report").text()).isEqualTo("costly");
    }
  }

  @Nested
  class Ranges {
    private final TestClient bytes =
        TestClient.of(
            Lodestar.app()
                .get(
                    "/",
                    _ ->
                        Response.bytes(
                                MediaType.parse("text/x"),
                                "0123456789".getBytes(StandardCharsets.US_ASCII))
                            .entityTag(EntityTag.strong("now"))
                            .header("Accept-Ranges", "bytes"))
                .get("/whole", _ -> Response.text("0123456789"))
                .build());

    @Test
    void content_in_memory_is_sent_in_parts_where_the_response_offers_it() {
      var response = send(bytes, HttpMethod.GET, "/", "Range", "bytes=2-4").expectStatus(206);

      assertThat(response.text()).isEqualTo("234");
      assertThat(response.header("Content-Range")).contains("bytes 2-4/10");
      assertThat(response.header("Content-Length")).contains("3");
      assertThat(response.header("ETag")).contains("\"now\"");
    }

    @Test
    void other_content_is_sent_whole() {
      send(bytes, HttpMethod.GET, "/whole", "Range", "bytes=2-4").expectStatus(200);
    }

    @Test
    void preconditions_come_first() {
      send(bytes, HttpMethod.GET, "/", "Range", "bytes=2-4", "If-None-Match", "\"now\"")
          .expectStatus(304);
      send(bytes, HttpMethod.GET, "/", "Range", "bytes=99-", "If-Match", "\"old\"")
          .expectStatus(412);
    }

    @Test
    void only_get_has_ranges() {
      var response = send(bytes, HttpMethod.HEAD, "/", "Range", "bytes=2-4").expectStatus(200);

      assertThat(response.header("Content-Length")).contains("10");
    }
  }

  @Test
  void computed_tags_are_compared() {
    var app =
        Lodestar.app()
            .entityTags(EntityTagPolicy.COMPUTED)
            .get("/", _ -> Response.text("content"))
            .build();
    var tag = TestClient.of(app).get("/").header("ETag").orElseThrow();

    send(TestClient.of(app), HttpMethod.GET, "/", "If-None-Match", tag).expectStatus(304);
    send(TestClient.of(app), HttpMethod.GET, "/", "If-Match", tag).expectStatus(200);
  }
}
