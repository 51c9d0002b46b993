package dev.lodestar.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Value;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostileDocumentTest {
  record Tree(@Nullable Tree child, @Nullable Object any) {}

  sealed interface Expression {}

  record Negation(Expression operand) implements Expression {}

  record Literal(int value) implements Expression {}

  record Point(int x, int y) {}

  private final Json json = Json.standard();

  private Decoded<?> decode(Class<?> type, String document) {
    return json.codec(type).decode(document.getBytes(StandardCharsets.UTF_8));
  }

  private static String message(Decoded<?> result) {
    return ((Decoded.Malformed<?>) result).message();
  }

  @Test
  void deep_nesting_is_refused_wherever_it_stands() {
    var tooDeep = "The document is nested more than 100 levels deep.";
    int depth = 100_000;

    assertThat(message(decode(Object.class, "[".repeat(depth)))).isEqualTo(tooDeep);
    assertThat(message(decode(Object.class, "{\"a\":".repeat(depth)))).isEqualTo(tooDeep);
    assertThat(message(decode(Tree.class, "{\"child\":".repeat(depth)))).isEqualTo(tooDeep);
    assertThat(message(decode(Tree.class, "{\"skipped\":" + "[".repeat(depth)))).isEqualTo(tooDeep);
    assertThat(message(decode(Tree.class, "{\"skipped\":" + "{\"a\":".repeat(depth))))
        .isEqualTo(tooDeep);
    assertThat(message(decode(Expression.class, "{\"operand\":".repeat(depth)))).isEqualTo(tooDeep);
    assertThat(
            message(decode(Expression.class, "{\"type\":\"Negation\",\"operand\":".repeat(depth))))
        .isEqualTo(tooDeep);
    assertThat(message(decode(int.class, "[".repeat(depth)))).isEqualTo(tooDeep);
  }

  @Test
  void nesting_up_to_the_limit_is_accepted_and_the_limit_can_be_set() {
    assertThat(decode(Object.class, "[".repeat(100) + "]".repeat(100)))
        .isInstanceOf(Decoded.Valid.class);
    assertThat(decode(Object.class, "[".repeat(101) + "]".repeat(101)))
        .isInstanceOf(Decoded.Malformed.class);
    var deeper = Json.builder().limits(DocumentLimits.standard().withDepth(1000)).build();
    assertThat(
            deeper
                .codec(Object.class)
                .decode(("[".repeat(1000) + "]".repeat(1000)).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.Valid.class);
    assertThatThrownBy(() -> DocumentLimits.standard().withDepth(1001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth: 1001 (expected: 1 to 1000)");
    assertThatThrownBy(() -> DocumentLimits.standard().withStringLength(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nesting_is_counted_by_depth_and_not_by_number() {
    assertThat(decode(Object.class, "[" + "[],".repeat(10_000) + "[]]"))
        .isInstanceOf(Decoded.Valid.class);
    assertThat(decode(Tree.class, "{\"skipped\":[" + "{},".repeat(10_000) + "{}]}"))
        .isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void nested_variants_whose_tag_stands_last_are_read_within_the_depth_limit() {
    var document =
        "{\"operand\":".repeat(99)
            + "{\"type\":\"Literal\",\"value\":1}"
            + ",\"type\":\"Negation\"}".repeat(99);

    assertThat(decode(Expression.class, document)).isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void huge_numbers_are_refused_and_never_expanded() {
    var digits = "9".repeat(1_000_000);

    assertThat(message(decode(Object.class, digits)))
        .isEqualTo("A number is longer than 1000 characters.");
    assertThat(message(decode(long.class, digits))).startsWith("A number is longer");
    assertThat(message(decode(double.class, "0." + digits))).startsWith("A number is longer");
    assertThat(message(decode(Tree.class, "{\"skipped\":1e" + digits + "}")))
        .startsWith("A number is longer");
    assertThat(decode(BigDecimal.class, "1e1000000000")).isInstanceOf(Decoded.Invalid.class);
    assertThat(decode(Object.class, "1e-1000000000")).isInstanceOf(Decoded.Invalid.class);
  }

  @Test
  void texts_and_documents_have_a_greatest_length() {
    var small =
        Json.builder()
            .limits(DocumentLimits.standard().withStringLength(10).withDocumentSize(40))
            .build()
            .codec(Object.class);

    assertThat(small.decode(bytes("\"" + "a".repeat(10) + "\""))).isInstanceOf(Decoded.Valid.class);
    assertThat(message(small.decode(bytes("\"" + "a".repeat(11) + "\""))))
        .isEqualTo("A text is longer than 10 bytes.");
    assertThat(message(small.decode(bytes("{\"" + "a".repeat(11) + "\":1}"))))
        .isEqualTo("A text is longer than 10 bytes.");
    assertThat(small.decode(bytes(" ".repeat(39) + "1"))).isInstanceOf(Decoded.Valid.class);
    assertThat(message(small.decode(bytes(" ".repeat(40) + "1"))))
        .isEqualTo("The document is longer than 40 bytes.");
  }

  @Test
  void a_stream_is_not_read_beyond_the_greatest_size() throws Exception {
    var endless =
        new InputStream() {
          private int count;

          @Override
          public int read() {
            count++;
            return '1';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            count += length;
            Arrays.fill(into, offset, offset + length, (byte) '1');
            return length;
          }
        };
    var codec =
        Json.builder()
            .limits(DocumentLimits.standard().withDocumentSize(1000))
            .build()
            .codec(Object.class);

    assertThat(message(codec.decode(endless))).isEqualTo("The document is longer than 1000 bytes.");
    assertThat(endless.count).isEqualTo(1001);
  }

  @Test
  void names_with_equal_hash_codes_are_read_in_bearable_time() {
    // Two characters with the same hash: every combination of them has it too.
    var names = new ArrayList<>(List.of(""));
    for (int i = 0; i < 15; i++) {
      var longer = new ArrayList<String>();
      for (var name : names) {
        longer.add(name + "Aa");
        longer.add(name + "BB");
      }
      names = longer;
    }
    assertThat(names.stream().map(String::hashCode).distinct()).hasSize(1);
    var document = new StringBuilder("{");
    for (var name : names) {
      document.append(document.length() > 1 ? "," : "").append('"').append(name).append("\":1");
    }
    var result = decode(Object.class, document.append('}').toString());

    assertThat((Map<?, ?>) result.orThrow()).hasSize(1 << 15);
  }

  /// Many points whose hash code is 0, or the given one.
  private static String points(int count, String format) {
    var points = new StringJoiner(",");
    for (int i = 0; i < count; i++) {
      points.add(format.replace("%x", "" + i).replace("%y", "" + -31 * i));
    }
    return points.toString();
  }

  private static final String POINT = "{\"x\":%x,\"y\":%y}";

  private static void assertTooManyCollisions(Decoded<?> result, String pointer) {
    assertThat(((Decoded.Invalid<?>) result).problems())
        .containsExactly(
            new DecodeProblem(
                pointer,
                "size",
                "",
                "",
                "Too many elements of sets or keys of maps have the same hash code. Expected fewer of"
                    + " them in one document."));
  }

  @Test
  void elements_of_a_set_with_the_same_hash_code_are_bounded() {
    var codec = json.codec(new JsonType<Set<Point>>() {});

    assertThat(codec.decode(bytes("[" + points(5000, POINT) + "]")).orThrow()).hasSize(5000);
    assertTooManyCollisions(codec.decode(bytes("[" + points(5001, POINT) + "]")), "");
  }

  @Test
  void sets_of_elements_with_the_same_hash_code_are_bounded_together() {
    var sets = json.codec(new JsonType<List<Set<Point>>>() {});
    var lists = json.codec(new JsonType<List<Set<List<Integer>>>>() {});

    // 6 * 2000² is less than 5000², 7 * 2000² is more.
    var six = Collections.nCopies(6, "[" + points(2000, POINT) + "]").toString();
    assertThat(sets.decode(bytes(six))).isInstanceOf(Decoded.Valid.class);
    var seven = Collections.nCopies(7, "[" + points(2000, POINT) + "]").toString();
    assertTooManyCollisions(sets.decode(bytes(seven)), "/6");
    var ofLists = Collections.nCopies(7, "[" + points(2000, "[%x,%y]") + "]").toString();
    assertTooManyCollisions(lists.decode(bytes(ofLists)), "/6");
  }

  @Test
  void long_elements_with_the_same_hash_code_count_as_several() {
    var codec = json.codec(new JsonType<Set<List<Integer>>>() {});
    var zeros = "0,".repeat(2000);

    assertThat(codec.decode(bytes("[" + points(500, "[" + zeros + "%x,%y]") + "]")).orThrow())
        .hasSize(500);
    assertTooManyCollisions(
        codec.decode(bytes("[" + points(1000, "[" + zeros + "%x,%y]") + "]")), "");
  }

  @Test
  void a_set_of_elements_with_different_hash_codes_has_any_size() {
    var codec = json.codec(new JsonType<Set<Point>>() {});
    var many = points(100_000, "{\"x\":0,\"y\":%y}");

    assertThat(codec.decode(bytes("[" + many + "]")).orThrow()).hasSize(100_000);
  }

  record Key(@Value String text) {}

  /// Texts of the same hash code: two parts with the same one in every combination.
  private static List<String> colliding(int count) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      for (int bit = 0; bit < 15; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static String object(List<String> keys) {
    return keys.stream().map(key -> "\"" + key + "\":1").collect(joining(",", "{", "}"));
  }

  @Test
  void keys_of_a_map_with_the_same_hash_code_are_bounded_and_what_follows_is_read() {
    var codec = json.codec(new JsonType<Map<String, Map<Key, Integer>>>() {});

    assertThat(codec.decode(bytes("{\"a\":" + object(colliding(5000)) + "}")).orThrow().get("a"))
        .hasSize(5000);
    var many = "{\"a\":" + object(colliding(5001)) + ",\"b\":{\"c\":true}}";
    assertThat(((Decoded.Invalid<?>) codec.decode(bytes(many))).problems())
        .extracting(DecodeProblem::pointer, DecodeProblem::code)
        .containsExactly(tuple("/a", "size"), tuple("/b/c", "type"));
  }

  @Test
  void small_maps_of_keys_with_the_same_hash_code_are_bounded_together() {
    var codec = json.codec(new JsonType<List<Map<Key, Integer>>>() {});
    var small = object(colliding(500));

    assertThat(codec.decode(bytes(Collections.nCopies(100, small).toString())))
        .isInstanceOf(Decoded.Valid.class);
    assertTooManyCollisions(
        codec.decode(bytes(Collections.nCopies(101, small).toString())), "/100");
  }

  @Test
  void an_order_that_a_class_inherits_does_not_help_hash_tables() {
    // Times of a day whose numbers of nanoseconds have the same hash code.
    var times =
        LongStream.range(0, 20_000)
            .mapToObj(i -> LocalTime.ofNanoOfDay(i << 32 | i))
            .map(time -> "\"2026-01-01T" + time + "\"")
            .collect(joining(",", "[", "]"));
    var paths = colliding(20_000).stream().collect(joining("\",\"", "[\"", "\"]"));

    assertTooManyCollisions(
        json.codec(new JsonType<Set<LocalDateTime>>() {}).decode(bytes(times)), "");
    assertTooManyCollisions(json.codec(new JsonType<Set<Path>>() {}).decode(bytes(paths)), "");
    assertThat(json.codec(new JsonType<Set<String>>() {}).decode(bytes(paths)))
        .isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void many_problems_below_a_long_name_are_not_much_longer_than_the_document() {
    var lists = new JsonType<Map<String, List<Integer>>>() {};
    var name = "é~" + "n".repeat(1_000_000);
    var wrong = Map.of(name, Collections.nCopies(100, "x"));
    var cut = "/é~0" + "n".repeat(254) + "…/99";

    for (var result :
        List.of(
            json.codec(lists).decode(json.codec(Object.class).encode(wrong)),
            MessagePack.of(json)
                .codec(lists)
                .decode(MessagePack.of(json).codec(Object.class).encode(wrong)))) {
      assertThat(((Decoded.Invalid<?>) result).problems())
          .hasSize(100)
          .extracting(DecodeProblem::pointer)
          .endsWith(cut);
    }
  }

  @Test
  void a_name_of_usual_length_is_told_in_full() {
    var name = "n".repeat(256);
    var result = decode(Map.class, "{\"" + name + "\":1,\"" + name + "\":2}");

    assertThat(((Decoded.Invalid<?>) result).problems())
        .extracting(DecodeProblem::pointer)
        .containsExactly("/" + name);
  }

  @Test
  void empty_lists_sets_and_maps_are_no_instances_of_their_own() {
    var types =
        List.of(
            new JsonType<List<Object>>() {},
            new JsonType<List<List<Point>>>() {},
            new JsonType<List<Set<Point>>>() {});
    for (var type : types) {
      var read = (List<?>) json.codec(type).decode(bytes("[[],[]]")).orThrow();
      assertThat(read.getFirst()).isSameAs(read.getLast());
    }
    for (var type :
        List.of(new JsonType<List<Object>>() {}, new JsonType<List<Map<String, Point>>>() {})) {
      var read = (List<?>) json.codec(type).decode(bytes("[{},{}]")).orThrow();
      assertThat(read.getFirst()).isSameAs(read.getLast());
    }
  }

  @Test
  void a_document_full_of_problems_reports_the_first_hundred() {
    var result = decode(int[].class, "[" + "null,".repeat(99_999) + "null]");

    var invalid = (Decoded.Invalid<?>) result;
    assertThat(invalid.problems()).hasSize(100);
    assertThat(invalid.omitted()).isEqualTo(99_900);
    assertThatThrownBy(result::orThrow).hasMessageEndingWith("and 99900 more problems");
  }

  @Test
  void a_syntax_error_after_problems_makes_the_document_malformed() {
    assertThat(decode(int[].class, "[null,\"x\",")).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void random_bytes_never_make_the_reader_throw() {
    var random = new Random(7);
    var seed =
        "{\"child\":{\"any\":[1.5e3,\"x\\u00e9\u00e9\",true,null,{\"b\":-0}]},\"type\":\"Literal\"}"
            .getBytes(StandardCharsets.UTF_8);
    var codecs =
        List.of(
            json.codec(Object.class),
            json.codec(Tree.class),
            json.codec(Expression.class),
            json.codec(new JsonType<Map<String, List<Tree>>>() {}));
    for (int i = 0; i < 200_000; i++) {
      var document = seed.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        document[random.nextInt(document.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt()
                : (byte) "{}[]\",:\\u0e-+.tfn ".charAt(random.nextInt(18));
      }
      int length = random.nextInt(document.length + 1);

      assertThat(codecs.get(i % codecs.size()).decode(document, 0, length)).isNotNull();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
