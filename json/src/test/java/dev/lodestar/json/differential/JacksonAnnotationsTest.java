package dev.lodestar.json.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.lodestar.json.Json;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Name;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// Types with annotations of Jackson are written and read as Jackson does it.
class JacksonAnnotationsTest {
  private static final Json JSON = Json.standard();
  private static final JsonMapper JACKSON = JsonMapper.builder().build();

  record Fields(
      @JsonProperty("account_no") String number,
      @JsonAlias({"mail", "e-mail"}) String email,
      @JsonIgnore @Nullable String secret,
      @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String password,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags) {}

  @Test
  void fields_are_named_hidden_and_left_out() {
    var value = new Fields("7", "a@b", "s", "p", null, List.of());

    assertThat(bothWrite(Fields.class, value))
        .isEqualTo("{\"account_no\":\"7\",\"email\":\"a@b\"}");
    assertThat(
            bothRead(
                Fields.class,
                "{\"account_no\":\"7\",\"e-mail\":\"x\",\"password\":\"p\",\"tags\":[\"t\"]}"))
        .isEqualTo(new Fields("7", "x", null, "p", null, List.of("t")));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(value = "hidden", ignoreUnknown = true)
  @JsonPropertyOrder({"second", "first"})
  record Type(String first, String second, @Nullable String third, @Nullable String hidden) {}

  @Test
  void annotations_of_a_type_hold_for_its_fields() {
    assertThat(bothWrite(Type.class, new Type("1", "2", null, "h")))
        .isEqualTo("{\"second\":\"2\",\"first\":\"1\"}");
    var strict = Json.builder().refuseUnknownFields(true).build().codec(Type.class);
    assertThat(strict.decode(bytes("{\"first\":\"1\",\"second\":\"2\",\"x\":1}")).orThrow())
        .isEqualTo(new Type("1", "2", null, null));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Named(String firstName, @JsonProperty("LAST") String lastName) {}

  @Test
  void a_naming_strategy_is_that_of_jackson() {
    assertThat(bothWrite(Named.class, new Named("a", "b")))
        .isEqualTo("{\"first_name\":\"a\",\"LAST\":\"b\"}");
  }

  static final class Made {
    private final int size;
    private final String label;

    @JsonCreator
    Made(@JsonProperty("size") int s, @JsonProperty("label") String l) {
      this.size = s;
      this.label = l;
    }

    public int getSize() {
      return size;
    }

    public String getLabel() {
      return label;
    }
  }

  @Test
  void a_creator_takes_the_fields_that_its_parameters_name() {
    var made = JSON.codec(Made.class).decode(bytes("{\"label\":\"x\",\"size\":2}")).orThrow();

    assertThat(bothWrite(Made.class, made)).isEqualTo("{\"size\":2,\"label\":\"x\"}");
  }

  static final class Code {
    private final String text;

    private Code(String text) {
      this.text = text;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Code of(String text) {
      return new Code(text);
    }

    @JsonValue
    public String text() {
      return text;
    }
  }

  enum Level {
    @JsonProperty("l")
    LOW,
    @JsonProperty("h")
    @JsonAlias("top")
    HIGH
  }

  record Codes(Code code, Level level) {}

  @Test
  void values_and_constants_have_the_text_that_annotations_give() {
    var codes =
        JSON.codec(Codes.class).decode(bytes("{\"code\":\"c\",\"level\":\"top\"}")).orThrow();

    assertThat(bothWrite(Codes.class, codes)).isEqualTo("{\"code\":\"c\",\"level\":\"h\"}");
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Dog.class, name = "dog"),
    @JsonSubTypes.Type(value = Cat.class)
  })
  interface Animal {}

  record Dog(String name) implements Animal {}

  @JsonTypeName("cat")
  record Cat(int lives) implements Animal {}

  record Zoo(List<Animal> animals) {}

  @Test
  void subtypes_are_variants_also_where_the_type_is_not_sealed() {
    var zoo = new Zoo(List.of(new Dog("rex"), new Cat(9)));
    var text = "{\"animals\":[{\"kind\":\"dog\",\"name\":\"rex\"},{\"kind\":\"cat\",\"lives\":9}]}";

    assertThat(bothWrite(Zoo.class, zoo)).isEqualTo(text);
    assertThat(bothRead(Zoo.class, text)).isEqualTo(zoo);
  }

  record Own(@Name("own") @JsonProperty("theirs") String name) {}

  @Test
  void annotations_of_lodestar_take_precedence() {
    assertThat(JSON.codec(Own.class).encode(new Own("x"))).isEqualTo(bytes("{\"own\":\"x\"}"));
  }

  record Unwrapped(@JsonUnwrapped Named inner) {}

  record Formatted(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate date) {}

  record Defaults(@JsonInclude(JsonInclude.Include.NON_DEFAULT) int size) {}

  static final class Any {
    @JsonAnyGetter
    public Map<String, String> getAll() {
      return Map.of();
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  sealed interface ByClass {}

  record Only(int a) implements ByClass {}

  @Test
  void what_is_not_understood_is_a_problem() {
    for (var type :
        List.of(Unwrapped.class, Formatted.class, Defaults.class, Any.class, ByClass.class)) {
      assertThatThrownBy(() -> JSON.codec((Class<?>) type))
          .as(type.getSimpleName())
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("of Jackson, as it is used here, is not understood")
          .hasMessageContaining("leave the type to Jackson with lodestar-jackson");
    }
  }

  private static <T> String bothWrite(Class<T> type, T value) {
    var written = new String(JSON.codec(type).encode(value), StandardCharsets.UTF_8);
    assertThat(written).isEqualTo(JACKSON.writeValueAsString(value));
    return written;
  }

  private static <T> T bothRead(Class<T> type, String document) {
    var read = JSON.codec(type).decode(bytes(document)).orThrow();
    assertThat(read).isEqualTo(JACKSON.readValue(document, type));
    return read;
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
