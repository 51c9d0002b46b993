package dev.lodestar.constraint;

import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.model.ModelProblem;
import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposedConstraintTest {

  @Size(max = 8)
  @Pattern(regexp = "[A-Z].*")
  @Pattern(regexp = ".*[0-9]", message = "must end with a digit")
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Sku {
    String message() default "is no SKU";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Sku
  @Positive
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Misfit {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Sku
  @Size(min = 2)
  @ReportAsSingleViolation
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @Repeatable(LongSku.List.class)
  @interface LongSku {
    String message() default "is no SKU of 2 to {max} characters";

    int max() default 8;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    @Retention(RUNTIME)
    @interface List {
      LongSku[] value();
    }
  }

  @Min(0)
  @Max(100)
  @Size.List({@Size(max = 1), @Size(min = 0)})
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Wrong {
    String message() default "";

    @OverridesAttribute(constraint = Size.class, name = "max")
    int limit() default 3;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Min(0)
  @Max(100)
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Within {
    String message() default "";

    @OverridesAttribute(constraint = Min.class, name = "value")
    long from() default 1;

    @OverridesAttribute(constraint = Max.class, name = "value")
    @OverridesAttribute(constraint = Max.class, name = "message")
    long to() default 10;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Min(0)
  @Max(100)
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Between {
    String message() default "";

    @OverridesAttribute(constraint = Min.class, name = "value")
    long from() default 1;

    @OverridesAttribute(constraint = Max.class, name = "value")
    long to() default 10;

    @OverridesAttribute(constraint = Max.class, name = "message")
    String tooMuch() default "is more than {value}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Between
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Percentage {
    String message() default "";

    @OverridesAttribute(constraint = Between.class, name = "to")
    long most() default 100;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Pattern(regexp = "a.*")
  @Pattern(regexp = "b.*")
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Indexed {
    String message() default "";

    @OverridesAttribute(constraint = Pattern.class, name = "regexp", constraintIndex = 1)
    String second() default ".*z";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Cyclic2
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Cyclic {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Cyclic
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Cyclic2 {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Empty {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  interface Strict {}

  @NotNull(groups = Strict.class)
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Given {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  record Product(
      @Sku String sku,
      @LongSku String single,
      @LongSku @LongSku(message = "twice") String repeated,
      @Sku(groups = Strict.class) String otherGroup,
      @Between int between,
      @Between(from = -5, to = 5, tooMuch = "no") Long changed,
      @Percentage(most = 50) int nested,
      @Indexed String indexed,
      @Given String given) {}

  record Refused(
      @Misfit String misfit,
      @Cyclic String cyclic,
      @Empty String empty,
      @Within int within,
      @Wrong String ambiguous) {}

  @Test
  void each_part_of_a_composed_constraint_is_reported_with_its_own_name() {
    assertThat(Places.of(Product.class, "sku").check("Abcdef-12"))
        .extracting(Violation::code)
        .containsExactly("Size");
    assertThat(Places.of(Product.class, "sku").check("abc"))
        .containsExactly(
            Violation.of("", "Pattern", "must match \"[A-Z].*\""),
            Violation.of("", "Pattern", "must end with a digit"));
    assertThat(Places.of(Product.class, "sku").check("A1")).isEmpty();
    assertThat(Places.of(Product.class, "sku").check(null)).isEmpty();
  }

  @Test
  void a_constraint_reported_as_one_has_one_violation_with_its_own_message() {
    var expected = Violation.of("", "LongSku", "is no SKU of 2 to 8 characters");
    var single = Places.of(Product.class, "single");

    assertThat(single.check("abc")).containsExactly(expected);
    assertThat(single.check("1")).containsExactly(expected);
    assertThat(single.check("A-1")).isEmpty();
  }

  @Test
  void a_composed_constraint_is_repeatable() {
    assertThat(Places.of(Product.class, "repeated").check("1"))
        .extracting(Violation::message)
        .containsExactly("is no SKU of 2 to 8 characters", "twice");
  }

  @Test
  void a_composed_constraint_of_another_group_is_not_checked() {
    assertThat(Places.of(Product.class, "otherGroup").isEmpty()).isTrue();
  }

  @Test
  void the_parts_belong_to_the_group_of_the_whole() {
    assertThat(Places.of(Product.class, "given").check(null)).hasSize(1);
  }

  @Test
  void attributes_of_the_parts_are_overridden() {
    var between = Places.of(Product.class, "between");
    assertThat(between.check(0))
        .extracting(Violation::message)
        .containsExactly("must be greater than or equal to 1");
    assertThat(between.check(11)).extracting(Violation::message).containsExactly("is more than 10");
    assertThat(between.check(10)).isEmpty();

    var changed = Places.of(Product.class, "changed");
    assertThat(changed.check(-6L)).hasSize(1);
    assertThat(changed.check(6L)).extracting(Violation::message).containsExactly("no");
    assertThat(changed.check(-5L)).isEmpty();
  }

  @Test
  void attributes_are_overridden_through_several_levels() {
    var nested = Places.of(Product.class, "nested");
    assertThat(nested.check(51)).hasSize(1);
    assertThat(nested.check(50)).isEmpty();
    assertThat(nested.check(0)).hasSize(1);
  }

  @Test
  void an_index_says_which_of_several_parts_is_meant() {
    var indexed = Places.of(Product.class, "indexed");
    assertThat(indexed.check("a-z")).isEmpty();
    assertThat(indexed.check("b-z")).hasSize(1);
    assertThat(indexed.check("a-b")).hasSize(1);
  }

  @Test
  void the_constraints_in_effect_are_those_at_the_bottom() {
    assertThat(Places.of(Product.class, "nested").effective())
        .extracting(Annotation::annotationType)
        .isEqualTo(List.of(Min.class, Max.class));
    assertThat(Places.of(Product.class, "nested").effective().getLast())
        .isEqualTo(Places.of(Product.class, "nested").effective().getLast())
        .asString()
        .contains("value=50");
  }

  @Test
  void a_composition_that_cannot_work_is_a_start_up_problem() {
    var components = List.of("misfit", "cyclic", "empty", "within", "ambiguous");
    assertThat(components.stream().flatMap(c -> Places.problems(Refused.class, c).stream()))
        .extracting(ModelProblem::path, ModelProblem::message)
        .containsExactly(
            tuple("Refused.misfit", "@Positive cannot check a value of type String."),
            tuple("Refused.cyclic", "The constraint @Cyclic is composed of itself."),
            tuple(
                "Refused.empty",
                "The constraint @Empty names no validator and is composed of no constraints."),
            tuple(
                "Refused.within",
                "The attribute to of @Within overrides the attribute message of @Max, which has"
                    + " none of this name and type."),
            tuple(
                "Refused.ambiguous",
                "The attribute limit of @Wrong overrides an attribute of @Size, but the constraint"
                    + " is composed of 2 such constraints."));
  }
}
