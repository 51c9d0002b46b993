package dev.lodestar.constraint;

import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Name;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.Payload;
import jakarta.validation.ValidationException;
import jakarta.validation.constraints.Size;
import jakarta.validation.constraintvalidation.SupportedValidationTarget;
import jakarta.validation.constraintvalidation.ValidationTarget;
import jakarta.validation.valueextraction.Unwrapping;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConstraintValidatorTest {

  @Constraint(
      validatedBy = {Divisible.OfLong.class, Divisible.OfNumber.class, Divisible.OfText.class})
  @Retention(RUNTIME)
  @Target(TYPE_USE)
  @interface Divisible {
    int by() default 2;

    String message() default "must be divisible by {by}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    abstract class Base<T> implements ConstraintValidator<Divisible, T> {
      private int by;
      private int initialized;

      @Override
      public void initialize(Divisible annotation) {
        by = annotation.by();
        initialized++;
      }

      boolean divides(long value) {
        return value % by == 0 && initialized == 1;
      }
    }

    final class OfNumber extends Base<Number> {
      @Override
      public boolean isValid(@Nullable Number value, ConstraintValidatorContext context) {
        return value == null || divides(value.longValue());
      }
    }

    /// Says so, to be told apart from the less specific one.
    final class OfLong extends Base<Long> {
      @Override
      public boolean isValid(@Nullable Long value, ConstraintValidatorContext context) {
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("the long " + "{message}")
            .addConstraintViolation();
        return value == null || divides(value);
      }
    }

    final class OfText extends Base<CharSequence> {
      @Override
      public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || divides(value.length());
      }
    }
  }

  record Numbers(
      @Divisible int primitive,
      @Divisible(by = 3) Integer boxed,
      @Divisible Long exact,
      @Divisible String text,
      @Divisible Optional<String> optional,
      @Divisible LocalDate date,
      List<@Divisible Integer> list) {}

  @Test
  void the_validator_for_the_type_is_run_with_the_attributes() {
    assertThat(Places.of(Numbers.class, "primitive").check(3))
        .containsExactly(Violation.of("", "Divisible", "must be divisible by 2"));
    assertThat(Places.of(Numbers.class, "primitive").check(4)).isEmpty();
    assertThat(Places.of(Numbers.class, "boxed").check(4)).hasSize(1);
    assertThat(Places.of(Numbers.class, "boxed").check(null)).isEmpty();
    assertThat(Places.of(Numbers.class, "text").check("abc")).hasSize(1);
    assertThat(Places.of(Numbers.class, "list").check(List.of(2, 3)))
        .extracting(Violation::pointer)
        .containsExactly("/1");
  }

  @Test
  void the_most_specific_validator_is_chosen() {
    assertThat(Places.of(Numbers.class, "exact").check(3L))
        .extracting(Violation::message)
        .containsExactly("the long must be divisible by {by}");
  }

  @Test
  void a_validator_looks_into_an_optional_if_it_knows_the_content() {
    assertThat(Places.of(Numbers.class, "optional").check(Optional.of("abc"))).hasSize(1);
    assertThat(Places.of(Numbers.class, "optional").check(Optional.of("ab"))).isEmpty();
    assertThat(Places.of(Numbers.class, "optional").check(Optional.empty())).isEmpty();
  }

  @Constraint(validatedBy = {Present.OfOptional.class, Present.OfText.class})
  @Retention(RUNTIME)
  @interface Present {
    String message() default "must be present";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class OfOptional implements ConstraintValidator<Present, Optional<?>> {
      @Override
      public boolean isValid(Optional<?> value, ConstraintValidatorContext context) {
        return value.isPresent();
      }
    }

    final class OfText implements ConstraintValidator<Present, String> {
      @Override
      public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        return value != null && !value.isEmpty();
      }
    }
  }

  record Optionals(
      @Present Optional<Integer> whole,
      @Present Optional<String> content,
      @Present(payload = Unwrapping.Skip.class) Optional<String> skipped,
      @Present(payload = Unwrapping.Unwrap.class) Optional<String> unwrapped,
      @Present(payload = Unwrapping.Unwrap.class) Optional<Integer> unknown) {}

  @Test
  void the_payload_says_whether_the_optional_or_its_content_is_validated() {
    assertThat(Places.of(Optionals.class, "whole").check(Optional.empty())).hasSize(1);
    assertThat(Places.of(Optionals.class, "whole").check(Optional.of(1))).isEmpty();
    assertThat(Places.of(Optionals.class, "content").check(Optional.empty())).isEmpty();
    assertThat(Places.of(Optionals.class, "content").check(Optional.of(""))).hasSize(1);
    assertThat(Places.of(Optionals.class, "skipped").check(Optional.of(""))).isEmpty();
    assertThat(Places.of(Optionals.class, "skipped").check(Optional.empty())).hasSize(1);
    assertThat(Places.of(Optionals.class, "unwrapped").check(Optional.empty())).hasSize(1);
    assertThat(Places.problems(Optionals.class, "unknown"))
        .extracting(ModelProblem::message)
        .containsExactly("@Present cannot check a value of type Integer.");
  }

  record Line(String sku, @Name("unit_price") int price) {}

  @Located
  record Order(@Name("order_lines") List<Line> lines, Map<String, Line> byName) {}

  @Constraint(validatedBy = Located.Validator.class)
  @Retention(RUNTIME)
  @interface Located {
    String message() default "is wrong";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<Located, Order> {
      @Override
      @SuppressWarnings("deprecation")
      public boolean isValid(Order order, ConstraintValidatorContext context) {
        var builder = context.buildConstraintViolationWithTemplate("{message} here");
        builder.addConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("a")
            .addPropertyNode("lines")
            .addPropertyNode("price")
            .inIterable()
            .atIndex(2)
            .addConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("b")
            .addPropertyNode("byName")
            .addPropertyNode("price")
            .inIterable()
            .atKey("a/b~c")
            .addConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("c")
            .addPropertyNode("lines")
            .addBeanNode()
            .inIterable()
            .atIndex(0)
            .addConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("d")
            .addPropertyNode("lines")
            .addContainerElementNode("<list element>", List.class, 0)
            .inIterable()
            .atIndex(1)
            .addPropertyNode("sku")
            .addConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("e")
            .addNode("unknown")
            .addNode("deeper")
            .addConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("f")
            .addPropertyNode("lines")
            .inContainer(Order.class, 0)
            .addConstraintViolation();
        return order.lines().isEmpty();
      }
    }
  }

  @Test
  void a_validator_locates_its_violations_with_the_names_of_the_document() {
    var located = Places.ofType(Order.class);

    assertThat(located.check(new Order(List.of(), Map.of()))).isEmpty();
    assertThat(located.check(new Order(List.of(new Line("a", 1)), Map.of())))
        .extracting(Violation::pointer, Violation::message)
        .containsExactly(
            tuple("", "is wrong"),
            tuple("", "is wrong here"),
            tuple("/order_lines/2/unit_price", "a"),
            tuple("/byName/a~1b~0c/unit_price", "b"),
            tuple("/order_lines/0", "c"),
            tuple("/order_lines/1/sku", "d"),
            tuple("/unknown/deeper", "e"),
            tuple("/order_lines", "f"));
  }

  @Constraint(validatedBy = Broken.Validator.class)
  @Retention(RUNTIME)
  @interface Broken {
    String message() default "is broken";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<Broken, String> {
      @Override
      public boolean isValid(String value, ConstraintValidatorContext context) {
        switch (value) {
          case "throw" -> throw new IllegalArgumentException("a secret");
          case "silent" -> context.disableDefaultConstraintViolation();
          case "unwrap" -> context.unwrap(Broken.class);
          default -> context.buildConstraintViolationWithTemplate(value).addConstraintViolation();
        }
        return false;
      }
    }
  }

  record Breaking(@Broken @Size(max = 100) String value) {}

  @Test
  void the_failure_of_a_validator_is_a_failure_of_the_program() {
    var constraints = Places.of(Breaking.class, "value");

    assertThatThrownBy(() -> constraints.check("throw"))
        .isInstanceOf(ValidationException.class)
        .hasMessage("The validator " + Broken.Validator.class.getName() + " of @Broken failed.")
        .hasRootCauseMessage("a secret");
    assertThatThrownBy(() -> constraints.check("silent"))
        .isInstanceOf(ValidationException.class)
        .hasRootCauseMessage(
            "A validator of @Broken disabled the default violation, but added none of its own.");
    assertThatThrownBy(() -> constraints.check("unwrap")).isInstanceOf(ValidationException.class);
  }

  @Test
  void a_template_made_of_hostile_input_is_harmless() {
    var constraints = Places.of(Breaking.class, "value");
    var hostile = List.of("${1+1}", "{message}{unknown}", "{", "${", "\\", "{}", "${inclusive ==");

    assertThat(hostile.stream().map(text -> constraints.check(text).getLast().message()))
        .containsExactly("${1+1}", "is broken{unknown}", "{", "${", "\\", "{}", "${inclusive ==");
  }

  @Constraint(validatedBy = {Odd.One.class, Odd.Two.class})
  @Retention(RUNTIME)
  @interface Odd {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class One extends Accepting<Odd, CharSequence> {}

    final class Two extends Accepting<Odd, Comparable<String>> {}
  }

  abstract static class Accepting<A extends Annotation, T> implements ConstraintValidator<A, T> {
    @Override
    public boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
      return true;
    }
  }

  @Constraint(validatedBy = NeedsArgument.Validator.class)
  @Retention(RUNTIME)
  @interface NeedsArgument {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator extends Accepting<NeedsArgument, String> {
      Validator(String argument) {
        assertThat(argument).isNotNull();
      }
    }
  }

  @Constraint(validatedBy = FailsToStart.Validator.class)
  @Retention(RUNTIME)
  @interface FailsToStart {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator extends Accepting<FailsToStart, String> {
      @Override
      public void initialize(FailsToStart annotation) {
        throw new IllegalStateException("no database");
      }
    }
  }

  @Constraint(validatedBy = OfParameters.Validator.class)
  @Retention(RUNTIME)
  @interface OfParameters {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    @SupportedValidationTarget(ValidationTarget.PARAMETERS)
    final class Validator extends Accepting<OfParameters, Object[]> {}
  }

  @Constraint(validatedBy = Unmakable.Validator.class)
  @Retention(RUNTIME)
  @interface Unmakable {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    abstract class Validator extends Accepting<Unmakable, String> {}
  }

  record Refused(
      @Odd String ambiguous,
      @NeedsArgument String needsArgument,
      @FailsToStart String failsToStart,
      @OfParameters String ofParameters,
      @Unmakable String unmakable) {}

  @Test
  void a_validator_that_cannot_be_chosen_or_made_is_a_start_up_problem() {
    assertThat(Places.problems(Numbers.class, "date"))
        .extracting(ModelProblem::message, ModelProblem::fix)
        .containsExactly(
            tuple(
                "@Divisible cannot check a value of type LocalDate.",
                "Use it on Long, Number, CharSequence, or add a validator for the type."));
    var components =
        List.of("ambiguous", "needsArgument", "failsToStart", "ofParameters", "unmakable");
    assertThat(components.stream().flatMap(c -> Places.problems(Refused.class, c).stream()))
        .extracting(ModelProblem::message)
        .containsExactly(
            "@Odd has several validators that fit the type String: One, Two.",
            "The validator "
                + NeedsArgument.Validator.class.getName()
                + " has no constructor without parameters.",
            "The validator "
                + FailsToStart.Validator.class.getName()
                + " cannot be initialized: java.lang.IllegalStateException: no database.",
            "@OfParameters cannot check a value of type String.",
            "The validator " + Unmakable.Validator.class.getName() + " is abstract.");
  }

  @Constraint(validatedBy = Today.Validator.class)
  @Retention(RUNTIME)
  @Target(TYPE_USE)
  @interface Today {
    String message() default "must be today";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<Today, LocalDate> {
      private final List<String> log;

      Validator(List<String> log) {
        this.log = log;
      }

      @Override
      public boolean isValid(@Nullable LocalDate value, ConstraintValidatorContext context) {
        log.add(context.getDefaultConstraintMessageTemplate());
        return LocalDate.now(context.getClockProvider().getClock()).equals(value);
      }
    }
  }

  record Calendar(@Today LocalDate day, List<@Today LocalDate> days) {}

  @Test
  void a_factory_makes_validators_once_for_each_use_and_they_get_the_clock() {
    var made = new ArrayList<Class<?>>();
    var log = new ArrayList<String>();
    var now = Instant.parse("2026-05-05T10:00:00Z");
    var settings =
        ConstraintSettings.standard()
            .withClock(Clock.fixed(now, ZoneOffset.UTC))
            .withValidators(
                new ConstraintValidatorFactory() {
                  @Override
                  public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
                    made.add(type);
                    return type.cast(new Today.Validator(log));
                  }

                  @Override
                  public void releaseInstance(ConstraintValidator<?, ?> instance) {
                    throw new AssertionError();
                  }
                });
    var day = Places.of(Calendar.class, "day", settings);
    var days = Places.of(Calendar.class, "days", settings);
    var today = LocalDate.of(2026, 5, 5);

    assertThat(made).containsExactly(Today.Validator.class, Today.Validator.class);
    assertThat(day.check(today)).isEmpty();
    assertThat(days.check(List.of(today, today.plusDays(1)))).hasSize(1);
    assertThat(made).hasSize(2);
    assertThat(log).containsOnly("must be today").hasSize(3);
  }
}
