package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.convert.Converter;
import dev.lodestar.model.Projection;
import dev.lodestar.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusedValueTest {
  private static final String GENERIC = "invalid The value was refused.";

  enum Color {
    RED
  }

  record Paint(String color) {
    Paint {
      var _ = Color.valueOf(color);
    }
  }

  record Wrapped(String number) {
    Wrapped {
      try {
        var _ = Integer.parseInt(number);
      } catch (NumberFormatException wrong) {
        throw new IllegalArgumentException(wrong);
      }
    }
  }

  record Own(String text) {
    Own {
      throw new IllegalArgumentException("refused by the application: " + text);
    }
  }

  record Mandatory(@Nullable String text) {
    Mandatory {
      Objects.requireNonNull(text, "internal name");
    }
  }

  record Ratio(int above, int below) {
    Ratio {
      var _ = above / below;
    }
  }

  record Third(List<Integer> values) {
    Third {
      var _ = values.get(2);
    }
  }

  record Day(int month) {
    Day {
      var _ = LocalDate.of(2026, month, 1);
    }
  }

  record Sku(char first) {}

  record Stock(Map<Sku, Integer> amounts) {}

  private static final class SkuConverter implements Converter<Sku> {
    @Override
    public Sku parse(String text) {
      return new Sku(text.charAt(0));
    }

    @Override
    public String format(Sku sku) {
      return String.valueOf(sku.first);
    }

    @Override
    public String expected() {
      return "a SKU";
    }
  }

  record Broken(int value) {
    Broken {
      throw new AssertionError("an error");
    }
  }

  private static List<String> problems(Class<?> type, String document) {
    return problems(Json.standard(), type, document);
  }

  private static List<String> problems(Json json, Class<?> type, String document) {
    var result = json.codec(type).decode(document.getBytes(StandardCharsets.UTF_8));
    return ((Decoded.Invalid<?>) result)
        .problems().stream().map(problem -> problem.code() + " " + problem.message()).toList();
  }

  @Test
  void a_message_that_the_application_wrote_is_told() {
    assertThat(problems(Own.class, "{\"text\":\"x\"}"))
        .containsExactly("invalid refused by the application: x");
  }

  @Test
  void a_message_that_the_platform_wrote_is_not_told() {
    assertThat(problems(Paint.class, "{\"color\":\"purple\"}")).containsExactly(GENERIC);
    assertThat(problems(Wrapped.class, "{\"number\":\"x\"}")).containsExactly(GENERIC);
  }

  @Test
  void any_exception_of_a_constructor_refuses_the_value() {
    assertThat(problems(Mandatory.class, "{}")).containsExactly(GENERIC);
    assertThat(problems(Ratio.class, "{\"above\":1,\"below\":0}")).containsExactly(GENERIC);
    assertThat(problems(Third.class, "{\"values\":[1]}")).containsExactly(GENERIC);
    assertThat(problems(Day.class, "{\"month\":13}")).containsExactly(GENERIC);
  }

  @Test
  void any_exception_of_a_mapping_refuses_the_value() {
    var json =
        Json.builder().mapping(Color.class, String.class, Color::name, Color::valueOf).build();

    assertThat(problems(json, Color.class, "\"purple\"")).containsExactly(GENERIC);
  }

  record Version(@Nullable String text) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      return Objects.requireNonNull(text).compareTo(Objects.requireNonNull(other.text));
    }
  }

  record Unhashed(@Value String text) {
    @Override
    public int hashCode() {
      throw new IllegalStateException("an internal message");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unhashed;
    }
  }

  record Ordered(@Value String text) implements Comparable<Ordered> {
    @Override
    public int compareTo(Ordered other) {
      return Integer.compare(Integer.parseInt(text), Integer.parseInt(other.text));
    }
  }

  private static List<String> problems(JsonType<?> type, String document) {
    var result = Json.standard().codec(type).decode(document.getBytes(StandardCharsets.UTF_8));
    return ((Decoded.Invalid<?>) result)
        .problems().stream().map(problem -> problem.pointer() + " " + problem.message()).toList();
  }

  @Test
  void elements_and_keys_that_cannot_be_compared_or_hashed_are_refused() {
    var refused = "The value was refused.";

    assertThat(problems(new JsonType<List<SortedSet<Version>>>() {}, "[[{\"text\":null}]]"))
        .containsExactly("/0 " + refused);
    assertThat(problems(new JsonType<List<Set<Unhashed>>>() {}, "[[],[\"a\"]]"))
        .containsExactly("/1 " + refused);
    assertThat(problems(new JsonType<Map<Unhashed, Integer>>() {}, "{\"a\":1,\"b\":2}"))
        .containsExactly("/a " + refused, "/b " + refused);
    assertThat(problems(new JsonType<List<SortedMap<Ordered, Integer>>>() {}, "[{\"a\":1}]"))
        .containsExactly("/0 " + refused);
  }

  record Amounts(SortedMap<Ordered, Integer> amounts) {}

  @Test
  void keys_that_cannot_be_compared_refuse_a_change() {
    var changes = Json.standard().codec(Amounts.class, Projection.all().partial());
    var change = changes.decodePartial("{\"amounts\":{\"a\":1}}").orThrow();

    assertThat(((Decoded.Invalid<?>) change.applyTo(new Amounts(new TreeMap<>()))).problems())
        .extracting(DecodeProblem::toString)
        .containsExactly("/amounts: The value was refused.");
  }

  @Test
  void any_exception_of_a_converter_refuses_the_text() {
    var json = Json.builder().converter(Sku.class, new SkuConverter()).build();

    assertThat(problems(json, Sku.class, "\"\""))
        .containsExactly("format Expected a SKU, found the text \"\".");
    assertThat(problems(json, Stock.class, "{\"amounts\":{\"\":1}}"))
        .containsExactly("format The name is not a SKU.");
  }

  @Test
  void an_error_of_a_constructor_is_passed_on() {
    assertThatThrownBy(() -> problems(Broken.class, "{\"value\":1}"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("an error");
  }
}
