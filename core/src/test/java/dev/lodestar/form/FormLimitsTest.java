package dev.lodestar.form;

import static dev.lodestar.form.Bodies.multipart;
import static dev.lodestar.form.Bodies.refusal;
import static dev.lodestar.form.Bodies.told;
import static dev.lodestar.form.Bodies.urlEncoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of forms at a limit, and of those beyond it.
class FormLimitsTest {
  @TempDir private Path temporary;

  private static String text(String name, String content) {
    return "--xYzZY\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, content);
  }

  private static String file(String name, String content) {
    return "--xYzZY\r\nContent-Disposition: form-data; name=\"%s\"; filename=x\r\n\r\n%s\r\n"
        .formatted(name, content);
  }

  private static Request form(String... parts) {
    return multipart(String.join("", parts) + "--xYzZY--");
  }

  private String beyond(UnaryOperator<FormLimits> limit, Request request) throws IOException {
    var limits = limit.apply(FormLimits.standard().withFolder(temporary).withMemorySize(0));
    var told = told(refusal(request, limits));
    try (var files = Files.list(temporary)) {
      assertThat(files.toList()).isEmpty();
    }
    return told;
  }

  private static void within(UnaryOperator<FormLimits> limit, Request request) throws IOException {
    assertThat(Forms.read(request, limit.apply(FormLimits.standard()))).isNotNull();
  }

  @Test
  void parts() throws IOException {
    within(limits -> limits.withParts(2), form(text("a", "1"), file("b", "2")));

    assertThat(
            beyond(
                limits -> limits.withParts(2), form(file("a", "1"), text("b", ""), file("", ""))))
        .isEqualTo("413 The form has more than 2 parts.");
  }

  @Test
  void parts_of_files_that_were_not_chosen_count() throws IOException {
    var unchosen = file("a", "").replace("filename=x", "filename=\"\"");

    assertThat(beyond(limits -> limits.withParts(2), form(unchosen, unchosen, unchosen)))
        .isEqualTo("413 The form has more than 2 parts.");
  }

  @Test
  void texts_of_a_multipart_form() throws IOException {
    within(limits -> limits.withFields(2), form(text("a", "1"), file("b", "2"), text("c", "3")));

    assertThat(
            beyond(
                limits -> limits.withFields(2),
                form(file("f", "1"), text("a", "1"), text("b", "2"), text("c", "3"))))
        .isEqualTo("413 In part 4, the field 'c' of the form: The form has more than 2 fields.");
  }

  @Test
  void texts_of_a_url_encoded_form() throws IOException {
    within(limits -> limits.withFields(2), urlEncoded("a=1&&b&"));

    assertThat(beyond(limits -> limits.withFields(2), urlEncoded("a=1&b=2&c=3")))
        .isEqualTo("413 The form has more than 2 fields.");
  }

  @Test
  void the_size_of_a_text() throws IOException {
    within(limits -> limits.withFieldSize(3), form(text("a", "123")));
    within(limits -> limits.withFieldSize(3), urlEncoded("a=12%33"));

    assertThat(
            beyond(limits -> limits.withFieldSize(3), form(file("f", "1234"), text("a", "1234"))))
        .isEqualTo("413 In part 2, the field 'a' of the form: The text is larger than 3 bytes.");
    assertThat(beyond(limits -> limits.withFieldSize(3), urlEncoded("b=1&a=12%334")))
        .isEqualTo("413 In field 2 of the form, 'a': The text is larger than 3 bytes.");
  }

  @Test
  void the_size_of_all_texts() throws IOException {
    within(limits -> limits.withTextSize(6), form(text("a", "123"), text("b", "456")));
    within(limits -> limits.withTextSize(6), urlEncoded("a=123&b=456"));

    assertThat(
            beyond(
                limits -> limits.withTextSize(5),
                form(file("f", "1234567"), text("a", "123"), text("b", "456"))))
        .isEqualTo(
            "413 In part 3, the field 'b' of the form: The texts of the form are larger than 5 bytes"
                + " together.");
    assertThat(beyond(limits -> limits.withTextSize(5), urlEncoded("a=123&b=456")))
        .isEqualTo(
            "413 In field 2 of the form, 'b': The texts of the form are larger than 5 bytes"
                + " together.");
  }

