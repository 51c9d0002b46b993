package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.model.Name;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Tagged;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncodingTest {
  enum Color {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "green";
      }
    }
  }

  record Point(int x, int y) {}

  record Everything(
      String text,
      char letter,
      boolean flag,
      byte small,
      long large,
      float single,
      double number,
      BigInteger integer,
      BigDecimal decimal,
      Color color,
      UUID id,
      URI link,
      Instant instant,
      LocalTime time,
      byte[] bytes,
      int[] numbers,
      List<Point> points,
      Map<LocalDate, Point> byDate,
      Optional<String> some,
      Optional<String> none,
      OptionalInt count,
      @Nullable String missing) {}

  record Named(@Name("first-name") String firstName, String lastName) {}

  @Tagged("kind")
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  @Name("sq")
  record Square(double side, List<Shape> inner) implements Shape {}

  record Drawing(List<Shape> shapes, Shape frame) {}

  static final class Account {
    public String name = "Ann";
    private final List<Integer> marks = new ArrayList<>(List.of(1, 2));

    public List<Integer> getMarks() {
      return marks;
    }
  }

  static final class Node {
    public @Nullable Node next;
  }

  private final Json json = Json.standard();

  private String any(@Nullable Object value) {
    return text(json.codec(new JsonType<@Nullable Object>() {}).encode(value));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void every_kind_of_field_is_written_in_its_form() {
    var value =
        new Everything(
            "a",
            'b',
            true,
            (byte) -1,
            Long.MIN_VALUE,
            0.1f,
            1e300,
            BigInteger.TEN.pow(20),
            new BigDecimal("1.50"),
            Color.GREEN,
            new UUID(1, 2),
            URI.create("/a?b"),
            Instant.EPOCH,
            LocalTime.NOON,
            new byte[] {1, 2, 3, -1},
            new int[] {1, 2},
            List.of(new Point(1, 2)),
            Map.of(LocalDate.EPOCH, new Point(3, 4)),
            Optional.of("x"),
            Optional.empty(),
            OptionalInt.of(5),
            null);

    assertThat(text(json.codec(Everything.class).encode(value)))
        .isEqualTo(
            """
            {"text":"a","letter":"b","flag":true,"small":-1,"large":-9223372036854775808,\
            "single":0.1,"number":1.0E300,"integer":100000000000000000000,"decimal":1.50,\
            "color":"GREEN","id":"00000000-0000-0001-0000-000000000002","link":"/a?b",\
            "instant":"1970-01-01T00:00:00Z","time":"12:00:00","bytes":"AQID/w==",\
            "numbers":[1,2],"points":[{"x":1,"y":2}],"byDate":{"1970-01-01":{"x":3,"y":4}},\
            "some":"x","count":5,"missing":null}\
            """);
  }

  @Test
  void texts_are_escaped_where_json_demands_it_and_nowhere_else() {
    assertThat(any("\"\\/\b\f\n\r\t\u0000\u001f\u007f<\u2028"))
        .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f<\u2028\"");
    assertThat(any("\u00e9\u4e2d\ud83d\ude00")).isEqualTo("\"\u00e9\u4e2d\ud83d\ude00\"");
    assertThat(any("a".repeat(5000) + "\u00e9".repeat(5000)))
        .isEqualTo("\"" + "a".repeat(5000) + "\u00e9".repeat(5000) + "\"");
  }

  @Test
  void half_of_a_surrogate_pair_is_an_error() {
    assertThatThrownBy(() -> any("a\ud83d")).isInstanceOf(EncodeException.class);
    assertThatThrownBy(() -> any("\ude00a")).isInstanceOf(EncodeException.class);
    assertThatThrownBy(() -> any("\ud83d\ud83d\ude00")).isInstanceOf(EncodeException.class);
  }

  @Test
  void values_of_unknown_type_are_written_by_their_class() {
    var map = new LinkedHashMap<Object, @Nullable Object>();
    map.put("a", Arrays.asList(1, null, 2.5, 'c', Color.RED));
    map.put(7, new Object[] {new Point(1, 2), new int[] {3}});
    map.put(Color.RED, Optional.of(Map.of()));
    map.put("e", Optional.empty());

    assertThat(any(map))
        .isEqualTo(
            """
            {"a":[1,null,2.5,"c","RED"],"7":[{"x":1,"y":2},[3]],"RED":{},"e":null}\
            """);
    assertThat(any(null)).isEqualTo("null");
  }

  @Test
  void names_follow_the_strategy_unless_they_are_given() {
    var snake = Json.builder().naming(NamingStrategy.SNAKE_CASE).build();

    assertThat(text(snake.codec(Named.class).encode(new Named("A", "B"))))
        .isEqualTo("{\"first-name\":\"A\",\"last_name\":\"B\"}");
  }

  @Test
  void a_variant_is_written_with_its_tag_first() {
    var drawing =
        new Drawing(List.of(new Circle(1), new Square(2, List.of(new Circle(3)))), new Circle(4));

    assertThat(text(json.codec(Drawing.class).encode(drawing)))
        .isEqualTo(
            """
            {"shapes":[{"kind":"Circle","radius":1.0},{"kind":"sq","side":2.0,\
            "inner":[{"kind":"Circle","radius":3.0}]}],"frame":{"kind":"Circle","radius":4.0}}\
            """);
  }

  @Test
  void beans_are_written_with_public_fields_and_getters() {
    assertThat(text(json.codec(Account.class).encode(new Account())))
        .isEqualTo("{\"name\":\"Ann\",\"marks\":[1,2]}");
  }

  @Test
  void collections_with_generics_keep_their_element_type() {
    assertThat(
            text(
                json.codec(new JsonType<TreeMap<String, List<Point>>>() {})
                    .encode(new TreeMap<>(Map.of("b", List.of(), "a", List.of(new Point(1, 2)))))))
        .isEqualTo("{\"a\":[{\"x\":1,\"y\":2}],\"b\":[]}");
  }

  @Test
  void mapped_types_are_written_as_their_stand_in() {
    var mapped =
        Json.builder()
            .mapping(Point.class, String.class, p -> p.x() + ":" + p.y(), text -> new Point(0, 0))
            .build();

    assertThat(text(mapped.codec(new JsonType<List<Point>>() {}).encode(List.of(new Point(1, 2)))))
        .isEqualTo("[\"1:2\"]");
  }

  @Test
  void a_number_that_is_not_finite_is_an_error_that_says_where() {
    var codec = json.codec(new JsonType<Map<String, List<Circle>>>() {});

    assertThatThrownBy(() -> codec.encode(Map.of("a/b", List.of(new Circle(Double.NaN)))))
        .isInstanceOf(EncodeException.class)
        .hasMessage("/a~1b/0/radius: NaN is not a JSON number.");
    assertThatThrownBy(() -> any(Float.POSITIVE_INFINITY)).isInstanceOf(EncodeException.class);
  }

  @Test
  void a_value_that_contains_itself_is_an_error() {
    var node = new Node();
    node.next = node;
    var list = new ArrayList<Object>();
    list.add(list);

    assertThatThrownBy(() -> json.codec(Node.class).encode(node))
        .isInstanceOf(EncodeException.class)
        .hasMessageEndingWith("nested more than 100 levels deep; perhaps it contains itself.");
    assertThatThrownBy(() -> any(list)).isInstanceOf(EncodeException.class);
  }

  @Test
  void a_failed_value_leaves_the_buffer_as_it_was_and_usable() {
    var buffer = new DocumentBuffer(0);
    var codec = json.codec(Object.class);
    codec.encode(1, buffer);

    assertThatThrownBy(() -> codec.encode(List.of("x", Double.NaN), buffer))
        .isInstanceOf(EncodeException.class);
    codec.encode(List.of(2), buffer);

    assertThat(buffer).hasToString("1[2]");
  }

  @Test
  void a_value_without_a_form_is_an_error() {
    assertThatThrownBy(() -> any(new Object())).isInstanceOf(EncodeException.class);
    assertThatThrownBy(() -> any(Thread.currentThread()))
        .isInstanceOf(EncodeException.class)
        .hasMessageContaining("cannot be written");
    var nullKey = new java.util.HashMap<Object, Object>();
    nullKey.put(null, 1);
    assertThatThrownBy(() -> any(nullKey)).hasMessage("A map has the key null.");
  }

  @Test
  void a_buffer_grows_hands_over_its_bytes_and_can_be_used_again() throws Exception {
    var buffer = new DocumentBuffer(1);
    json.codec(String.class).encode("abc", buffer);
    var out = new ByteArrayOutputStream();
    buffer.writeTo(out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"abc\"");
    assertThat(new String(buffer.array(), 0, buffer.length(), StandardCharsets.UTF_8))
        .isEqualTo("\"abc\"");
    assertThat(buffer.toByteArray()).hasSize(5);
    buffer.clear();
    assertThat(buffer.length()).isZero();
  }
}
