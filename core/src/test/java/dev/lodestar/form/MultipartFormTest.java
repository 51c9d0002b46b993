package dev.lodestar.form;

import static dev.lodestar.form.Bodies.content;
import static dev.lodestar.form.Bodies.multipart;
import static dev.lodestar.form.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.MediaType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What is read from forms that are well-formed.
class MultipartFormTest {

  private static FormData read(String... lines) throws IOException {
    return Forms.read(multipart(lines));
  }

  @Test
  void what_a_browser_sends_is_read_in_order() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"title\"",
            "",
            "A day out",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"photo\"; filename=\"dog.jpg\"",
            "Content-Type: image/jpeg",
            "",
            "\u00FF\u00D8\r\n\u0000--xYz\r\n",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"tag\"",
            "",
            "dog",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"tag\"",
            "",
            "",
            "--xYzZY--",
            "");

    assertThat(form.names()).containsExactly("title", "tag");
    assertThat(form.text("title")).contains("A day out");
    assertThat(form.texts("tag")).containsExactly("dog", "");
    assertThat(form.uploads("photo"))
        .singleElement()
        .satisfies(photo -> {
          assertThat(photo.name()).isEqualTo("photo");
          assertThat(photo.fileName()).isEqualTo("dog.jpg");
          assertThat(photo.mediaType()).contains(MediaType.parse("image/jpeg"));
          assertThat(photo.headers().first("content-type")).contains("image/jpeg");
          assertThat(content(photo)).isEqualTo("\u00FF\u00D8\r\n\u0000--xYz\r\n");
          assertThat(photo.size()).isEqualTo(12);
        });
  }

  @Test
  void a_form_without_fields_is_empty() throws IOException {
    var form = read("--xYzZY--", "");

    assertThat(form.names()).isEmpty();
    assertThat(form.uploads()).isEmpty();
  }

  @Test
  void what_stands_before_the_first_and_behind_the_last_boundary_means_nothing()
      throws IOException {
    var form =
        read(
            "This is a form. --xYzZY",
            "-xYzZY",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"",
            "",
            "1",
            "--xYzZY--",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"b\"",
            "",
            "2",
            "--xYzZY--");

    assertThat(form.names()).containsExactly("a");
  }

  @Test
  void a_boundary_line_may_have_white_space_at_its_end() throws IOException {
    var form =
        read(
            "--xYzZY \t ",
            "Content-Disposition: form-data; name=\"a\"",
            "",
            "1",
            "--xYzZY\t",
            "Content-Disposition: form-data; name=\"b\"",
            "",
            "2",
            "--xYzZY--  ",
            "");

    assertThat(form.names()).containsExactly("a", "b");
  }

  @Test
  void content_may_have_everything_but_the_boundary_at_the_beginning_of_a_line()
      throws IOException {
    var content = "\r\r\n\n\r\n--xYzZ\r\n-xYzZY --xYzZY\n--xYzZY\r--xYzZY\r\n\r\n";

    var form =
        read("--xYzZY", "Content-Disposition: form-data; name=\"a\"", "", content, "--xYzZY--");

    assertThat(form.text("a")).contains(content);
  }

  @Test
  void a_part_without_content_may_leave_out_the_line_of_it() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"",
            "",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"b\"",
            "",
            "--xYzZY--");

    assertThat(form.text("a")).contains("");
    assertThat(form.text("b")).contains("");
  }

  @Test
  void a_part_is_a_file_if_it_has_a_file_name_and_only_then() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"",
            "Content-Type: application/json",
            "",
            "{}",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"b\"; filename=\"\"",
            "",
            "x",
            "--xYzZY--");

    assertThat(form.text("a")).contains("{}");
    assertThat(form.uploads("b"))
        .singleElement()
        .satisfies(file -> assertThat(file.fileName()).isEmpty());
  }

  @Test
  void a_file_without_name_and_content_was_not_chosen() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"; filename=\"\"",
            "Content-Type: application/octet-stream",
            "",
            "",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"b\"; filename=\"empty.txt\"",
            "",
            "",
            "--xYzZY--");

    assertThat(form.uploads()).containsOnlyKeys("b");
    assertThat(form.uploads("b"))
        .singleElement()
        .satisfies(file -> assertThat(file.size()).isZero());
    assertThat(form.names()).isEmpty();
  }

  @Test
  void names_of_fields_and_files_are_utf_8() throws IOException {
    var form =
        read(
            "--xYzZY",
            utf8("Content-Disposition: form-data; name=\"grün\"; filename=\"日本 🐕.txt\""),
            "",
            "x",
            "--xYzZY--");

    assertThat(form.uploads("grün"))
        .singleElement()
        .satisfies(file -> assertThat(file.fileName()).isEqualTo("日本 🐕.txt"));
  }

  @Test
  void what_browsers_escape_in_names_is_itself_again_and_nothing_else_is_changed()
      throws IOException {
    assertThat(fileName("a%22b%0D%0Ac")).isEqualTo("a\"b\r\nc");
    assertThat(fileName("100%25 %zz %2 %")).isEqualTo("100%25 %zz %2 %");
    assertThat(fileName("a+b")).isEqualTo("a+b");
  }

  @Test
  void a_backslash_counts_for_itself_unless_it_is_before_a_quote_or_another_one()
      throws IOException {
    assertThat(fileName("C:\\temp\\new.txt")).isEqualTo("C:\\temp\\new.txt");
    assertThat(fileName("a\\\"b.txt")).isEqualTo("a\"b.txt");
    assertThat(fileName("a\\\\b.txt")).isEqualTo("a\\b.txt");
    assertThat(fileName("ends so\\")).isEqualTo("ends so\\");
    assertThat(fileName("ends so\\\\")).isEqualTo("ends so\\");
    assertThat(fileName("ends so\\\"")).isEqualTo("ends so\"");
  }

  private static String fileName(String quoted) throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"file\"; filename=\"" + quoted + "\"",
            "",
            "x",
            "--xYzZY--");
    return form.uploads("file").getFirst().fileName();
  }

  @Test
  void names_without_quotes_and_other_parameters_are_understood() throws IOException {
    var form =
        read(
            "--xYzZY",
            "content-disposition: Form-Data ; size=7;Name = a; ; x=\"\\\";\"",
            "",
            "1",
            "--xYzZY--");

    assertThat(form.text("a")).contains("1");
  }

  @Test
  void a_name_may_be_empty() throws IOException {
    var form = read("--xYzZY", "Content-Disposition: form-data; name=\"\"", "", "1", "--xYzZY--");

    assertThat(form.text("")).contains("1");
  }

  @Test
  void the_extended_file_name_is_ignored_beside_the_plain_one() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=a; filename=a.txt; filename*=utf-8''..%2Fb.txt",
            "",
            "1",
            "--xYzZY--");

    assertThat(form.uploads("a").getFirst().fileName()).isEqualTo("a.txt");
  }

  @Test
  void a_header_may_go_on_in_the_next_line() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data;",
            "\tname=\"a\";",
            "  filename=\"b.txt\"",
            "",
            "1",
            "--xYzZY--");

    assertThat(form.uploads("a").getFirst().fileName()).isEqualTo("b.txt");
  }

  @Test
  void a_text_is_in_the_character_set_that_its_part_names() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"",
            "Content-Type: text/plain; charset=windows-1252",
            "",
            "\u0080 5",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"b\"",
            "",
            utf8("€ 5"),
            "--xYzZY--");

    assertThat(form.text("a")).contains("€ 5");
    assertThat(form.text("b")).contains("€ 5");
  }

  @Test
  void the_field_charset_names_the_character_set_of_all_texts_without_one() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"",
            "",
            "\u0080 1",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"_charset_\"",
            "",
            "windows-1252",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"b\u0080\"",
            "",
            "\u0080 2",
            "--xYzZY",
            "Content-Disposition: form-data; name=\"c\"",
            "Content-Type: text/plain; charset=\"UTF-8\"",
            "",
            utf8("€ 3"),
            "--xYzZY--");

    assertThat(form.text("a")).contains("€ 1");
    assertThat(form.text("b€")).contains("€ 2");
    assertThat(form.text("c")).contains("€ 3");
    assertThat(form.text("_charset_")).contains("windows-1252");
  }

  @Test
  void encodings_that_leave_the_bytes_alone_are_accepted() throws IOException {
    for (var encoding : new String[] {"binary", "8bit", "7Bit", "identity"}) {
      var form =
          read(
              "--xYzZY",
              "Content-Disposition: form-data; name=\"a\"",
              "Content-Transfer-Encoding: " + encoding,
              "",
              "=41",
              "--xYzZY--");

      assertThat(form.text("a")).contains("=41");
    }
  }

  @Test
  void a_media_type_that_is_malformed_counts_as_none() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"; filename=\"b\"",
            "Content-Type: nonsense",
            "",
            "1",
            "--xYzZY--");

    assertThat(form.uploads("a").getFirst().mediaType()).isEmpty();
    assertThat(form.uploads("a").getFirst().headers().first("Content-Type")).contains("nonsense");
  }

  @Test
  void headers_of_a_part_have_a_character_for_each_byte() throws IOException {
    var form =
        read(
            "--xYzZY",
            "Content-Disposition: form-data; name=\"a\"; filename=\"b\"",
            "X-Note: " + utf8("ü"),
            "",
            "1",
            "--xYzZY--");

    assertThat(form.uploads("a").getFirst().headers().first("X-Note")).contains("Ã¼");
  }
}
