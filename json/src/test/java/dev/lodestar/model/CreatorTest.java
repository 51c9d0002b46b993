package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.json.JsonType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreatorTest {
  private static final Json JSON = Json.standard();

  static final class Money {
    private final long cents;
    private final String currency;
    private String note = "none";

    private Money(long cents, String currency) {
      this.cents = cents;
      this.currency = currency;
    }

    @Creator
    static @Nullable Money of(@Max(1000) long cents, @Default("EUR") String currency) {
      return cents < 0 ? null : new Money(cents, currency);
    }

    public long getCents() {
      return cents;
    }

    public String getCurrency() {
      return currency;
    }

    public String getNote() {
      return note;
    }

    public void setNote(String note) {
      this.note = note;
    }

    public boolean isFree() {
      return cents == 0;
    }
  }

  @Test
  void a_factory_takes_fields_and_setters_take_the_others() {
    var codec = JSON.codec(Money.class);

    assertThat(written(codec, read(codec, "{\"note\":\"n\",\"cents\":5}")))
        .isEqualTo("{\"cents\":5,\"currency\":\"EUR\",\"note\":\"n\",\"free\":false}");
  }

  @Test
  void constraints_and_defaults_of_parameters_count() {
    assertThat(problems(JSON.codec(Money.class), "{\"note\":\"x\",\"cents\":5000}"))
        .containsExactly("/cents: must be less than or equal to 1000");
    assertThat(problems(JSON.codec(Money.class), "{\"note\":\"x\"}"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("/cents: The field is required");
  }

  @Test
  void a_factory_that_gives_nothing_refuses_the_values() {
    assertThat(problems(JSON.codec(Money.class), "{\"note\":\"x\",\"cents\":-1}"))
        .containsExactly("(document): The value was refused.");
  }

  public static final class Span {
    private final int from;
    private final int to;

    public Span(int from, int to) {
      this.from = from;
      this.to = to;
    }

    public int getFrom() {
      return from;
    }

    public int getTo() {
      return to;
    }
  }

  @Test
  void the_only_public_constructor_is_taken_if_its_parameters_are_properties() {
    var codec = JSON.codec(Span.class);

    assertThat(written(codec, read(codec, "{\"to\":9,\"from\":2}")))
        .isEqualTo("{\"from\":2,\"to\":9}");
  }

  record Name(String first, String last) {
    @Creator
    static Name parse(String full) {
      int space = full.indexOf(' ');
      return new Name(full.substring(0, space), full.substring(space + 1));
    }
  }

  @Test
  void a_record_may_have_another_creator() {
    var codec = JSON.codec(Name.class);

    assertThat(read(codec, "{\"full\":\"Ann Smith\"}")).isEqualTo(new Name("Ann", "Smith"));
    assertThat(written(codec, new Name("Ann", "Smith")))
        .isEqualTo("{\"first\":\"Ann\",\"last\":\"Smith\"}");
  }

  static final class Box<T> {
    private final T content;

    private Box(T content) {
      this.content = content;
    }

    @Creator
    static <C> Box<C> of(C content) {
      return new Box<>(content);
    }

    public T getContent() {
      return content;
    }
  }

  @Test
  void a_factory_has_the_generics_of_its_class() {
    var codec = JSON.codec(new JsonType<Box<List<Integer>>>() {});

    assertThat(codec.decode(bytes("{\"content\":[1]}")).orThrow().getContent()).containsExactly(1);
    assertThat(((Decoded.Invalid<?>) codec.decode(bytes("{\"content\":[\"x\"]}"))).problems())
        .hasSize(1);
  }

  static final class Twice {
    @Creator
    Twice(int a) {}

    @Creator
    Twice(String a) {}

    public int getA() {
      return 1;
    }
  }

  static final class Different {
    @Creator
    Different(int a) {}

    public String getA() {
      return "";
    }
  }

  @Test
  void mistakes_are_reported_with_a_fix() {
    assertThatThrownBy(() -> JSON.codec(Twice.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("The class Twice has more than one creator: Twice(")
        .hasMessageContaining("Keep one @Creator.");
    assertThatThrownBy(() -> JSON.codec(Different.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "Different.a: The creator takes int, but the field is read as String. Use one type for"
                + " both.");
  }

  record Sku(@Value @Pattern(regexp = "[A-Z]-[0-9]+") String text) implements Comparable<Sku> {
    Sku {
      if (text.endsWith("0")) {
        throw new IllegalArgumentException("A SKU does not end with 0.");
      }
    }

    @Override
    public int compareTo(Sku other) {
      return text.compareTo(other.text);
    }
  }

  record Stock(Sku main, Map<Sku, Integer> others) {}

  @Test
  void a_value_stands_for_the_whole_object() {
    var codec = JSON.codec(Stock.class);
    var stock = new Stock(new Sku("A-1"), Map.of(new Sku("B-2"), 3));

    assertThat(written(codec, stock)).isEqualTo("{\"main\":\"A-1\",\"others\":{\"B-2\":3}}");
    assertThat(read(codec, "{\"main\":\"A-1\",\"others\":{\"B-2\":3}}")).isEqualTo(stock);
  }

  @Test
  void what_is_wrong_with_a_value_is_reported_where_it_stands() {
    assertThat(
            problems(
                JSON.codec(Stock.class),
                "{\"main\":\"a\",\"others\":{\"b\":1,\"C-0\":2,\"C-1\":3}}"))
        .containsExactly(
            "/main: must match \"[A-Z]-[0-9]+\"",
            "/others/b: must match \"[A-Z]-[0-9]+\"",
            "/others/C-0: A SKU does not end with 0.");
    assertThat(problems(JSON.codec(Stock.class), "{\"main\":\"C-0\",\"others\":{}}"))
        .containsExactly("/main: A SKU does not end with 0.");
    assertThat(problems(JSON.codec(Stock.class), "{\"main\":7,\"others\":{}}"))
        .containsExactly("/main: Expected a text, found the number 7.");
  }

  static final class Points {
    private final List<Integer> all;

    private Points(List<Integer> all) {
      this.all = all;
    }

    @Creator
    static Points of(List<Integer> all) {
      return new Points(all);
    }

    @Value
    List<Integer> all() {
      return all;
    }
  }

  @Test
  void a_value_may_be_of_any_type() {
    var codec = JSON.codec(Points.class);

    assertThat(written(codec, read(codec, "[1,2]"))).isEqualTo("[1,2]");
  }

  static final class OnlyWritten {
    @Value
    public String text() {
      return "x";
    }
  }

  @Test
  void a_value_without_a_creator_can_only_be_written() {
    var codec = JSON.codec(OnlyWritten.class);

    assertThat(written(codec, new OnlyWritten())).isEqualTo("\"x\"");
    assertThatThrownBy(codec::prepareDecoding)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("The class OnlyWritten cannot be made of a single value.");
  }

  enum Size {
    SMALL("s"),
    LARGE("l");

    private final String code;

    Size(String code) {
      this.code = code;
    }

    @Value
    String code() {
      return code;
    }
  }

  @Test
  void the_value_of_an_enum_gives_the_names_of_its_constants() {
    var codec = JSON.codec(new JsonType<Map<Size, Size>>() {});

    assertThat(new String(codec.encode(Map.of(Size.LARGE, Size.SMALL)), StandardCharsets.UTF_8))
        .isEqualTo("{\"l\":\"s\"}");
    assertThat(codec.decode(bytes("{\"s\":\"l\"}")).orThrow())
        .isEqualTo(Map.of(Size.SMALL, Size.LARGE));
    assertThat(((Decoded.Invalid<?>) codec.decode(bytes("{\"s\":\"SMALL\"}"))).problems())
        .hasSize(1);
  }

  private static <T> T read(JsonCodec<T> codec, String document) {
    return codec.decode(bytes(document)).orThrow();
  }

  private static <T> String written(JsonCodec<T> codec, T value) {
    return new String(codec.encode(value), StandardCharsets.UTF_8);
  }

  private static List<String> problems(JsonCodec<?> codec, String document) {
    return ((Decoded.Invalid<?>) codec.decode(bytes(document)))
        .problems().stream().map(DecodeProblem::toString).toList();
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
