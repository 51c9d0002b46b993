package dev.lodestar.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "photo.jpg",
        "A day out (2).tar.gz",
        "-rf",
        "grün.txt",
        "日本.txt",
        "🐕.png",
        "a..b",
        "console.txt",
        "COM10",
        "aux_"
      })
  void a_good_name_is_kept(String name) {
    assertThat(FileNames.safe(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, passwd",
    "/etc/passwd, passwd",
    "..\\..\\boot.ini, boot.ini",
    "C:\\temp\\x.txt, x.txt",
    "C:x.txt, C_x.txt",
    "a\\b/c, c",
    "a/b\\c, c",
    "x.txt::$DATA, x.txt__$DATA"
  })
  void of_a_path_only_the_last_segment_is_left(String sent, String safe) {
    assertThat(FileNames.safe(sent)).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        " . .",
        "/",
        "a/",
        "a\\",
        "..\\",
        "../..",
        "\u0000",
        "\r\n",
        "\u202E",
        "\u00A0",
        "\uD800",
        "\u200B.\u200B",
        "\uFEFF",
        "\u3164"
      })
  void where_nothing_is_left_there_is_a_name(String sent) {
    assertThat(FileNames.safe(sent)).isEqualTo("upload");
  }

  @Test
  void what_is_reserved_somewhere_is_replaced() {
    assertThat(FileNames.safe("a<b>c:d\"e|f?g*h")).isEqualTo("a_b_c_d_e_f_g_h");
  }

  @Test
  void what_cannot_be_seen_is_gone() {
    assertThat(FileNames.safe("a\u0000b\u001B\r\nc\u007F\u0085d.txt")).isEqualTo("abcd.txt");
    assertThat(FileNames.safe("gpj.\u202Efdp.exe\u2066\u200F")).isEqualTo("gpj.fdp.exe");
    assertThat(FileNames.safe("a\u200B\u200D\u2060\u00AD\uFEFF\uFE0F\u3164\u034F" + "b"))
        .isEqualTo("ab");
    assertThat(FileNames.safe("a\uD83Db\uDC15\uFFFF" + Character.toString(0xE0041)))
        .isEqualTo("ab");
  }

  @Test
  void every_space_is_a_plain_one() {
    assertThat(FileNames.safe("a\u00A0b\u2003c\u3000d")).isEqualTo("a b c d");
  }

  @ParameterizedTest
  @CsvSource({
    ".htaccess, htaccess",
    "...x, x",
    "'. .x', x",
    "x., x",
    "'x. . ', x",
    "x.txt.., x.txt",
    "'  x  ', x"
  })
  void dots_and_spaces_at_either_end_are_gone(String sent, String safe) {
    assertThat(FileNames.safe(sent)).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CON",
        "con",
        "nul.txt",
        "Aux.tar.gz",
        "prn .txt",
        "com1",
        "LPT9.x",
        "COM0",
        "com\u00B9.txt",
        "CONIN$",
        "conout$.x"
      })
  void a_device_of_windows_is_none_anymore(String sent) {
    assertThat(FileNames.safe(sent)).isEqualTo("_" + sent);
  }

  @Test
  void a_long_name_is_cut_before_its_extension_and_between_characters() {
    assertThat(FileNames.safe("a".repeat(300) + ".txt")).isEqualTo("a".repeat(196) + ".txt");
    assertThat(FileNames.safe("🐕".repeat(100) + ".jpeg")).isEqualTo("🐕".repeat(48) + ".jpeg");
    assertThat(FileNames.safe("a." + "b".repeat(300))).isEqualTo("a." + "b".repeat(198));
    assertThat(FileNames.safe("a".repeat(199) + ". b")).isEqualTo("a".repeat(197) + ". b");
    assertThat(FileNames.safe("con" + "." + "a".repeat(300)).getBytes(UTF_8)).hasSize(200);
  }

  @Test
  void a_name_that_can_be_written_in_two_ways_is_written_in_one() {
    assertThat(FileNames.safe("u\u0308.txt")).isEqualTo("ü.txt");
  }

  @Test
  void no_name_ever_leaves_its_folder() {
    var random = new Random(5);
    var folder = Path.of("uploads").toAbsolutePath();
    for (var round = 0; round < 200_000; round++) {
      var sent = wild(random);
      var safe = FileNames.safe(sent);
      var resolved = folder.resolve(safe);

      assertThat(safe).as(sent).isNotBlank().doesNotStartWith(".").doesNotEndWith(".");
      assertThat(safe.getBytes(UTF_8).length).as(sent).isLessThanOrEqualTo(200);
      assertThat(resolved.normalize().getParent()).as(sent).isEqualTo(folder);
      assertThat(resolved.getNameCount()).as(sent).isEqualTo(folder.getNameCount() + 1);
      assertThat(FileNames.safe(safe)).as(sent).isEqualTo(safe);
    }
  }

  private static String wild(Random random) {
    var pieces =
        new String[] {
          "..",
          ".",
          "/",
          "\\",
          ":",
          " ",
          "con",
          "COM1",
          "a",
          "\u0308",
          "\u202E",
          "\u0000",
          "\uD83D",
          "\uDC15",
          "%2e",
          "~",
          "\u200D",
          "🐕",
          "ﬁ",
          "／",
          "．",
          "_",
          "\u1100",
          "\u1161",
          "x".repeat(90)
        };
    var text = new StringBuilder();
    for (var i = random.nextInt(10); i > 0; i--) {
      if (random.nextInt(6) == 0) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      } else {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
    }
    return text.toString();
  }
}
