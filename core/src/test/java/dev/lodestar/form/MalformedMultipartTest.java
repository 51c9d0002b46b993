package dev.lodestar.form;

import static dev.lodestar.form.Bodies.bytes;
import static dev.lodestar.form.Bodies.multipart;
import static dev.lodestar.form.Bodies.refusal;
import static dev.lodestar.form.Bodies.request;
import static dev.lodestar.form.Bodies.told;
import static dev.lodestar.form.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What clients are told about multipart forms that are not well-formed: always a 400 that says
/// what is wrong and where, and never a form that lacks something.
class MalformedMultipartTest {
  private static final String WHOLE =
      String.join(
          "\r\n",
          "--xYzZY",
          "Content-Disposition: form-data; name=\"title\"",
          "",
          "A day out",
          "--xYzZY",
          "Content-Disposition: form-data; name=\"photo\"; filename=\"dog.jpg\"",
          "Content-Type: image/jpeg",
          "",
          "content",
          "--xYzZY--");

  private static String withHeaders(String... headers) {
    return told(multipart("--xYzZY", String.join("\r\n", headers), "", "content", "--xYzZY--", ""));
  }

  @Test
  void the_answer_has_the_form_of_every_malformed_input() {
    var refusal = refusal(multipart("nothing"));

    assertThat(refusal.problem().type()).hasToString("tag:lodestar.dev,2026:malformed-input");
    assertThat(refusal.problem().extensions().get("errors"))
        .isEqualTo(
            List.of(
                Map.of(
                    "in",
                    "form",
                    "name",
                    "",
                    "code",
                    "malformed",
                    "message",
                    "The form ends before its first boundary line is complete.")));
  }

  @Test
  void the_field_is_named_as_soon_as_it_is_known() {
    var refusal =
        refusal(
            multipart(
                "--xYzZY", "Content-Disposition: form-data; name=a", "", "\u00FF", "--xYzZY--"));

    assertThat(String.valueOf(refusal.problem().extensions().get("errors")))
        .startsWith("[{in=form, name=a, code=malformed,");
  }

  @Test
  void a_boundary_is_needed() {
    for (var type : new String[] {"multipart/form-data", "multipart/form-data; boundary=\"\""}) {
      assertThat(told(request(type, bytes(WHOLE))))
          .isEqualTo(
              "400 The Content-Type multipart/form-data has no boundary; send one of 1 to 70"
                  + " characters.");
    }
  }

  @Test
  void a_boundary_has_70_characters_at_most() {
    var longest = "b".repeat(70);
    assertThat(told(request("multipart/form-data; boundary=" + longest + "b", bytes(WHOLE))))
        .isEqualTo("400 The boundary of the Content-Type has 71 characters; send 1 to 70.");
    assertThat(told(request("multipart/form-data; boundary=" + longest, bytes(WHOLE))))
        .isEqualTo("400 The form ends before its first boundary line is complete.");
  }

  @Test
  void a_boundary_has_visible_characters() {
    for (var boundary : new String[] {"a\tb", "ends so ", "\u00E9"}) {
      assertThat(told(request("multipart/form-data; boundary=\"" + boundary + "\"", bytes(WHOLE))))
          .startsWith("400 The boundary '")
          .contains("of the Content-Type has an illegal character at index ");
    }
  }

  @Test
  void a_content_type_that_is_malformed_is_refused() {
    assertThat(told(request("multipart/form-data; boundary=", bytes(WHOLE))))
        .startsWith("400 The header Content-Type is malformed.");
  }

  @Test
  void a_form_that_is_cut_off_anywhere_is_refused() {
    for (var end = 0; end < WHOLE.length(); end++) {
      assertThat(told(multipart(WHOLE.substring(0, end))))
          .as(WHOLE.substring(0, end))
          .startsWith("400 The form ends ");
    }
    assertThat(told(multipart(WHOLE.substring(0, WHOLE.length() - 2))))
        .isEqualTo("400 The form ends in part 2, before the boundary that closes it.");
  }

