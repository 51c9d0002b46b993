package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "report.pdf               | attachment; filename=\"report.pdf\"",
        "Annual report.pdf        | attachment; filename=\"Annual report.pdf\"",
        "résumé.pdf               | attachment; filename=\"resume.pdf\"; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf",
        "€ rates.txt              | attachment; filename=\"_ rates.txt\"; filename*=UTF-8''%E2%82%AC%20rates.txt",
        "日本.txt                  | attachment; filename=\"__.txt\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.txt",
        "😀.png                   | attachment; filename=\"_.png\"; filename*=UTF-8''%F0%9F%98%80.png",
        "100%41.txt               | attachment; filename=\"100_41.txt\"; filename*=UTF-8''100%2541.txt",
        "it's (1).txt             | attachment; filename=\"it's (1).txt\"",
        "a;b,c=d.txt              | attachment; filename=\"a;b,c=d.txt\""
      })
  void a_name_is_sent_in_ascii_and_where_that_is_not_all_in_utf8(String name, String expected) {
    assertThat(ContentDisposition.attachment(name)).hasToString(expected);
  }

  @Test
  void quotes_cannot_end_the_name() {
    assertThat(ContentDisposition.attachment("a\"; filename=\"b.exe"))
        .hasToString("attachment; filename=\"a_; filename=_b.exe\"");
  }

  @Test
  void line_breaks_and_other_control_characters_become_underscores() {
    assertThat(ContentDisposition.attachment("a\r\nSet-Cookie: b=c\0\u007F.txt"))
        .hasToString("attachment; filename=\"a__Set-Cookie_ b=c__.txt\"");
  }

  @Test
  void folders_become_underscores() {
    assertThat(ContentDisposition.attachment("../../etc/passwd"))
        .hasToString("attachment; filename=\".._.._etc_passwd\"");
    assertThat(ContentDisposition.attachment("C:\\Windows\\x.dll"))
        .hasToString("attachment; filename=\"C__Windows_x.dll\"");
  }

  @Test
  void an_extension_cannot_be_hidden_by_a_change_of_direction() {
    assertThat(ContentDisposition.attachment("invoice\u202Efdp.exe").fileName())
        .contains("invoice_fdp.exe");
  }

  @Test
  void half_a_character_becomes_an_underscore() {
    assertThat(ContentDisposition.attachment("a\uD83D.txt").fileName()).contains("a_.txt");
  }

  @Test
  void dots_and_spaces_at_the_end_are_dropped() {
    assertThat(ContentDisposition.attachment("a.txt. .").fileName()).contains("a.txt");
  }

  @Test
  void a_name_of_which_nothing_is_left_is_not_sent() {
    assertThat(ContentDisposition.attachment("..")).hasToString("attachment");
    assertThat(ContentDisposition.inline("")).hasToString("inline");
  }

  @Test
  void a_long_name_keeps_its_extension() {
    var name = ContentDisposition.attachment("x".repeat(1000) + ".pdf").fileName().orElseThrow();

    assertThat(name).hasSize(ContentDisposition.MAX_NAME_LENGTH).endsWith("x.pdf");
  }

  @Test
  void a_long_name_is_not_cut_inside_of_a_character() {
    var name = ContentDisposition.attachment("x" + "😀".repeat(500)).fileName().orElseThrow();

    assertThat(name).hasSize(ContentDisposition.MAX_NAME_LENGTH - 1).endsWith("😀");
  }

  @Test
  void content_is_shown_or_saved() {
    assertThat(ContentDisposition.inline()).hasToString("inline");
    assertThat(ContentDisposition.attachment()).hasToString("attachment");
    assertThat(ContentDisposition.inline("a.png")).hasToString("inline; filename=\"a.png\"");
    assertThat(ContentDisposition.inline("a.png").isAttachment()).isFalse();
    assertThat(ContentDisposition.attachment("a.png").isAttachment()).isTrue();
  }
}
