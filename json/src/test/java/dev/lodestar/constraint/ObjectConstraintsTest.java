package dev.lodestar.constraint;

import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.model.ModelException;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.GroupSequence;
import jakarta.validation.Payload;
import jakarta.validation.ValidationException;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectConstraintsTest {

  @Constraint(validatedBy = InOrder.Validator.class)
  @Retention(RUNTIME)
  @interface InOrder {
    String message() default "must not end before it begins";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<InOrder, Range> {
      @Override
      public boolean isValid(Range value, ConstraintValidatorContext context) {
        if (value.from() == 666) {
          throw new IllegalStateException("broken");
        }
        return value.from() <= value.to();
      }
    }
  }

  @InOrder
  interface Range {
    int from();

    int to();
  }

  record Period(@Min(0) int from, int to) implements Range {}

  record Trip(List<Period> stays) {}

  private static List<DecodeProblem> problems(Class<?> type, String document) {
    var decoded = Json.standard().codec(type).decode(document.getBytes(StandardCharsets.UTF_8));
    return switch (decoded) {
      case Decoded.Invalid<?> invalid -> invalid.problems();
      case Decoded.Valid<?> _ -> List.of();
      case Decoded.Malformed<?> malformed -> throw new AssertionError(malformed.message());
    };
  }

  @Test
  void a_constraint_on_an_interface_checks_the_object_as_a_whole() {
    assertThat(Places.ofType(Period.class).check(new Period(1, 2))).isEmpty();
    assertThat(Places.ofType(Period.class).check(new Period(2, 1)))
        .containsExactly(Violation.of("", "InOrder", "must not end before it begins"));
    assertThat(Places.ofType(Trip.class).isEmpty()).isTrue();
  }

  @Test
  void objects_of_a_document_are_checked_where_they_are() {
    assertThat(problems(Trip.class, "{\"stays\": [{\"from\": 1, \"to\": 2}]}")).isEmpty();
    assertThat(
            problems(
                Trip.class,
                "{\"stays\": [{\"from\": 1, \"to\": 2}, {\"from\": 2, \"to\": 1},"
                    + " {\"from\": -1, \"to\": -2}]}"))
        .extracting(DecodeProblem::pointer, DecodeProblem::code)
        .containsExactly(tuple("/stays/1", "InOrder"), tuple("/stays/2/from", "Min"));
  }

  @Test
  void the_failure_of_a_validator_does_not_become_a_problem_of_the_document() {
    assertThatThrownBy(() -> problems(Period.class, "{\"from\": 666, \"to\": 2}"))
        .isInstanceOf(ValidationException.class)
        .hasRootCauseMessage("broken");
  }

  record Throwing(String how) {
    @AssertTrue
    boolean isFine() throws IOException {
      return switch (how) {
        case "own" -> throw new IllegalArgumentException("The how is not how it should be.");
        case "platform" -> Integer.parseInt("x") > 0;
        case "state" -> throw new IllegalStateException("internal");
        case "checked" -> throw new IOException("internal");
        case "null" -> how.substring(99).isEmpty();
        case "error" -> throw new AssertionError("a bug");
        default -> true;
      };
    }
  }

  @Test
  void a_rule_that_throws_refuses_the_object() {
    assertThat(problems(Throwing.class, "{\"how\": \"fine\"}")).isEmpty();
    assertThat(problems(Throwing.class, "{\"how\": \"own\"}"))
        .extracting(DecodeProblem::pointer, DecodeProblem::code, DecodeProblem::message)
        .containsExactly(tuple("", "invalid", "The how is not how it should be."));
    for (var how : List.of("platform", "state", "checked", "null")) {
      assertThat(problems(Throwing.class, "{\"how\": \"" + how + "\"}"))
          .extracting(DecodeProblem::code, DecodeProblem::message)
          .containsExactly(tuple("invalid", "The value was refused."));
    }
    assertThat(
            Places.ofType(Throwing.class)
                .check(new Throwing("state"))
                .getFirst()
                .message(Locale.GERMAN))
        .isEqualTo("Der Wert wurde abgelehnt.");
    assertThatThrownBy(() -> problems(Throwing.class, "{\"how\": \"error\"}"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("a bug");
  }

  record Named(@Nullable String name) {
    @NotNull
    String label() {
      @SuppressWarnings("NullAway") // what is tested is that the constraint finds it
      String label = name;
      return label;
    }
  }

  @Test
  void not_null_is_checked_on_a_rule_although_its_type_says_so() {
    assertThat(problems(Named.class, "{}"))
        .extracting(DecodeProblem::code)
        .containsExactly("NotNull");
  }

  interface Sized {
    int size();

    @AssertTrue(message = "must be even")
    default boolean isEven() {
      return size() % 2 == 0;
    }

    @Min(value = 1, message = "is too small")
    @Min(value = 2, message = "is very small")
    default int half() {
      return size() / 2;
    }
  }

  record Box(int size) implements Sized {
    @Override
    @AssertTrue(message = "must really be even")
    public boolean isEven() {
      return size % 2 == 0;
    }
  }

  @Test
  void rules_of_interfaces_are_checked_once() {
    assertThat(problems(Box.class, "{\"size\": 4}")).isEmpty();
    assertThat(problems(Box.class, "{\"size\": 1}"))
        .extracting(DecodeProblem::message)
        .containsExactly("must really be even", "is too small", "is very small");
  }

  @GroupSequence({Grouped.Cheap.class, Grouped.class})
  record Grouped(@Min(value = 1, groups = Grouped.Cheap.class) int value) {
    interface Cheap {}
  }

  @Test
  void what_does_not_fit_a_class_is_a_start_up_problem() {
    assertThat(
            catchThrowableOfType(ModelException.class, () -> Places.ofType(Grouped.class))
                .problems())
        .extracting(problem -> problem.path() + ": " + problem.message())
        .containsExactly("Grouped: @GroupSequence selects groups of constraints.");
    assertThatThrownBy(() -> Json.standard().codec(Grouped.class).decode(new byte[0]))
        .isInstanceOf(ModelException.class);
  }
}