  @Test
  void a_body_without_the_boundary_is_refused() {
    assertThat(told(multipart("title=x")))
        .startsWith("400 The form ends before its first boundary");
    assertThat(told(multipart(""))).startsWith("400 The form ends before its first boundary");
    assertThat(
            told(multipart("--other", "Content-Disposition: form-data; name=a", "", "--other--")))
        .startsWith("400 The form ends before its first boundary");
  }

  @Test
  void line_ends_are_cr_and_lf() {
    assertThat(told(multipart(WHOLE.replace("\r\n", "\n"))))
        .isEqualTo(
            "400 After the boundary that begins the form there is neither a line end nor \"--\".");
    assertThat(told(multipart(WHOLE.replace("content\r\n", "content\n"))))
        .isEqualTo("400 The form ends in part 2, before the boundary that closes it.");
    assertThat(withHeaders("Content-Disposition: form-data; name=a\nX: y"))
        .isEqualTo(
            "400 In part 1 of the form: The header 'Content-Disposition' has an illegal character.");
  }

  @Test
  void behind_a_boundary_there_is_a_line_end_or_two_hyphens() {
    for (var end : new String[] {"-", "x", "-x", " x", "--x", "\r\r", "\n\n"}) {
      assertThat(told(multipart("--xYzZY" + end + "  ")))
          .as(end)
          .isEqualTo(
              "400 After the boundary that begins the form there is neither a line end nor \"--\".");
    }
    assertThat(
            told(
                multipart(
                    "--xYzZY", "Content-Disposition: form-data; name=a", "", "1", "--xYzZYxx")))
        .isEqualTo(
            "400 After the boundary that ends part 1 of the form there is neither a line end nor"
                + " \"--\".");
  }

  @Test
  void a_part_has_one_content_disposition() {
    assertThat(told(multipart("--xYzZY", "", "content", "--xYzZY--")))
        .isEqualTo("400 In part 1 of the form: The header Content-Disposition is missing.");
    assertThat(withHeaders("Content-Type: text/plain"))
        .isEqualTo("400 In part 1 of the form: The header Content-Disposition is missing.");
    assertThat(
            withHeaders(
                "Content-Disposition: form-data; name=a", "Content-Disposition: form-data; name=b"))
        .isEqualTo("400 In part 1 of the form: The header Content-Disposition was sent 2 times.");
    assertThat(withHeaders("Content-Disposition: attachment; name=a"))
        .isEqualTo("400 In part 1 of the form: The Content-Disposition is not form-data.");
  }

  @Test
  void a_part_has_one_name() {
    assertThat(withHeaders("Content-Disposition: form-data; filename=\"a\""))
        .isEqualTo("400 In part 1 of the form: The Content-Disposition has no name.");
    assertThat(withHeaders("Content-Disposition: form-data; name=\"a\"; name=\"b\""))
        .isEqualTo("400 In part 1 of the form: The Content-Disposition has name twice.");
    assertThat(withHeaders("Content-Disposition: form-data; name=a; filename=\"a\"; filename=b"))
        .isEqualTo("400 In part 1 of the form: The Content-Disposition has filename twice.");
    assertThat(withHeaders("Content-Disposition: form-data; name*=utf-8''a"))
        .isEqualTo("400 In part 1 of the form: The Content-Disposition has no name.");
  }

  @Test
  void an_extended_file_name_alone_is_refused() {
    assertThat(withHeaders("Content-Disposition: form-data; name=\"a\"; filename*=utf-8''b"))
        .isEqualTo(
            "400 In part 1, the field 'a' of the form: The Content-Disposition has filename* only,"
                + " which forms do not use; send filename.");
  }

  @Test
  void a_content_disposition_follows_its_syntax() {
    for (var value :
        new String[] {
          "",
          ";",
          "form-data name=a",
          "form-data; name",
          "form-data; name=",
          "form-data; =a",
          "form-data; name=\"a",
          "form-data; name=\"a\"b",
          "form-data; name=a b",
          "form-data, name=a",
          "form-data; name=\"a\" filename=\"b\"",
          "form-data; name=\"a\"; filename=\"b\";x",
          "form-data; name=\\\"a\\\""
        }) {
      assertThat(withHeaders("Content-Disposition: " + value))
          .as(value)
          .startsWith("400 In part 1 of the form: The Content-Disposition ");
    }
  }

