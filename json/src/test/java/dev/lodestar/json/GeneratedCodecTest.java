package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.model.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every kind of field that generated classes treat in a way of its own.
class GeneratedCodecTest {
  private static final Json JSON = Json.standard();

  private record All(
      byte b,
      short s,
      int i,
      long l,
      float f,
      double d,
      boolean z,
      char c,
      Integer boxed,
      String text,
      @Nullable String nothing,
      Optional<String> optional,
      OptionalInt number,
      @Default("7") int given,
      List<String> list) {}

  public static class Bean {
    private String name = "unset";
    private int size = 3;
    public double open = 0.5;

    private Bean() {}

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public int getSize() {
      return size;
    }

    public Bean setSize(int size) {
      this.size = size;
      return this;
    }

    public String getLabel() {
      return name + size;
    }
  }

  private record Bounded(
      @Min(-5) @Max(5) int small,
      @Min(0) double amount,
      @NotBlank @Size(max = 3) String code,
      @Size(min = 1, max = 2) List<@Max(9) Integer> list) {}

  private record Picky(int low, int high) {
    Picky {
      if (low > high) {
        throw new IllegalArgumentException("low is above high");
      }
    }
  }

  private record Node(int value, @Nullable Node next) {}

  @Test
  void primitive_and_other_fields_come_back_as_they_were_written() {
    var all =
        new All(
            (byte) -1,
            (short) 300,
            70_000,
            5_000_000_000L,
            1.5f,
            -2.25,
            true,
            'x',
            42,
            "text",
            null,
            Optional.of("here"),
            OptionalInt.empty(),
            8,
            List.of("a", "b"));
    var codec = JSON.codec(All.class);

    assertThat(text(codec.encode(all)))
        .isEqualTo(
            "{'b':-1,'s':300,'i':70000,'l':5000000000,'f':1.5,'d':-2.25,'z':true,'c':'x','boxed':42,"
                + "'text':'text','nothing':null,'optional':'here','given':8,'list':['a','b']}");
    assertThat(codec.decode(codec.encode(all)).orThrow()).isEqualTo(all);
  }

  @Test
  void fields_in_any_order_with_white_space_and_escaped_names_are_read() {
    var codec = JSON.codec(Picky.class);

    assertThat(codec.decode(bytes(" { 'high' : 4 , 'x' : [ {} ] , 'l\\u006fw' : 3 } ")).orThrow())
        .isEqualTo(new Picky(3, 4));
  }

  @Test
  void absent_fields_take_their_default_or_are_problems_of_the_object() {
    var document = "{'b':1,'s':1,'i':1,'l':1,'f':1,'d':1,'z':true,'boxed':1,'text':'','list':[]}";

    assertThat(problems(All.class, document))
        .containsExactly("/c required: The field is required: expected a single character.");
    var present = JSON.codec(All.class).decode(bytes(document.replace("'z'", "'c':'c','z'")));
    assertThat(present.orThrow().given()).isEqualTo(7);
    assertThat(present.orThrow().optional()).isEmpty();
    assertThat(present.orThrow().nothing()).isNull();
  }

  @Test
  void a_private_constructor_setters_and_public_fields_of_a_class_are_used() {
    var codec = JSON.codec(Bean.class);
    var bean = codec.decode(bytes("{'name':'n','size':9,'open':1.5,'label':'ignored'}")).orThrow();

    assertThat(bean.getLabel()).isEqualTo("n9");
    assertThat(bean.open).isEqualTo(1.5);
    assertThat(text(codec.encode(bean)))
        .contains("'name':'n'", "'size':9", "'open':1.5", "'label':'n9'");
  }

  @Test
  void values_at_the_bounds_are_valid_and_values_beyond_them_are_not() {
    assertThat(problems(Bounded.class, "{'small':-5,'amount':0.0,'code':'abc','list':[9,1]}"))
        .isEmpty();
    assertThat(problems(Bounded.class, "{'small':5,'amount':1e9,'code':' a','list':[9]}"))
        .isEmpty();
    assertThat(problems(Bounded.class, "{'small':6,'amount':-0.1,'code':'  ','list':[]}"))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly("/small Max", "/amount Min", "/code NotBlank", "/list Size");
    assertThat(problems(Bounded.class, "{'small':-6,'amount':0,'code':'abcd','list':[10]}"))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly("/small Min", "/code Size", "/list/0 Max");
  }