  @Test
  void the_length_of_a_name() throws IOException {
    within(limits -> limits.withNameLength(3), form(text("abc", "1")));
    within(limits -> limits.withNameLength(3), urlEncoded("ab%63=1"));

    assertThat(beyond(limits -> limits.withNameLength(3), form(file("abcd", "1"))))
        .isEqualTo("413 In part 1, the field 'abcd' of the form: The name is longer than 3 bytes.");
    assertThat(beyond(limits -> limits.withNameLength(3), urlEncoded("abcd=1")))
        .isEqualTo("413 In field 1 of the form: The name is longer than 3 bytes.");
  }

  @Test
  void the_headers_of_a_part() throws IOException {
    var headers = "X-Test: y\r\n".repeat(3);
    var part = text("a", "1").replace("\r\n\r\n", "\r\n" + headers + "\r\n");
    within(limits -> limits.withPartHeaders(4), form(part));

    assertThat(beyond(limits -> limits.withPartHeaders(3), form(file("f", "1"), part)))
        .isEqualTo("413 In part 2 of the form: The part has more than 3 headers.");
  }

  @Test
  void the_size_of_the_headers_of_a_part() throws IOException {
    var size = "Content-Disposition: form-data; name=\"a\"\r\n".length();
    within(limits -> limits.withPartHeaderSize(size), form(text("a", "1")));

    assertThat(beyond(limits -> limits.withPartHeaderSize(size - 1), form(text("a", "1"))))
        .isEqualTo("413 In part 1 of the form: The headers of the part are larger than 41 bytes.");
    assertThat(beyond(limits -> limits, multipart("--xYzZY", "X: " + "y".repeat(10_000))))
        .isEqualTo(
            "413 In part 1 of the form: The headers of the part are larger than 8192 bytes.");
  }

  @Test
  void headers_may_be_larger_than_what_is_read_at_once() throws IOException {
    var part = text("a", "1").replace("\r\n\r\n", "\r\nX: " + "y".repeat(100_000) + "\r\n\r\n");

    within(limits -> limits.withPartHeaderSize(200_000), form(part));
  }

  @Test
  void the_size_of_a_file() throws IOException {
    within(limits -> limits.withFileSize(3), form(file("a", "123")));

    assertThat(beyond(limits -> limits.withFileSize(3), form(file("f", "123"), file("a", "1234"))))
        .isEqualTo(
            "413 In part 2, the field 'a' of the form: The file is larger than the 3 bytes that are"
                + " accepted here.");
  }

  @Test
  void a_client_beyond_a_limit_is_told_as_it_is_told_about_other_input() {
    var refusal = refusal(urlEncoded("a&b"), FormLimits.standard().withFields(1));

    assertThat(refusal.problem().detail()).contains("The form has more than 1 fields.");
    assertThat(refusal.problem().extensions().get("errors"))
        .isEqualTo(
            List.of(
                Map.of(
                    "in",
                    "form",
                    "name",
                    "",
                    "code",
                    "limit",
                    "message",
                    "The form has more than 1 fields.")));
  }

  @Test
  void a_limit_that_is_out_of_its_range_is_refused() {
    var limits = FormLimits.standard();

    assertThatThrownBy(() -> limits.withParts(0))
        .hasMessage("The form limit parts is 0; expected 1 or more.");
    assertThatThrownBy(() -> limits.withFileSize(-1))
        .hasMessage("The form limit fileSize is -1; expected 0 or more.");
    assertThatThrownBy(() -> limits.withPartHeaderSize(2_000_000))
        .hasMessage("The form limit partHeaderSize is 2000000; expected 1 to 1048576.");
  }
}
