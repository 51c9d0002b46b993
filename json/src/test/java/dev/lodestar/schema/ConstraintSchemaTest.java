package dev.lodestar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How constraints become keywords.
class ConstraintSchemaTest {
  private static final Json JSON = Json.standard();

  private static String property(Class<?> type, String name) {
    return Said.property(Said.read(JSON, type), name);
  }

  record Texts(
      @Size(min = 2, max = 8) String sized,
      @NotEmpty String filled,
      @NotBlank String visible,
      @Pattern(regexp = "[A-Z]-\\d+") String code,
      @Email String mail,
      @NotBlank @Pattern(regexp = "a|b") String both) {}

  @Test
  void of_texts() {
    assertThat(property(Texts.class, "sized"))
        .isEqualTo("{'type':'string','minLength':2,'maxLength':8}");
    assertThat(property(Texts.class, "filled")).isEqualTo("{'type':'string','minLength':1}");
    assertThat(property(Texts.class, "visible"))
        .isEqualTo("{'type':'string','minLength':1,'pattern':'\\\\S'}");
    assertThat(property(Texts.class, "code"))
        .isEqualTo("{'type':'string','pattern':'^[A-Z]-\\\\d+$'}");
    assertThat(property(Texts.class, "mail")).isEqualTo("{'type':'string','format':'email'}");
    assertThat(property(Texts.class, "both"))
        .isEqualTo(
            "{'type':'string','minLength':1,'pattern':'\\\\S','allOf':[{'pattern':'^(?:a|b)$'}]}");
  }

  record Numbers(
      @Min(1) @Max(9) int bounded,
      @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("1.5") double open,
      @Positive long positive,
      @Digits(integer = 6, fraction = 2) BigDecimal price,
      @Min(3) @Positive @Min(5) int several) {}

  @Test
  void of_numbers() {
    assertThat(property(Numbers.class, "bounded"))
        .isEqualTo("{'type':'integer','format':'int32','minimum':1,'maximum':9}");
    assertThat(property(Numbers.class, "open"))
        .isEqualTo("{'type':'number','format':'double','exclusiveMinimum':0.5,'maximum':1.5}");
    assertThat(property(Numbers.class, "positive"))
        .isEqualTo("{'type':'integer','format':'int64','exclusiveMinimum':0}");
    assertThat(property(Numbers.class, "price"))
        .isEqualTo(
            "{'type':'number','exclusiveMaximum':1000000,'exclusiveMinimum':-1000000,"
                + "'multipleOf':0.01}");
    assertThat(property(Numbers.class, "several")).contains("'minimum':5");
  }

  record Containers(
      @Size(min = 1, max = 3) List<@Size(max = 4) String> list,
      @Size(max = 2) Map<@Size(max = 3) String, @Min(0) Integer> map,
      @Size(min = 1, max = 2) Set<String> set,
      @Size(max = 5) Optional<String> optional,
      @Size(max = 2) int[] array) {}

  @Test
  void of_containers_and_of_what_is_inside() {
    assertThat(property(Containers.class, "list"))
        .isEqualTo(
            "{'type':'array','items':{'type':'string','maxLength':4},'minItems':1,'maxItems':3}");
    assertThat(property(Containers.class, "map"))
        .isEqualTo(
            "{'type':'object','additionalProperties':{'type':'integer','format':'int32',"
                + "'minimum':0},'propertyNames':{'type':'string','maxLength':3},"
                + "'maxProperties':2}");
    assertThat(property(Containers.class, "optional"))
        .isEqualTo("{'type':['string','null'],'maxLength':5}");
    assertThat(property(Containers.class, "array")).contains("'maxItems':2");
  }

  @Test
  void the_greatest_size_of_a_set_is_told_since_it_may_be_sent_with_duplicates() {
    assertThat(property(Containers.class, "set"))
        .isEqualTo(
            "{'type':'array','items':{'type':'string'},'minItems':1,"
                + "'description':'Size must be between 1 and 2.'}");
    var document = "{\"list\":[\"a\"],\"map\":{},\"set\":[\"a\",\"a\",\"a\"],\"array\":[]}";
    var read = JSON.codec(Containers.class).decode(document.getBytes(StandardCharsets.UTF_8));
    assertThat(read.orThrow().set()).containsExactly("a");
  }

  record Change(@Size(max = 2) Map<String, Integer> map, @Size(max = 2) List<String> list) {}

  @Test
  void the_size_of_a_map_is_not_that_of_a_change() {
    var schemas = Schemas.builder().build();
    var change = Said.component(schemas, schemas.partial(JSON, Change.class));

    assertThat(Said.property(change, "map")).doesNotContain("maxProperties");
    assertThat(Said.property(change, "list")).contains("'maxItems':2");
  }

  record Untold(
      @Past LocalDate past,
      @Pattern(regexp = "abc", flags = Pattern.Flag.CASE_INSENSITIVE) String flags,
      @Pattern(regexp = "a++", message = "only the letter a") String possessive,
      @AssertTrue boolean accepted) {}

  @Test
  void what_has_no_keyword_is_told_by_its_message() {
    assertThat(property(Untold.class, "past"))
        .isEqualTo("{'type':'string','format':'date','description':'Must be a past date.'}");
    assertThat(property(Untold.class, "flags"))
        .isEqualTo("{'type':'string','description':'Must match \\'abc\\'.'}");
    assertThat(property(Untold.class, "possessive"))
        .isEqualTo("{'type':'string','description':'Only the letter a.'}");
    assertThat(property(Untold.class, "accepted")).isEqualTo("{'type':'boolean','enum':[true]}");
  }

  @Size(min = 3)
  @Pattern(regexp = "[a-z]+")
  @Constraint(validatedBy = {})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Slug {
    String message() default "must be a slug";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  interface Other {}

  record Composed(@Slug String slug, @Size(max = 1, groups = Other.class) String grouped) {}

  @Test
  void composed_ones_are_their_parts_and_other_groups_are_not_there() {
    assertThat(property(Composed.class, "slug"))
        .isEqualTo("{'type':'string','minLength':3,'pattern':'^[a-z]+$'}");
    assertThat(property(Composed.class, "grouped")).isEqualTo("{'type':'string'}");
  }
}