  @Test
  void names_are_valid_in_their_character_set() {
    assertThat(withHeaders("Content-Disposition: form-data; name=\"\u00FC\""))
        .isEqualTo(
            "400 In part 1 of the form: The name of the Content-Disposition is not valid UTF-8"
                + " text.");
    assertThat(
            withHeaders("Content-Disposition: form-data; name=a; filename=\"\u00ED\u00A0\u0080\""))
        .isEqualTo(
            "400 In part 1 of the form: The filename of the Content-Disposition is not valid UTF-8"
                + " text.");
  }

  @Test
  void a_text_is_valid_in_its_character_set() {
    assertThat(
            told(
                multipart(
                    "--xYzZY",
                    "Content-Disposition: form-data; name=\"a\"",
                    "",
                    "\u00FF",
                    "--xYzZY--")))
        .isEqualTo(
            "400 In part 1, the field 'a' of the form: The content is not valid UTF-8 text; a file"
                + " needs a filename.");
  }

  @Test
  void a_character_set_that_is_unknown_is_refused() {
    for (var charset : new String[] {"klingon", "\"not a name\"", "\"\""}) {
      assertThat(
              withHeaders(
                  "Content-Disposition: form-data; name=a",
                  "Content-Type: text/plain; charset=" + charset))
          .startsWith("400 In part 1, the field 'a' of the form: There is no character set '");
    }
    assertThat(
            told(
                multipart(
                    "--xYzZY",
                    "Content-Disposition: form-data; name=_charset_",
                    "",
                    "klingon",
                    "--xYzZY--")))
        .isEqualTo(
            "400 In part 1, the field '_charset_' of the form: There is no character set 'klingon'"
                + " here; send UTF-8.");
  }

  @Test
  void an_encoded_part_is_refused() {
    assertThat(
            withHeaders(
                "Content-Disposition: form-data; name=a", "Content-Transfer-Encoding: base64"))
        .isEqualTo(
            "400 In part 1, the field 'a' of the form: The Content-Transfer-Encoding 'base64' is not"
                + " supported; send the content as it is (binary).");
  }

  @Test
  void a_header_is_a_name_with_a_value() {
    assertThat(withHeaders("Content-Disposition: form-data; name=a", "nonsense"))
        .isEqualTo("400 In part 1 of the form: The line 'nonsense' is no header.");
    assertThat(withHeaders("nonsense\u001B"))
        .isEqualTo("400 In part 1 of the form: The line 'nonsense\uFFFD' is no header.");
    for (var header : new String[] {": x", "a b: x", "a : x", "X: \u0000", "X: \r", "é: x"}) {
      assertThat(withHeaders("Content-Disposition: form-data; name=a", header))
          .as(header)
          .startsWith("400 In part 1 of the form: The ");
    }
  }

  @Test
  void the_number_and_the_field_of_the_part_are_told() {
    assertThat(
            told(
                multipart(
                    "--xYzZY",
                    "Content-Disposition: form-data; name=\"a\"",
                    "",
                    "1",
                    "--xYzZY",
                    utf8("Content-Disposition: form-data; name=\"b%0Ac\u202Ed\""),
                    "Content-Transfer-Encoding: quoted-printable",
                    "",
                    "2",
                    "--xYzZY--")))
        .isEqualTo(
            "400 In part 2, the field 'b\uFFFDc\uFFFDd' of the form: The Content-Transfer-Encoding"
                + " 'quoted-printable' is not supported; send the content as it is (binary).");
  }

  @Test
  void a_failure_is_the_same_for_everybody_who_asks() {
    var request = multipart("garbage");

    assertThat(refusal(request)).isSameAs(refusal(request));
  }
}
