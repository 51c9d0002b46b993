package dev.lodestar.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  interface Strict {}

  record Inside(
      @Size(max = 3) List<@NotBlank @Size(max = 2) String> list,
      Map<@Size(max = 3) String, List<@Min(1) Integer>> map,
      Optional<@Min(1) Integer> optional,
      @Min(1) OptionalInt unwrapped,
      @NotNull Optional<String> present,
      @Min(value = 1, groups = Strict.class) int otherGroup,
      @Min(
              value = 1,
              groups = {Strict.class, Default.class})
          int bothGroups,
      @Pattern(regexp = "a.*") @Pattern(regexp = ".*z") String repeated,
      @Min(1) @Max(0) int two) {}

  private static Constraints of(Class<? extends Record> type, String component) {
    var model = (ObjectModel) Models.standard().model(type);
    var field = model.fields().stream().filter(f -> f.javaName().equals(component)).findFirst();
    return Constraints.of(field.orElseThrow().use());
  }

  @Test
  void elements_of_lists_are_checked_and_located() {
    assertThat(of(Inside.class, "list").check(List.of("a", "", "abc", "d")))
        .containsExactly(
            Violation.of("", "Size", "size must be at most 3"),
            Violation.of("/1", "NotBlank", "must not be blank"),
            Violation.of("/2", "Size", "size must be at most 2"));
  }

  @Test
  void keys_and_values_of_maps_are_checked_and_located_with_escapes() {
    assertThat(of(Inside.class, "map").check(Map.of("a/~b", List.of(1, 0))))
        .containsExactly(
            Violation.of("/a~1~0b", "Size", "size must be at most 3"),
            Violation.of("/a~1~0b/1", "Min", "must be greater than or equal to 1"));
  }

  @Test
  void a_constraint_looks_into_an_optional_and_passes_when_it_is_empty() {
    assertThat(of(Inside.class, "optional").check(Optional.empty())).isEmpty();
    assertThat(of(Inside.class, "optional").check(Optional.of(0))).hasSize(1);
    assertThat(of(Inside.class, "unwrapped").check(OptionalInt.empty())).isEmpty();
    assertThat(of(Inside.class, "unwrapped").check(OptionalInt.of(0))).hasSize(1);
    assertThat(of(Inside.class, "present").check(Optional.empty())).isEmpty();
  }

  @Test
  void only_the_default_group_is_checked() {
    assertThat(of(Inside.class, "otherGroup").isEmpty()).isTrue();
    assertThat(of(Inside.class, "bothGroups").check(0)).hasSize(1);
  }

  @Test
  void repeated_constraints_are_all_checked() {
    assertThat(of(Inside.class, "repeated").check("xx"))
        .extracting(Violation::message)
        .containsExactly("must match \"a.*\"", "must match \".*z\"");
    assertThat(of(Inside.class, "two").check(0)).hasSize(1);
  }

  void handler(@Min(1) @Max(50) int limit, List<@Size(max = 1) String> tags) {}

  @Test
  void a_method_parameter_is_checked_like_a_field() throws Exception {
    var parameters =
        ConstraintsTest.class.getDeclaredMethod("handler", int.class, List.class).getParameters();
    var models = Models.standard();

    assertThat(Constraints.of(models.use(parameters[0], "limit")).check(51)).hasSize(1);
    assertThat(Constraints.of(models.use(parameters[1], "tags")).check(List.of("a", "bb")))
        .extracting(Violation::pointer)
        .containsExactly("/1");
  }

  record Messages(
      @Min(value = 3, message = "at least {value}, {jakarta.validation.constraints.Min.message}")
          int own,
      @Size(min = 1, message = "\\{min\\} costs \\$5") String escaped) {}

  @Test
  void a_message_of_ones_own_is_interpolated() {
    assertThat(of(Messages.class, "own").check(1))
        .extracting(Violation::message)
        .containsExactly("at least 3, must be greater than or equal to 3");
    assertThat(of(Messages.class, "escaped").check(""))
        .extracting(Violation::message)
        .containsExactly("{min} costs $5");
  }

  record Unfitting(
      @Size(max = 3) int size,
      @Past String past,
      List<@Min(1) String> min,
      @Pattern(regexp = "(") String pattern,
      @Size(min = 3, max = 2) String bounds,
      @Min(value = 1, message = "${validatedValue}") int expression,
      @Min(value = 1, message = "{some.key}") int key) {}

  @Test
  void a_constraint_that_cannot_be_checked_is_a_start_up_problem() {
    var model = (ObjectModel) Models.standard().model(Unfitting.class);

    assertThat(model.fields())
        .extracting(field ->
            catchThrowableOfType(ModelException.class, () -> Constraints.of(field.use()))
                .problems()
                .getFirst())
        .extracting(ModelProblem::path, ModelProblem::message)
        .containsExactly(
            tuple("Unfitting.size", "@Size cannot check a value of type int."),
            tuple("Unfitting.past", "@Past cannot check a value of type String."),
            tuple("Unfitting.min[]", "@Min cannot check a value of type String."),
            tuple("Unfitting.pattern", "The regular expression \"(\" is wrong: Unclosed group."),
            tuple("Unfitting.bounds", "@Size has the bounds 3 and 2."),
            tuple(
                "Unfitting.expression",
                "The message \"${validatedValue}\" contains an expression."),
            tuple(
                "Unfitting.key",
                "The message refers to {some.key}, which is neither an attribute of @Min nor a"
                    + " known message."));
  }
}
