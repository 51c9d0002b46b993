package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client accepts (RFC 9110, section 12.5.1).
class AcceptTest {
  private static final List<MediaType> OFFERS =
      List.of(MediaType.JSON, MediaType.HTML, MediaType.TEXT);

  @Test
  void without_the_header_everything_is_accepted_and_the_first_offer_preferred() {
    var accept = Accept.of(Headers.empty());

    assertThat(accept.isAny()).isTrue();
    assertThat(accept.quality(MediaType.HTML)).isEqualTo(1);
    assertThat(accept.preferred(OFFERS)).contains(MediaType.JSON);
    assertThat(accept.preferred(List.of())).isEmpty();
    assertThat(accept).hasToString("*/*");
  }

  @Test
  void the_example_of_the_rfc_has_the_qualities_that_the_rfc_lists() {
    var accept =
        Accept.parse(
            "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4,"
                + " */*;q=0.5");

    assertThat(accept.quality(MediaType.parse("text/plain;format=flowed"))).isEqualTo(1);
    assertThat(accept.quality(MediaType.parse("text/plain"))).isEqualTo(0.7);
    assertThat(accept.quality(MediaType.parse("text/html"))).isEqualTo(0.3);
    assertThat(accept.quality(MediaType.parse("image/jpeg"))).isEqualTo(0.5);
    assertThat(accept.quality(MediaType.parse("text/plain;format=fixed"))).isEqualTo(0.4);
    assertThat(accept.quality(MediaType.parse("text/html;level=3"))).isEqualTo(0.3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html                                        | text/html
          TEXT/HTML                                        | text/html
          text/plain                                       | text/plain
          text/*                                           | text/html
          application/*                                    | application/json
          application/json, text/html                      | application/json
          text/html, application/json                      | application/json
          text/html, application/json;q=0.9                | text/html
          text/html;q=0.1, application/json;q=0.11         | application/json
          text/html, */*                                   | text/html
          application/json, text/plain, */*                | application/json
          */*;q=0.1, text/plain;q=0.2                      | text/plain
          application/json;q=0, */*                        | text/html
          text/html;charset=iso-8859-1                     | text/html
          text/html;q="0.5", text/plain;q=0.4              | text/html
          text/html; q=.2, *; q=.1                         | text/html
          *                                                | application/json
          text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8 | text/html
          application/signed-exchange;v=b3;q=0.7,*/*;q=0.8 | application/json
          , ,text/html, ,                                  | text/html
          """)
  void the_offer_that_the_client_wants_most_is_preferred(String header, String expected) {
    var preferred = Accept.parse(header).preferred(OFFERS);

    assertThat(preferred.orElseThrow().sameTypeAs(MediaType.parse(expected))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "text/html;q=0", "text/html;level=1", "*/*;q=0", "text/xml"})
  void what_no_range_takes_is_not_preferred(String header) {
    assertThat(Accept.parse(header).preferred(OFFERS)).isEmpty();
    assertThat(Accept.parse(header).accepts(MediaType.HTML)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "text/",
        "/html",
        "*/html",
        "text/html;q=2",
        "text/html;q=1.001",
        "text/html;q=0.1234",
        "text/html;q=-1",
        "text/html;q=abc",
        "text/html;q",
        "text/html;q=",
        "text/html;a=\"",
        "text/html garbage",
        "tex t/html",
        "\"text/html\"",
        ";;;"
      })
  void a_malformed_element_is_left_out(String malformed) {
    assertThat(Accept.parse(malformed).isAny()).isTrue();
    assertThat(Accept.parse("text/plain," + malformed).preferred(OFFERS)).contains(MediaType.TEXT);
    assertThat(Accept.parse("text/plain," + malformed).accepts(MediaType.HTML)).isFalse();
  }

  @Test
  void a_comma_in_quotes_ends_no_element() {
    var accept = Accept.parse("text/html;a=\"x, text/plain\", application/json;q=0.5");

    assertThat(accept.accepts(MediaType.TEXT)).isFalse();
    assertThat(accept.quality(MediaType.JSON)).isEqualTo(0.5);
    assertThat(accept.accepts(MediaType.HTML.withParameter("a", "x, text/plain"))).isTrue();
  }

  @Test
  void several_fields_are_one_list() {
    var headers = Headers.of("Accept", "text/html;q=0.5", "accept", "text/plain");

    assertThat(Accept.of(headers).preferred(OFFERS)).contains(MediaType.TEXT);
  }

  @Test
  void ranges_beyond_the_limit_are_ignored() {
    var many = "image/png,".repeat(Accept.MAX_RANGES - 1);

    assertThat(Accept.parse(many + "text/html").accepts(MediaType.HTML)).isTrue();
    assertThat(Accept.parse(many + "image/gif,text/html").accepts(MediaType.HTML)).isFalse();
  }

  @Test
  void a_range_has_at_most_as_many_parameters_as_a_media_type() {
    var most = new StringBuilder("text/html");
    for (var i = 0; i < MediaType.MAX_PARAMETERS; i++) {
      most.append(";p").append(i).append("=v");
    }

    assertThat(Accept.parse(most.toString()).isAny()).isFalse();
    assertThat(Accept.parse(most + ";more=v").isAny()).isTrue();
  }

  @Test
  void no_text_is_refused() {
    var random = new Random(7);
    var characters = "text/html*,;q=01.\"\\ \t\u00e9";
    for (var i = 0; i < 20_000; i++) {
      var header = new StringBuilder();
      for (var length = random.nextInt(30); length > 0; length--) {
        header.append(characters.charAt(random.nextInt(characters.length())));
      }
      assertThat(Accept.parse(header.toString()).quality(MediaType.HTML)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void two_are_equal_when_they_say_the_same() {
    assertThat(Accept.parse("text/html"))
        .isEqualTo(Accept.parse("text/html"))
        .hasSameHashCodeAs(Accept.parse("text/html"))
        .isNotEqualTo(Accept.any());
    assertThat(Accept.parse("*/*")).isEqualTo(Accept.any());
  }
}
