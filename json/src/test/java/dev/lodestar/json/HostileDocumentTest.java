package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

  @Test
  void a_set_of_elements_that_cannot_be_ordered_is_bounded() {
    var codec = json.codec(new JsonType<Set<Point>>() {});
    var document = new StringBuilder("[");
    for (int i = 0; i <= 5000; i++) {
      // All have the hash code 0.
      document.append(i > 0 ? "," : "").append("{\"x\":" + i + ",\"y\":" + -31 * i + "}");
    }
    var result = codec.decode(bytes(document.append("]").toString()));

    assertThat(((Decoded.Invalid<?>) result).problems())
        .extracting(DecodeProblem::message)
        .containsExactly("Expected at most 5000 elements in the sets of the document.");
  }

  @Test
  void many_sets_of_elements_that_cannot_be_ordered_are_bounded_together() {
    var points = json.codec(new JsonType<List<Set<Point>>>() {});
    var lists = json.codec(new JsonType<List<Set<List<Integer>>>>() {});

    // 6 * 2000² is less than 5000², 7 * 2000² is more.
    assertThat(points.decode(bytes(sets(6, 2000, "{\"x\":%d,\"y\":1}"))))
        .isInstanceOf(Decoded.Valid.class);
    assertThat(points.decode(bytes(sets(10_000, 10, "{\"x\":%d,\"y\":1}"))))
        .isInstanceOf(Decoded.Valid.class);
    for (var refused :
        List.of(
            points.decode(bytes(sets(7, 2000, "{\"x\":%d,\"y\":1}"))),
            lists.decode(bytes(sets(7, 2000, "[%d,1]"))))) {
      assertThat(((Decoded.Invalid<?>) refused).problems())
          .containsExactly(
              new DecodeProblem(
                  "/6",
                  "size",
                  "",
                  "",
                  "Expected at most 5000 elements in the sets of the document."));
    }
  }

  private static String sets(int count, int size, String element) {
    var set = new StringBuilder();
    for (int i = 0; i < size; i++) {
      set.append(i > 0 ? "," : "").append(element.replace("%d", Integer.toString(i)));
    }
    return "[" + ("[" + set + "],").repeat(count - 1) + "[" + set + "]]";
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
