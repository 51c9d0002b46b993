package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportedTypesTest {
  enum Level {
    @Name("low-level")
    LOW,
    @Name(aliases = "top")
    HIGH
  }

  enum Ambiguous {
    ONE,
    @Name("ONE")
    OTHER
  }

  record Collections(
      Queue<String> queue,
      Deque<String> deque,
      ArrayDeque<String> arrayDeque,
      LinkedList<@Nullable String> linked,
      CopyOnWriteArrayList<String> copied,
      EnumSet<Level> levels) {}

  record Maps(
      EnumMap<Level, Integer> byLevel,
      ConcurrentMap<String, Integer> concurrent,
      ConcurrentHashMap<String, Integer> hashed) {}

  record Others(Path file, CharSequence text, char[] letters) {}

  record Atomics(AtomicBoolean on, AtomicInteger count, AtomicLong total) {}

  record Event(String type, RawJson payload) {}

  record RefusesNull(Queue<@Nullable String> queue, EnumSet<Level> ok) {}

  record NoEnum(EnumSet<?> some) {}

  private static <T> T decoded(Class<T> type, String document) {
    return Json.standard().codec(type).decode(document.getBytes(StandardCharsets.UTF_8)).orThrow();
  }

  private static <T> String encoded(Class<T> type, T value) {
    return new String(Json.standard().codec(type).encode(value), StandardCharsets.UTF_8);
  }

  @Test
  void collections_are_made_as_they_are_declared() {
    var document =
        "{\"queue\":[\"a\"],\"deque\":[\"b\",\"c\"],\"arrayDeque\":[],\"linked\":[null],"
            + "\"copied\":[\"d\"],\"levels\":[\"HIGH\"]}";

    var made = decoded(Collections.class, document);

    assertThat(made.queue()).isInstanceOf(ArrayDeque.class).containsExactly("a");
    assertThat(made.deque()).isInstanceOf(ArrayDeque.class).containsExactly("b", "c");
    assertThat(made.linked()).hasSize(1).containsNull();
    assertThat(made.copied()).containsExactly("d");
    assertThat(made.levels()).isEqualTo(EnumSet.of(Level.HIGH));
    assertThat(encoded(Collections.class, made)).isEqualTo(document);
  }

  @Test
  void an_empty_set_of_an_enum_can_be_made() {
    assertThat(
            Json.standard()
                .codec(new JsonType<EnumSet<Level>>() {})
                .decode("[]".getBytes(StandardCharsets.UTF_8))
                .orThrow())
        .isEqualTo(EnumSet.noneOf(Level.class));
  }

  @Test
  void maps_are_made_as_they_are_declared() {
    var document = "{\"byLevel\":{\"HIGH\":1},\"concurrent\":{\"a\":2},\"hashed\":{\"b\":3}}";

    var made = decoded(Maps.class, document);

    assertThat(made.byLevel()).isEqualTo(new EnumMap<>(Map.of(Level.HIGH, 1)));
    assertThat(made.concurrent()).isInstanceOf(ConcurrentHashMap.class);
    assertThat(encoded(Maps.class, made)).isEqualTo(document);
  }

  @Test
  void paths_and_sequences_and_arrays_of_characters_are_texts() {
    var document = "{\"file\":\"/etc/hosts\",\"text\":\"some\",\"letters\":\"abc\"}";

    var made = decoded(Others.class, document);

    assertThat(made.file()).isEqualTo(Path.of("/etc/hosts"));
    assertThat(made.letters()).containsExactly('a', 'b', 'c');
    assertThat(
            encoded(
                Others.class,
                new Others(made.file(), CharBuffer.wrap("some"), "abc".toCharArray())))
        .isEqualTo(document);
  }

  @Test
  void a_text_that_is_no_path_is_refused_without_saying_more() {
    assertThatThrownBy(() -> decoded(Path.class, "\"a\\u0000b\""))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("The value was refused.");
  }

  @Test
  void atomic_values_are_their_contents() {
    var document = "{\"on\":true,\"count\":3,\"total\":4}";

    assertThat(encoded(Atomics.class, decoded(Atomics.class, document))).isEqualTo(document);
  }

  @Test
  void a_number_is_read_as_the_smallest_type_that_holds_it_as_written() {
    assertThat(decoded(Number.class, "12")).isEqualTo(12L);
    assertThat(decoded(Number.class, "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(decoded(Number.class, "9223372036854775808"))
        .isEqualTo(new BigInteger("9223372036854775808"));
    assertThat(decoded(Number.class, "1.50")).isEqualTo(new BigDecimal("1.50"));
    assertThat(encoded(Number.class, 2.5f)).isEqualTo("2.5");
  }

  @Test
  void constants_of_an_enum_have_names_of_their_own() {
    assertThat(encoded(Level.class, Level.LOW)).isEqualTo("\"low-level\"");
    assertThat(decoded(Level.class, "\"low-level\"")).isEqualTo(Level.LOW);
    assertThat(decoded(Level.class, "\"top\"")).isEqualTo(Level.HIGH);
    assertThatThrownBy(() -> decoded(Level.class, "\"LOW\""))
        .hasMessageContaining("Expected one of low-level, HIGH");
    assertThatThrownBy(() -> Models.standard().model(Ambiguous.class))
        .hasMessageContaining("Two constants have the name or alias \"ONE\".");
  }

  @Test
  void a_default_of_an_enum_is_the_name_that_documents_have() {
    record Alarm(@Default("low-level") Level level) {}

    assertThat(decoded(Alarm.class, "{}")).isEqualTo(new Alarm(Level.LOW));
  }

  @Test
  void raw_json_is_kept_byte_for_byte() {
    var document = "{\"type\":\"x\",\"payload\":{\"a\" : [1.0, null]}}";

    var event = decoded(Event.class, document);

    assertThat(event.payload()).isEqualTo(RawJson.of("{\"a\" : [1.0, null]}"));
    assertThat(encoded(Event.class, event)).isEqualTo(document);
  }

  @Test
  void null_is_raw_json_and_a_missing_field_is_not() {
    assertThat(decoded(Event.class, "{\"type\":\"x\",\"payload\":null}").payload())
        .hasToString("null");
    assertThatThrownBy(() -> decoded(Event.class, "{\"type\":\"x\"}"))
        .hasMessage("/payload: The field is required: expected a value.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-0.5e+10",
        "\"\\u00e9\\n\"",
        "true",
        " [ ] ",
        "{\"a\":{\"b\":[1,{}]}}",
        "[[],[[]],{}]",
        "\"\\ud83d\\ude00\""
      })
  void raw_json_takes_every_json_value(String json) {
    assertThat(RawJson.of(json)).hasToString(json.strip());
    assertThat(RawJson.of(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(RawJson.of(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "-",
        "NaN",
        "tru",
        "truex",
        "nul",
        "'a'",
        "\"a",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\ud800\"",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "{1:2}",
        "[1}",
        "{\"a\":1]",
        "1 2",
        "[]]",
        "\u00a01",
        "\ufeff1"
      })
  void raw_json_takes_nothing_else(String text) {
    assertThatThrownBy(() -> RawJson.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void raw_json_is_utf_8_and_not_nested_too_deep() {
    assertThat(RawJson.of("[".repeat(1000) + "]".repeat(1000))).isNotNull();
    assertThatThrownBy(() -> RawJson.of("[".repeat(1001) + "]".repeat(1001)))
        .hasMessage("The text is nested more than 1000 levels deep.");
    assertThatThrownBy(() -> RawJson.of("[".repeat(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RawJson.of(new byte[] {'"', (byte) 0xC0, '"'}))
        .hasMessage("The bytes are not UTF-8.");
  }

  @Test
  void containers_that_do_not_fit_their_elements_are_refused() {
    assertThatThrownBy(() -> Models.standard().model(RefusesNull.class))
        .hasMessageContaining("RefusesNull.queue: The type Queue cannot hold null.");
    assertThatThrownBy(() -> Models.standard().model(NoEnum.class))
        .hasMessageContaining("NoEnum.some: The type EnumSet needs an enum, and there is none.");
  }

  @Test
  void refused_types_come_with_advice() {
    record Refused(URL link, InetAddress host, Stream<String> many, Optional<Class<?>> type) {}

    assertThatThrownBy(() -> Models.standard().model(Refused.class))
        .hasMessageContaining("Use java.net.URI")
        .hasMessageContaining("making an address of a name asks the network")
        .hasMessageContaining("Use List.")
        .hasMessageContaining("a client must not choose classes");
  }
}
