package dev.lodestar.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.model.ModelProblem;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundsTest {

  record Whole(
      @Min(3) @Max(7) int range,
      @Positive Long positive,
      @PositiveOrZero short zero,
      @Negative byte negative,
      @NegativeOrZero long notPositive,
      @DecimalMin("1.5") @DecimalMax(value = "6", inclusive = false) int decimal,
      @DecimalMin(value = "1.5", inclusive = false) @DecimalMax("-1.5") int none,
      @DecimalMin("-99999999999999999999") @DecimalMax("99999999999999999999") long wide,
      @DecimalMin("99999999999999999999") long beyond) {}

  record Real(
      @Min(3) @Max(7) double range,
      @Positive double positive,
      @PositiveOrZero double zero,
      @Negative double negative,
      @NegativeOrZero double notPositive,
      @DecimalMin("0.1") @DecimalMax("0.3") double decimal,
      @DecimalMin(value = "0.1", inclusive = false) @DecimalMax(value = "0.3", inclusive = false)
          double exclusive,
      @DecimalMin("0.10000000000000000001") double between,
      @DecimalMin("1e400") double beyond,
      @DecimalMin("-1e400") @DecimalMax("1e400") Double wide) {}

  record Sized(
      @Size(min = 1, max = 3) @NotEmpty String text,
      @NotBlank @Size(max = 4) String written,
      @NotNull String given,
      @NotEmpty List<String> list,
      @Size(max = 2) Map<String, String> map,
      @Size(min = 2) int[] array) {}

  record Unknown(
      @Null String none,
      @Pattern(regexp = "a*") @Size(max = 3) String pattern,
      @Min(1) float real,
      @Min(1) BigDecimal big,
      @AssertTrue boolean flag,
      @Min(1) Optional<Integer> optional) {}

  private static Constraints shallow(Class<?> type, String component) {
    var problems = new ArrayList<ModelProblem>();
    var constraints = Constraints.shallow(Places.use(type, component), problems);
    assertThat(problems).isEmpty();
    return constraints;
  }

  private static List<String> components(Class<?> type) {
    var names = new ArrayList<String>();
    for (var component : type.getRecordComponents()) {
      names.add(component.getName());
    }
    return names;
  }

  @Test
  void bounds_of_whole_numbers_say_exactly_what_the_checks_say() {
    long[] near = {Long.MIN_VALUE, -2, -1, 0, 1, 2, 3, 5, 6, 7, 8, Long.MAX_VALUE};
    for (var name : components(Whole.class)) {
      var constraints = shallow(Whole.class, name);
      var bounds = constraints.bounds();
      for (long value : near) {
        if (bounds.sufficient()) {
          assertThat(bounds.least() <= value && value <= bounds.most())
              .as(name + " " + value)
              .isEqualTo(constraints.check(value).isEmpty());
        }
      }
    }
    assertThat(shallow(Whole.class, "range").bounds().least()).isEqualTo(3);
    assertThat(shallow(Whole.class, "decimal").bounds().most()).isEqualTo(5);
    assertThat(shallow(Whole.class, "wide").bounds().unlimited()).isTrue();
    assertThat(shallow(Whole.class, "beyond").bounds().sufficient()).isFalse();
  }

  @Test
  void bounds_of_doubles_say_exactly_what_the_checks_say() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    for (var name : components(Real.class)) {
      var constraints = shallow(Real.class, name);
      var bounds = constraints.bounds();
      assertThat(bounds.sufficient()).as(name).isTrue();
      for (double value : doubles(bounds, random)) {
        assertThat(bounds.leastDouble() <= value && value <= bounds.mostDouble())
            .as(name + " " + value)
            .isEqualTo(constraints.check(value).isEmpty());
      }
    }
  }

  private static List<Double> doubles(Bounds bounds, RandomGenerator random) {
    var values =
        new ArrayList<>(
            List.of(0.0, -0.0, 0.1, 0.3, 1.0, 3.0, 7.0, Double.MIN_VALUE, -Double.MIN_VALUE));
    values.addAll(List.of(Double.MAX_VALUE, -Double.MAX_VALUE, Double.NaN));
    for (double edge : new double[] {bounds.leastDouble(), bounds.mostDouble()}) {
      if (Double.isFinite(edge)) {
        values.addAll(List.of(edge, Math.nextUp(edge), Math.nextDown(edge)));
      }
    }
    for (int i = 0; i < 2_000; i++) {
      values.add(Double.longBitsToDouble(random.nextLong()));
      values.add(random.nextDouble());
    }
    values.removeIf(value -> Double.isInfinite(value));
    return values;
  }

  @Test
  void bounds_of_lengths_say_exactly_what_the_checks_say() {
    for (var text : List.of("", " ", "a", "  \t", " a ", "abcd", "abcde", "\u2003", "\u00a0")) {
      for (var name : List.of("text", "written", "given")) {
        var constraints = shallow(Sized.class, name);
        assertThat(keeps(constraints.bounds(), text))
            .as(name + " \"" + text + "\"")
            .isEqualTo(constraints.check(text).isEmpty());
      }
    }
    assertThat(shallow(Sized.class, "list").bounds().minLength()).isEqualTo(1);
    assertThat(shallow(Sized.class, "map").bounds().maxLength()).isEqualTo(2);
    assertThat(shallow(Sized.class, "array").bounds().minLength()).isEqualTo(2);
  }

  private static boolean keeps(Bounds bounds, String text) {
    return bounds.sufficient()
        && bounds.minLength() <= text.length()
        && text.length() <= bounds.maxLength()
        && (!bounds.notBlank() || !text.chars().allMatch(Character::isWhitespace));
  }

  @Test
  void bounds_of_anything_else_are_not_sufficient() {
    for (var name : components(Unknown.class)) {
      assertThat(shallow(Unknown.class, name).bounds().sufficient()).as(name).isFalse();
    }
    assertThat(Places.of(Sized.class, "list").bounds().minLength()).isEqualTo(1);
  }

  record Inside(@NotEmpty List<@Min(1) Integer> list) {}

  @Test
  void bounds_do_not_cover_what_is_inside_of_a_container() {
    assertThat(Places.of(Inside.class, "list").bounds().sufficient()).isFalse();
    assertThat(shallow(Inside.class, "list").bounds().sufficient()).isTrue();
  }

  @SuppressWarnings("MultipleNullnessAnnotations") // null is read, and then refused
  record Nulls(@NotNull String never, @NotNull @Nullable String perhaps, @NotNull Object any) {}

  @Test
  void not_null_is_not_checked_again_where_a_reader_has_refused_null() {
    assertThat(shallow(Nulls.class, "never").isEmpty()).isTrue();
    assertThat(shallow(Nulls.class, "never").bounds().unlimited()).isTrue();
    assertThat(shallow(Nulls.class, "perhaps").check(null)).hasSize(1);
    assertThat(shallow(Nulls.class, "any").check(null)).hasSize(1);
    assertThat(Places.of(Nulls.class, "never").check(null)).hasSize(1);
  }

  @Test
  void a_place_without_constraints_is_unlimited() {
    record Free(int value) {}
    assertThat(shallow(Free.class, "value").bounds().unlimited()).isTrue();
    assertThat(shallow(Free.class, "value").isEmpty()).isTrue();
  }
}
