package dev.lodestar.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/// What lines look like.
class LineFormatTest {
  private static final LineFormat JSON = new JsonFormat();
  private static final LineFormat CONSOLE = new ConsoleFormat(new Palette(false), false);

  private static LogLine line(String message, Map<String, Object> fields) {
    return line(message, fields, null);
  }

  private static LogLine line(
      String message, Map<String, Object> fields, @Nullable Throwable failure) {
    return new LogLine(
        Level.INFO,
        1_795_941_208_123L,
        "shop.Orders",
        "request",
        message,
        Optional.of("1f0c2a3b-0000-4000-8000-000000000000"),
        List.of(),
        new LinkedHashMap<>(fields),
        failure);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> read(LogLine line) {
    var text = JSON.of(line);
    assertThat(text).endsWith("}\n");
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    return (Map<String, Object>)
        Json.standard()
            .codec(Object.class)
            .decode(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length)
            .orThrow();
  }

  @Test
  void a_line_for_programs_says_everything() {
    assertThat(JSON.of(line("paid", Map.of("amount", 12))))
        .isEqualTo(
            "{\"time\":\"2026-11-29T08:33:28.123Z\",\"level\":\"INFO\",\"logger\":\"shop.Orders\","
                + "\"message\":\"paid\",\"thread\":\"request\","
                + "\"requestId\":\"1f0c2a3b-0000-4000-8000-000000000000\","
                + "\"fields\":{\"amount\":12}}\n");
  }

  @Test
  void a_line_for_people_says_it_shortly() {
    assertThat(CONSOLE.of(line("paid", Map.of("amount", 12))))
        .matches("[:0-9]{8}\\.123 INFO  shop.Orders  paid  amount=12  \\[1f0c2a3b]\\R");
  }

  @Test
  void values_that_have_spaces_stand_in_quotes_for_people() {
    assertThat(CONSOLE.of(line("x", Map.of("name", "Ada \"A\" L"))))
        .contains("name=\"Ada \\\"A\\\" L\"");
  }

  @Test
  void every_character_can_be_logged_and_read_again() {
    var all = new StringBuilder();
    for (var c = 0; c < 0xd800; c++) {
      all.append((char) c);
    }
    all.append("😀").append((char) 0xfeff).append((char) 0xffff);
    for (var i = 0; i < all.length(); i += 4_000) {
      var end = Math.min(all.length(), i + 4_000);
      var part = all.substring(i, end);

      assertThat(read(line(part, Map.of("k", part))))
          .containsEntry("message", part)
          .containsEntry("fields", Map.of("k", part));
    }
  }

  @Test
  void half_a_surrogate_is_written_as_an_escape() {
    assertThat(JSON.of(line("a\ud83d", Map.of()))).contains("\"message\":\"a\\ud83d\"");
    assertThat(JSON.of(line("\ude00b", Map.of()))).contains("\"message\":\"\\ude00b\"");
  }

  @Test
  void what_is_too_long_is_cut_and_stays_json() {
    var fields = new LinkedHashMap<String, Object>();
    for (var i = 0; i < 1_000; i++) {
      fields.put("field" + i, "\u0001".repeat(10_000));
    }
    var failure = new IllegalStateException("\u0001".repeat(100_000));
    var long1 = line("\u0001".repeat(1_000_000), fields, failure);

    assertThat(JSON.of(long1).length()).isLessThanOrEqualTo(LineFormat.MAX_LINE);
    assertThat(read(long1)).containsKeys("message", "exception", "fields");
    assertThat(CONSOLE.of(long1).length()).isLessThanOrEqualTo(LineFormat.MAX_LINE);
    assertThat(String.valueOf(read(line("x".repeat(20_000), Map.of())).get("message")))
        .endsWith("… (3616 more characters)");
  }

  @Test
  void an_exception_that_cannot_be_printed_breaks_nothing() {
    var failure =
        new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new IllegalArgumentException("no");
          }

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new IllegalArgumentException("no");
          }
        };

    assertThat(read(line("x", Map.of(), failure))).containsKey("exception");
    assertThat(CONSOLE.of(line("x", Map.of(), failure))).contains("its message cannot be had");
  }
}
