package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.Violation;
import dev.lodestar.model.Default;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Name;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecodingTest {
  record Line(String sku, int quantity) {}

  record Order(
      UUID id,
      @Nullable String note,
      @Default("1") int copies,
      @Default({"a"}) List<String> labels,
      Optional<LocalDate> due,
      List<Line> lines) {}

  record Numbers(byte b, short s, int i, long l, float f, double d, BigInteger n, BigDecimal m) {}

  record Boxes(
      Set<String> set,
      SortedSet<Integer> sorted,
      int[] numbers,
      String[][] grid,
      byte[] bytes,
      Map<Integer, Boolean> map,
      OptionalInt count,
      OptionalDouble ratio,
      Object any) {}

  record Alias(
      @Name(
              value = "new",
              aliases = {"old", "older"})
          String value) {}

  record Checked(
      @Size(min = 2) String name, @Min(1) int count, List<@NotBlank String> tags, Line line) {}

  record Range(int from, int to) {
    Range {
      if (from > to) {
        throw new IllegalArgumentException("from must not be greater than to");
      }
    }

    @AssertTrue(message = "must be shorter than 10")
    boolean isShort() {
      return to - from < 10;
    }
  }

  static final class Bean {
    private String name = "";
    public int age;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public int getLength() {
      return name.length();
    }
  }

  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Group(List<Shape> shapes) implements Shape {}

  private final Json json = Json.standard();

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private <T> T read(Class<T> type, String document) {
    return json.codec(type).decode(bytes(document)).orThrow();
  }

  private List<String> problems(Class<?> type, String document) {
    return problems(json, type, document);
  }

  private static List<String> problems(Json json, Class<?> type, String document) {
    return switch (json.codec(type).decode(bytes(document))) {
      case Decoded.Valid<?> valid -> List.of("valid: " + valid.value());
      case Decoded.Malformed<?> malformed -> List.of("malformed: " + malformed.message());
      case Decoded.Invalid<?> invalid ->
          invalid.problems().stream()
              .map(p -> p.pointer() + " " + p.code() + ": " + p.message())
              .toList();
    };
  }

  record Tags(List<String> names) {
    static Tags of(List<String> names) {
      return new Tags(names);
    }
  }

  @Test
  void a_type_may_be_mapped_to_one_with_generics() {
    var json =
        Json.builder()
            .mapping(Tags.class, new JsonType<List<String>>() {}, Tags::names, Tags::of)
            .build();
    var codec = json.codec(Tags.class);

    assertThat(codec.decode(bytes("[\"a\",\"b\"]")).orThrow())
        .isEqualTo(Tags.of(List.of("a", "b")));
    assertThat(codec.encode(Tags.of(List.of("c")))).isEqualTo(bytes("[\"c\"]"));
    assertThat(((Decoded.Invalid<?>) codec.decode(bytes("[\"a\",1]"))).problems())
        .extracting(DecodeProblem::toString)
        .containsExactly("/1: Expected a text, found the number 1.");
  }

  record Sized(@jakarta.validation.constraints.Size(max = 2) String name) {}

  @Test
  void a_violation_speaks_every_language_there_is() {
    var decoded = Json.standard().codec(Sized.class).decode(bytes("{\"name\": \"abc\"}"));
    var problem = ((Decoded.Invalid<?>) decoded).problems().getFirst();

    assertThat(problem.message()).isEqualTo("size must be at most 2");
    assertThat(problem.message(java.util.Locale.GERMAN)).contains("höchstens 2");
    assertThat(problem.violation()).isPresent();
  }

  @Test
  void a_document_becomes_a_value_in_any_order_of_fields() {
    var order =
        read(
            Order.class,
            """
            {"lines":[{"quantity":2,"sku":"x"}], "due":"2024-02-29", "extra":{"a":[1]},
             "id":"00000000-0000-0001-0000-000000000002", "labels":[], "copies":3, "note":"n"}\
            """);

    assertThat(order)
        .isEqualTo(
            new Order(
                new UUID(1, 2),
                "n",
                3,
                List.of(),
                Optional.of(LocalDate.of(2024, 2, 29)),
                List.of(new Line("x", 2))));
  }

  @Test
  void missing_fields_take_their_default_or_are_empty_or_null() {
    assertThat(read(Order.class, "{'id':'00000000-0000-0001-0000-000000000002','lines':[]}"))
        .isEqualTo(new Order(new UUID(1, 2), null, 1, List.of("a"), Optional.empty(), List.of()));
  }

  @Test
  void all_problems_of_a_document_are_found_at_once() {
    assertThat(
            problems(
                Order.class,
                """
                {"id":"x","note":5,"copies":null,"labels":["a",null,7],"due":"2023-02-29",
                 "lines":[{"sku":"a","quantity":1.0},{},"l",null]}\
                """))
        .containsExactly(
            "/id format: Expected a UUID such as 123e4567-e89b-12d3-a456-426614174000, found the"
                + " text \"x\".",
            "/note type: Expected a text, found the number 5.",
            "/copies null: Expected an integer between -2147483648 and 2147483647, found null.",
            "/labels/1 null: Expected a text, found null.",
            "/labels/2 type: Expected a text, found the number 7.",
            "/due format: Expected a date such as 2007-12-03, found the text \"2023-02-29\".",
            "/lines/0/quantity type: Expected an integer between -2147483648 and 2147483647, found"
                + " the number 1.0.",
            "/lines/1/sku required: The field is required: expected a text.",
            "/lines/1/quantity required: The field is required: expected an integer between"
                + " -2147483648 and 2147483647.",
            "/lines/2 type: Expected an object, found the text \"l\".",
            "/lines/3 null: Expected an object, found null.");
  }

  @Test
  void a_value_of_the_wrong_kind_is_named_whatever_it_is() {
    assertThat(problems(Line.class, "[1]"))
        .containsExactly(" type: Expected an object, found an array.");
    assertThat(problems(int[].class, "{'a':[1]}"))
        .containsExactly(" type: Expected an array, found an object.");
    assertThat(problems(String.class, "true"))
        .containsExactly(" type: Expected a text, found true.");
    assertThat(problems(boolean.class, "'true'"))
        .containsExactly(" type: Expected true or false, found the text \"true\".");
    assertThat(problems(Line.class, "null"))
        .containsExactly(" null: Expected an object, found null.");
    assertThat(problems(boolean.class, "'" + "\u00e9".repeat(60) + "'").getFirst())
        .endsWith("found the text \"" + "\u00e9".repeat(25) + "…\".");
  }

  @Test
  void numbers_are_exact_and_within_their_type() {
    assertThat(
            read(
                Numbers.class,
                "{'b':-128,'s':32767,'i':-2147483648,'l':9223372036854775807,"
                    + "'f':0.1,'d':-1.5e-3,'n':123456789012345678901234567890,'m':1.50}"))
        .isEqualTo(
            new Numbers(
                (byte) -128,
                Short.MAX_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                0.1f,
                -1.5e-3,
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("1.50")));
    assertThat(
            problems(
                Numbers.class,
                "{'b':128,'s':-32769,'i':2147483648,'l':9223372036854775808,'f':1e39,'d':1e309,"
                    + "'n':1e2,'m':1e1000000000}"))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly(
            "/b range",
            "/s range",
            "/i range",
            "/l range",
            "/f range",
            "/d range",
            "/n type",
            "/m range");
    assertThat(read(long.class, "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(problems(long.class, "-9223372036854775809").getFirst()).startsWith(" range");
    assertThat(problems(long.class, "18446744073709551617").getFirst()).startsWith(" range");
    assertThat(problems(int.class, "1.0").getFirst()).startsWith(" type");
    assertThat(problems(int.class, "1e2").getFirst()).startsWith(" type");
    assertThat(problems(int.class, "'1'").getFirst()).startsWith(" type");
    assertThat(read(int.class, "-0")).isZero();
  }

  @Test
  void containers_become_what_their_type_says() {
    var boxes =
        read(
            Boxes.class,
            """
            {"set":["b","a","b"],"sorted":[3,1],"numbers":[1,2],"grid":[["a"],[]],"bytes":"AQI=",
             "map":{"1":true,"2":false},"count":null,"ratio":0.5,"any":{"k":[1,"x",null,true]}}\
            """);

    assertThat(boxes.set()).containsExactly("b", "a");
    assertThat(boxes.sorted()).isInstanceOf(TreeSet.class).containsExactly(1, 3);
    assertThat(boxes.numbers()).containsExactly(1, 2);
    assertThat(boxes.grid()).isDeepEqualTo(new String[][] {{"a"}, {}});
    assertThat(boxes.bytes()).containsExactly(1, 2);
    assertThat(boxes.map()).containsExactly(Map.entry(1, true), Map.entry(2, false));
    assertThat(boxes.count()).isEmpty();
    assertThat(boxes.ratio()).hasValue(0.5);
    assertThat(boxes.any()).isEqualTo(Map.of("k", Arrays.asList(1L, "x", null, true)));
  }

  @Test
  void collections_of_interface_type_are_unmodifiable() {
    assertThatThrownBy(() ->
            read(
                    Boxes.class,
                    "{'set':[],'sorted':[],'numbers':[],'grid':[],"
                        + "'bytes':'','map':{},'any':1}")
                .map()
                .put(1, true))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void numbers_of_unknown_type_keep_every_digit() {
    assertThat(read(Object.class, "[1,-9223372036854775808,9223372036854775808,1.0,1e2]"))
        .isEqualTo(
            List.of(
                1L,
                Long.MIN_VALUE,
                new BigInteger("9223372036854775808"),
                new BigDecimal("1.0"),
                new BigDecimal("1e2")));
  }

  @Test
  void a_bad_key_or_bytes_that_are_not_base64_are_problems() {
    assertThat(
            problems(
                Boxes.class,
                "{'set':[],'sorted':[],'numbers':[],'grid':[],'bytes':'?',"
                    + "'map':{'x':true,'1':true,'01':false},'any':1}"))
        .containsExactly(
            "/bytes format: Expected a Base64 text, found the text \"?\".",
            "/map/x format: The name is not an integer between -2147483648 and 2147483647.",
            "/map/01 duplicate: The name \"01\" occurs twice.");
  }

  @Test
  void duplicate_names_are_problems_unless_the_last_shall_win() {
    var lastWins = Json.builder().lastDuplicateWins(true).build();

    assertThat(problems(Line.class, "{'sku':'a','quantity':1,'sku':'b'}"))
        .containsExactly("/sku duplicate: The field occurs twice.");
    assertThat(problems(Alias.class, "{'new':'a','old':'b'}"))
        .containsExactly("/old duplicate: The field occurs twice.");
    assertThat(problems(Object.class, "{'a':1,'\\u0061':2}"))
        .containsExactly("/a duplicate: The name \"a\" occurs twice.");
    assertThat(lastWins.codec(Line.class).decode(bytes("{'sku':'a','quantity':1,'sku':'b'}")))
        .isEqualTo(new Decoded.Valid<>(new Line("b", 1)));
    assertThat(lastWins.codec(Object.class).decode(bytes("{'a':1,'a':2}")))
        .isEqualTo(new Decoded.Valid<>(Map.of("a", 2L)));
  }

  @Test
  void unknown_names_are_ignored_or_refused() {
    var strict = Json.builder().refuseUnknownFields(true).build();

    assertThat(read(Line.class, "{'a':{'b':[1,{}]},'sku':'s','b':null,'quantity':1,'c':'x'}"))
        .isEqualTo(new Line("s", 1));
    assertThat(problems(strict, Line.class, "{'a/b':1,'sku':'s','quantity':1}"))
        .containsExactly("/a~1b unknown: There is no field of this name.");
  }

  @Test
  void aliases_and_escaped_names_are_read() {
    assertThat(read(Alias.class, "{'older':'x'}").value()).isEqualTo("x");
    assertThat(read(Alias.class, "{'n\\u0065w':'x'}").value()).isEqualTo("x");
  }

  @Test
  void constraints_are_checked_while_reading() {
    assertThat(
            problems(
                Checked.class,
                "{'name':'a','count':0,'tags':['x',' '],'line':{'sku':'s','quantity':'1'}}"))
        .containsExactly(
            "/name Size: size must be at least 2",
            "/count Min: must be greater than or equal to 1",
            "/tags/1 NotBlank: must not be blank",
            "/line/quantity type: Expected an integer between -2147483648 and 2147483647, found the"
                + " text \"1\".");
  }

  @Test
  void a_refused_secret_is_not_repeated_by_a_constraint() {
    var result =
        json.codec(Checked.class)
            .decode(bytes("{'name':'a','count':1,'tags':[]," + "'line':{'sku':'s','quantity':1}}"));

    assertThat(((Decoded.Invalid<?>) result).problems().getFirst())
        .isEqualTo(DecodeProblem.of(Violation.of("/name", "Size", "size must be at least 2")));
  }

  @Test
  void conditions_on_the_whole_object_are_reported_at_the_object() {
    assertThat(problems(Range[].class, "[{'from':2,'to':1},{'from':1,'to':20},{'from':1,'to':2}]"))
        .containsExactly(
            "/0 invalid: from must not be greater than to",
            "/1 AssertTrue: must be shorter than 10");
  }

  @Test
  void beans_are_read_through_setters_and_read_only_properties_are_ignored() {
    var bean = read(Bean.class, "{'length':99,'name':'abc','age':3}");

    assertThat(bean.getName()).isEqualTo("abc");
    assertThat(bean.getLength()).isEqualTo(3);
    assertThat(bean.age).isEqualTo(3);
  }

  @Test
  void the_tag_of_a_variant_may_stand_anywhere() {
    assertThat(
            read(
                Shape.class,
                "{'shapes':[{'radius':1.5,'type':'Circle'},{'type':'Group','shapes':[]}],"
                    + "'type':'Group'}"))
        .isEqualTo(new Group(List.of(new Circle(1.5), new Group(List.of()))));
  }

  @Test
  void a_tag_that_is_missing_unknown_or_doubled_is_a_problem() {
    var strict = Json.builder().refuseUnknownFields(true).build();

    assertThat(problems(Shape.class, "{'radius':1}"))
        .containsExactly("/type required: The field is required: expected one of Circle, Group.");
    assertThat(problems(Shape.class, "{'type':'Line'}"))
        .containsExactly("/type format: Expected one of Circle, Group, found the text \"Line\".");
    assertThat(problems(Shape.class, "{'type':1}"))
        .containsExactly("/type type: Expected one of Circle, Group, found the number 1.");
    assertThat(problems(Shape.class, "{'type':'Circle','radius':1,'type':'Group'}"))
        .containsExactly("/type duplicate: The field occurs twice.");
    assertThat(problems(strict, Shape.class, "{'type':'Circle','radius':1}"))
        .containsExactly("valid: Circle[radius=1.0]");
  }

  @Test
  void mapped_types_are_read_from_their_stand_in() {
    var mapped =
        Json.builder()
            .mapping(
                EnumSet.class,
                String.class,
                Object::toString,
                text -> {
                  throw new IllegalArgumentException("no such set: " + text);
                })
            .mapping(Line.class, String.class, Line::sku, sku -> new Line(sku, 1))
            .build();

    assertThat(problems(mapped, Line.class, "'abc'"))
        .containsExactly("valid: Line[sku=abc, quantity=1]");
    assertThat(problems(mapped, Line.class, "5"))
        .containsExactly(" type: Expected a text, found the number 5.");
    assertThat(problems(mapped, EnumSet.class, "'abc'"))
        .containsExactly(" invalid: no such set: abc");
  }

  @Test
  void documents_come_from_arrays_buffers_and_streams() throws Exception {
    var codec = json.codec(Object.class);
    var bytes = bytes("xx[1]yy");
    var direct = ByteBuffer.allocateDirect(3).put(bytes, 2, 3).flip();
    var heap = ByteBuffer.wrap(bytes, 2, 3).slice();

    assertThat(codec.decode(bytes, 2, 3).orThrow()).isEqualTo(List.of(1L));
    assertThat(codec.decode(direct).orThrow()).isEqualTo(List.of(1L));
    assertThat(codec.decode(heap).orThrow()).isEqualTo(List.of(1L));
    assertThat(heap.hasRemaining()).isFalse();
    assertThat(codec.decode(new ByteArrayInputStream(bytes, 2, 3)).orThrow())
        .isEqualTo(List.of(1L));
    assertThatThrownBy(() -> codec.decode(bytes, 5, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void nullness_and_constraints_of_the_place_apply_to_the_document() throws Exception {
    var method = DecodingTest.class.getDeclaredMethod("handler", List.class, String.class);
    var lines = json.codec(json.models().use(method.getParameters()[0], "lines"));
    var name = json.codec(json.models().use(method.getParameters()[1], "name"));

    assertThat(lines.decode(bytes("[]"))).isInstanceOf(Decoded.Invalid.class);
    assertThat(name.decode(bytes("null"))).isEqualTo(new Decoded.Valid<>(null));
  }

  void handler(@Size(min = 1) List<Line> lines, @Nullable String name) {}

  @Test
  void a_result_without_a_value_throws_when_the_value_is_demanded() {
    assertThatThrownBy(() -> read(Line.class, "{'quantity':1}"))
        .isInstanceOf(DecodeException.class)
        .hasMessage("/sku: The field is required: expected a text.");
    assertThatThrownBy(() -> read(Line.class, "{\n 'sku' 1}"))
        .isInstanceOf(DecodeException.class)
        .hasMessage("Expected a colon, found '1'. (line 2, column 8)");
  }

  @Test
  void a_type_that_can_only_be_written_is_found_when_decoding_is_prepared() {
    final class Money {
      private final int cents;

      Money(int cents) {
        this.cents = cents;
      }

      public int getCents() {
        return cents;
      }
    }
    record Wallet(List<Money> coins, @Size(max = 3) int size) {}
    var codec = json.codec(Wallet.class);

    assertThat(
            new String(codec.encode(new Wallet(List.of(new Money(5)), 1)), StandardCharsets.UTF_8))
        .isEqualTo("{\"coins\":[{\"cents\":5}],\"size\":1}");
    assertThatThrownBy(codec::prepareDecoding)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Wallet.coins[]: The class Money has no constructor")
        .hasMessageContaining("Wallet.size: @Size cannot check a value of type int.");
    assertThatThrownBy(() -> codec.decode(bytes("{}"))).isInstanceOf(ModelException.class);
  }

  @Test
  void the_codec_of_a_class_is_made_once() {
    assertThat(json.codec(Line.class)).isSameAs(json.codec(Line.class));
  }
}
