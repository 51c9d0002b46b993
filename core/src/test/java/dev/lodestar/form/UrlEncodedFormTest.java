package dev.lodestar.form;

import static dev.lodestar.form.Bodies.bytes;
import static dev.lodestar.form.Bodies.refusal;
import static dev.lodestar.form.Bodies.request;
import static dev.lodestar.form.Bodies.told;
import static dev.lodestar.form.Bodies.urlEncoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlEncodedFormTest {

  /// The pairs by name, each as `name=text`.
  private static List<String> read(String body) throws IOException {
    var form = Forms.read(urlEncoded(body));
    var pairs = new ArrayList<String>();
    for (var name : form.names()) {
      form.texts(name).forEach(text -> pairs.add(name + "=" + text));
    }
    return pairs;
  }

  @Test
  void pairs_are_separated_by_ampersands_only() throws IOException {
    assertThat(read("a=1&b=2&a=3;c=4")).containsExactly("a=1", "a=3;c=4", "b=2");
  }

  @Test
  void empty_pairs_are_none() throws IOException {
    assertThat(read("&&a=1&&")).containsExactly("a=1");
    assertThat(read("&")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void blank_texts_and_names_are_kept() throws IOException {
    assertThat(read("a&b=&=c&=")).containsExactly("a=", "b=", "=c", "=");
  }

  @Test
  void the_first_equals_sign_ends_the_name() throws IOException {
    assertThat(read("a=b=c")).containsExactly("a=b=c");
    assertThat(read("a%3Db=c")).containsExactly("a=b=c");
  }

  @Test
  void a_plus_sign_is_a_space() throws IOException {
    assertThat(read("a+b=+c+%2B")).containsExactly("a b= c +");
  }

  @Test
  void escapes_are_decoded_once() throws IOException {
    assertThat(read("a%26=%2541&%c3%BC=%E2%82%ac%F0%9F%90%95")).containsExactly("a&=%41", "ü=€🐕");
  }

  @Test
  void what_is_not_escaped_is_utf_8_too() throws IOException {
    assertThat(read("ü=€")).containsExactly("ü=€");
  }

  @Test
  void a_percent_sign_is_followed_by_two_hexadecimal_digits() {
    for (var broken : new String[] {"%", "%4", "%g0", "%0g", "%%41", "% 1", "%4&", "%4=", "%+1"}) {
      assertThat(told(urlEncoded("x=1&a=" + broken)))
          .isEqualTo(
              "400 The form is malformed in field 2: a percent sign is not followed by two"
                  + " hexadecimal digits.");
      assertThat(told(urlEncoded(broken)))
          .startsWith("400 The form is malformed in field 1: a percent sign");
    }
  }

  @Test
  void digits_of_other_scripts_are_none() {
    assertThat(told(urlEncoded("a=%٤١"))).startsWith("400 ");
  }

  @Test
  void names_and_texts_are_valid_utf_8() {
    for (var broken : new String[] {"%FF", "%C3", "%C0%80", "%ED%A0%80", "%F5%80%80%80", "%80"}) {
      assertThat(told(urlEncoded("n\u202E=" + broken)))
          .isEqualTo(
              "400 The form is malformed in field 1: the text of 'n\uFFFD' is not valid UTF-8.");
      assertThat(told(urlEncoded("a=1&" + broken + "=a")))
          .isEqualTo("400 The form is malformed in field 2: the name is not valid UTF-8.");
    }
    assertThat(told(request(Bodies.URL_ENCODED, bytes("a=\u00FC")))).startsWith("400 ");
  }

  @Test
  void a_form_larger_than_what_is_read_at_once_is_read_whole() throws IOException {
    var long1 = "x".repeat(100_000);
    var long2 = "%C3%BC".repeat(20_000);

    assertThat(read("a=" + long1 + "&b=" + long2))
        .containsExactly("a=" + long1, "b=" + "ü".repeat(20_000));
  }

  @Test
  void a_body_without_content_type_is_such_a_form() throws IOException {
    assertThat(Forms.read(request("", bytes("a=1"))).text("a")).contains("1");
    assertThat(Forms.read(request("", bytes(""))).names()).isEmpty();
  }

  @Test
  void utf_8_may_be_named_and_nothing_else() throws IOException {
    assertThat(Forms.read(request(Bodies.URL_ENCODED + ";charset=UTF-8", bytes("a=1"))).text("a"))
        .contains("1");
    assertThat(told(request(Bodies.URL_ENCODED + ";charset=latin1", bytes("a=1"))))
        .isEqualTo(
            "415 A form of the type application/x-www-form-urlencoded is in UTF-8, not in 'latin1'.");
  }

  @Test
  void what_is_no_form_is_refused_with_the_types_that_are() {
    var refusal = refusal(request("application/json", bytes("{}")));

    assertThat(told(refusal))
        .isEqualTo(
            "415 The Content-Type is application/json; send application/x-www-form-urlencoded or"
                + " multipart/form-data.");
    assertThat(refusal.headers().first("Accept"))
        .contains("application/x-www-form-urlencoded, multipart/form-data");
  }

  @Test
  void everybody_who_asks_gets_the_same_form() throws IOException {
    var request = urlEncoded("a=1");

    assertThat(Forms.read(request)).isSameAs(Forms.read(request.withBody(request.body())));
  }
}