  @Test
  void a_refusing_constructor_is_a_problem_at_the_object() {
    assertThat(problems(Picky.class, "{'low':2,'high':1}"))
        .containsExactly(" invalid: low is above high");
  }

  @Test
  void a_type_that_contains_itself_is_read_and_written() {
    var codec = JSON.codec(Node.class);
    var node = new Node(1, new Node(2, null));

    assertThat(text(codec.encode(node))).isEqualTo("{'value':1,'next':{'value':2,'next':null}}");
    assertThat(codec.decode(codec.encode(node)).orThrow()).isEqualTo(node);
    assertThat(problems(Node.class, "{'value':1,'next':{'value':'x','next':null}}"))
        .containsExactly(
            "/next/value type: Expected an integer between -2147483648 and 2147483647, found the"
                + " text \"x\".");
  }

  @Test
  void an_encode_exception_names_the_place() {
    record Deep(Map<String, List<Double>> values) {}
    var codec = JSON.codec(Deep.class);
    var values = new LinkedHashMap<String, List<Double>>();
    values.put("fine", List.of(1.0));
    values.put("a/b", List.of(1.0, 2.0, Double.NaN));

    assertThatThrownBy(() -> codec.encode(new Deep(values)))
        .isInstanceOf(EncodeException.class)
        .hasMessage("/values/a~1b/2: NaN is not a JSON number.");
  }

  @Test
  void a_buffer_keeps_what_was_in_it_before_a_document_and_after_a_failure() {
    var codec = JSON.codec(Picky.class);
    var doubles = JSON.codec(double.class);
    var buffer = new DocumentBuffer(0);
    codec.encode(new Picky(1, 2), buffer);
    codec.encode(new Picky(3, 4), buffer);

    assertThatThrownBy(() -> doubles.encode(Double.NaN, buffer))
        .isInstanceOf(EncodeException.class);
    assertThat(buffer.toString().replace('"', '\''))
        .isEqualTo("{'low':1,'high':2}{'low':3,'high':4}");
  }

  @Test
  void names_of_every_length_are_found_in_order_out_of_order_and_at_the_end_of_a_document() {
    for (int length = 1; length <= 40; length++) {
      var name = "n".repeat(length - 1);
      var document =
          IntStream.range(0, 3)
              .mapToObj(i -> "'" + name + (char) ('a' + i) + "':" + i)
              .collect(Collectors.joining(",", "{", "}"));
      assertThat(JSON.codec(Object.class).decode(bytes(document)).orThrow()).isNotNull();
    }
    record Names(
        int a, int bb, int sevenSevn, int elevenLette, int aNameOfMoreThanSixteenLetters) {}
    var codec = JSON.codec(Names.class);
    var ordered = codec.encode(new Names(1, 2, 3, 4, 5));

    assertThat(codec.decode(ordered).orThrow()).isEqualTo(new Names(1, 2, 3, 4, 5));
    assertThat(
            codec
                .decode(
                    bytes(
                        "{'aNameOfMoreThanSixteenLetters':5,'elevenLette':4,'sevenSevn':3,'bb':2,"
                            + "'a':1}"))
                .orThrow())
        .isEqualTo(new Names(1, 2, 3, 4, 5));
    assertThat(problems(Names.class, "{'aNameOfMoreThanSixteenLetterz':5,'elevenLettf':4}"))
        .hasSize(5);
  }

  @Test
  void nulls_are_left_out_keys_sorted_and_lines_indented_where_that_is_wanted() {
    record Station(String name, @Nullable String code, Map<String, List<Integer>> platforms) {}
    var platforms = new LinkedHashMap<String, List<Integer>>();
    platforms.put("b", List.of());
    platforms.put("a\"{", List.of(1, 2));
    var station = new Station("x", null, platforms);
    var codecs = Json.builder().omitNulls(true).sortedMapKeys(true);

    assertThat(text(codecs.build().codec(Station.class).encode(station)))
        .isEqualTo("{'name':'x','platforms':{'a\\'{':[1,2],'b':[]}}");
    var pretty = codecs.pretty(true).build().codec(Station.class);
    assertThat(text(pretty.encode(station)))
        .isEqualTo(
            """
            {
              'name': 'x',
              'platforms': {
                'a\\'{': [
                  1,
                  2
                ],
                'b': []
              }
            }\
            """);
    assertThat(pretty.decode(pretty.encode(station)).orThrow().platforms()).isEqualTo(platforms);
  }

  @Test
  void a_record_with_more_fields_than_a_generated_class_takes_is_read_all_the_same() {
    var object = IntStream.range(0, 70).boxed().collect(Collectors.toMap(i -> "f" + i, i -> i));
    var document = JSON.codec(Object.class).encode(object);
    var decoded = JSON.codec(WideRecord.class).decode(document).orThrow();

    assertThat(decoded.f0()).isZero();
    assertThat(decoded.f69()).isEqualTo(69);
    assertThat(JSON.codec(Object.class).decode(JSON.codec(WideRecord.class).encode(decoded)))
        .isEqualTo(JSON.codec(Object.class).decode(document));
  }

  @Test
  void what_is_absent_or_twice_is_told_of_each_of_the_most_fields_of_a_generated_class() {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < 64; i++) {
      object.put("f" + i, i == 32 || i == 33 ? "text " + i : i);
    }
    var document = text(JSON.codec(Object.class).encode(object));
    var whole = JSON.codec(Widest.class).decode(bytes(document)).orThrow();
    object.keySet().removeAll(List.of("f31", "f32", "f33"));
    var sparse = JSON.codec(Widest.class).decode(JSON.codec(Object.class).encode(object)).orThrow();
    object.keySet().removeAll(List.of("f0", "f30", "f34", "f63"));

    assertThat(text(JSON.codec(Widest.class).encode(whole))).isEqualTo(document);
    assertThat(sparse.f31()).isEqualTo(7);
    assertThat(sparse.f32()).isEmpty();
    assertThat(sparse.f33()).isNull();
    assertThat(sparse.f63()).isEqualTo(63);
    assertThat(problems(Widest.class, text(JSON.codec(Object.class).encode(object))))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("/f0", "/f30", "/f34", "/f63");
    assertThat(problems(Widest.class, "{'f63':0,'f31':0,'f32':null," + document.substring(1)))
        .hasSize(3)
        .allMatch(line -> line.contains("duplicate"));
  }

  private record Widest(
      int f0,
      int f1,
      int f2,
      int f3,
      int f4,
      int f5,
      int f6,
      int f7,
      int f8,
      int f9,
      int f10,
      int f11,
      int f12,
      int f13,
      int f14,
      int f15,
      int f16,
      int f17,
      int f18,
      int f19,
      int f20,
      int f21,
      int f22,
      int f23,
      int f24,
      int f25,
      int f26,
      int f27,
      int f28,
      int f29,
      int f30,
      @Default("7") int f31,
      Optional<String> f32,
      @Nullable String f33,
      int f34,
      int f35,
      int f36,
      int f37,
      int f38,
      int f39,
      int f40,
      int f41,
      int f42,
      int f43,
      int f44,
      int f45,
      int f46,
      int f47,
      int f48,
      int f49,
      int f50,
      int f51,
      int f52,
      int f53,
      int f54,
      int f55,
      int f56,
      int f57,
      int f58,
      int f59,
      int f60,
      int f61,
      int f62,
      int f63) {}

  private record WideRecord(
      int f0,
      int f1,
      int f2,
      int f3,
      int f4,
      int f5,
      int f6,
      int f7,
      int f8,
      int f9,
      int f10,
      int f11,
      int f12,
      int f13,
      int f14,
      int f15,
      int f16,
      int f17,
      int f18,
      int f19,
      int f20,
      int f21,
      int f22,
      int f23,
      int f24,
      int f25,
      int f26,
      int f27,
      int f28,
      int f29,
      int f30,
      int f31,
      int f32,
      int f33,
      int f34,
      int f35,
      int f36,
      int f37,
      int f38,
      int f39,
      int f40,
      int f41,
      int f42,
      int f43,
      int f44,
      int f45,
      int f46,
      int f47,
      int f48,
      int f49,
      int f50,
      int f51,
      int f52,
      int f53,
      int f54,
      int f55,
      int f56,
      int f57,
      int f58,
      int f59,
      int f60,
      int f61,
      int f62,
      int f63,
      int f64,
      int f65,
      int f66,
      int f67,
      int f68,
      int f69) {}

  private static List<String> problems(Class<?> type, String document) {
    return JSON.codec(type).decode(bytes(document)) instanceof Decoded.Invalid<?> invalid
        ? invalid.problems().stream().map(GeneratedCodecTest::line).toList()
        : List.of();
  }

  private static String line(DecodeProblem problem) {
    return problem.pointer() + " " + problem.code() + ": " + problem.message();
  }

  private static byte[] bytes(String document) {
    return document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8).replace('"', '\'');
  }
}
