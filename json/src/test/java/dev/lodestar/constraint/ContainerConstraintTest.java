package dev.lodestar.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.model.Default;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import jakarta.validation.GroupSequence;
import jakarta.validation.Valid;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import jakarta.validation.valueextraction.Unwrapping;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ContainerConstraintTest {

  record Containers(
      @Size(max = 2) List<@Size(max = 3) String> list,
      Map<@Size(max = 3) String, List<@Size(max = 3) String>> nested,
      Set<@Min(1) Integer> set,
      SortedMap<String, Optional<@Min(1) Integer>> sorted,
      List<@Size(max = 3) String @Size(max = 2) []> arrays,
      List<List<@NotBlank String>> lists,
      Optional<List<@Min(1) Long>> optional,
      @Min(1) OptionalInt i,
      @Min(1) OptionalLong l,
      @Min(1) OptionalDouble d,
      @Valid List<@Valid Item> items) {}

  record Item(@Min(1) int amount) {}

  @Test
  void constraints_hold_at_every_depth_of_a_document() {
    var document =
        """
        {"list": ["a", "bbbb"],
         "nested": {"keys": ["a", "bbbb"], "b": []},
         "set": [1, 0],
         "sorted": {"x": 0, "y": null, "z": 1},
         "arrays": [["aaa", "bbbb"], ["a", "b", "c"]],
         "lists": [[], ["a", " "]],
         "optional": [1, 0],
         "i": 0, "l": 0, "d": 0.5,
         "items": [{"amount": 1}, {"amount": 0}]}
        """;
    assertThat(problems(Containers.class, document))
        .extracting(DecodeProblem::pointer)
        .containsExactly(
            "/list/1",
            "/nested/keys",
            "/nested/keys/1",
            "/set/1",
            "/sorted/x",
            "/arrays/0/1",
            "/arrays/1",
            "/lists/1/1",
            "/optional/1",
            "/i",
            "/l",
            "/d",
            "/items/1/amount");
    assertThat(
            problems(
                Containers.class,
                """
                {"list": [], "nested": {}, "set": [], "sorted": {}, "arrays": [], "lists": [],
                 "items": []}
                """))
        .isEmpty();
  }

  @Test
  void constraints_hold_at_every_depth_of_a_value() {
    assertThat(Places.of(Containers.class, "nested").check(Map.of("keys", List.of("a", "bbbb"))))
        .extracting(Violation::pointer)
        .containsExactly("/keys", "/keys/1");
    assertThat(Places.of(Containers.class, "sorted").check(Map.of("x", Optional.of(0))))
        .extracting(Violation::pointer)
        .containsExactly("/x");
    assertThat(
            Places.of(Containers.class, "arrays")
                .check(List.of(new String[] {"a", "bbbb", "c"}, new String[0])))
        .extracting(Violation::pointer)
        .containsExactly("/0", "/0/1");
    assertThat(Places.of(Containers.class, "lists").check(List.of(List.of(), List.of("a", ""))))
        .extracting(Violation::pointer)
        .containsExactly("/1/1");
    assertThat(Places.of(Containers.class, "optional").check(Optional.of(List.of(1L, 0L))))
        .extracting(Violation::pointer)
        .containsExactly("/1");
    assertThat(Places.of(Containers.class, "d").check(OptionalDouble.of(0.5))).hasSize(1);
  }

  private static List<DecodeProblem> problems(Class<?> type, String document) {
    var decoded = Json.standard().codec(type).decode(document.getBytes(StandardCharsets.UTF_8));
    return switch (decoded) {
      case Decoded.Invalid<?> invalid -> invalid.problems();
      case Decoded.Valid<?> _ -> List.of();
      case Decoded.Malformed<?> malformed -> throw new AssertionError(malformed.message());
    };
  }

  record Written(@NotBlank @Size(max = 9) String text) {}

  @Test
  void white_space_of_every_language_is_blank_in_a_document() {
    for (var blank : List.of("", " ", "\\t", "\u2003", "\u1680 ", "\u3000\u2028")) {
      assertThat(problems(Written.class, "{\"text\": \"" + blank + "\"}"))
          .extracting(DecodeProblem::code)
          .containsExactly("NotBlank");
    }
    for (var text : List.of("a", " a", "\u00a0", "\u2003x", "\u65e5\u672c")) {
      assertThat(problems(Written.class, "{\"text\": \"" + text + "\"}")).isEmpty();
    }
  }

  record Unwrapped(
      @NotNull(payload = Unwrapping.Unwrap.class) Optional<String> needed,
      @NotBlank(payload = Unwrapping.Unwrap.class) Optional<String> written,
      @NotBlank Optional<String> perhaps,
      @NotNull(payload = Unwrapping.Skip.class) Optional<String> skipped,
      @Min(value = 1, payload = Unwrapping.Skip.class) OptionalInt refused,
      @Min(value = 1, payload = Unwrapping.Unwrap.class) int notOptional) {}

  @Test
  void the_payload_says_whether_a_constraint_means_the_content_of_an_optional() {
    assertThat(Places.of(Unwrapped.class, "needed").check(Optional.empty())).hasSize(1);
    assertThat(Places.of(Unwrapped.class, "needed").check(Optional.of(""))).isEmpty();
    assertThat(Places.of(Unwrapped.class, "written").check(Optional.empty())).hasSize(1);
    assertThat(Places.of(Unwrapped.class, "perhaps").check(Optional.empty())).isEmpty();
    assertThat(Places.of(Unwrapped.class, "perhaps").check(Optional.of(""))).hasSize(1);
    assertThat(Places.of(Unwrapped.class, "skipped").check(Optional.empty())).isEmpty();
    assertThat(Places.problems(Unwrapped.class, "refused"))
        .extracting(ModelProblem::message)
        .containsExactly("@Min cannot check a value of type OptionalInt.");
    assertThat(Places.problems(Unwrapped.class, "notOptional"))
        .extracting(ModelProblem::message)
        .containsExactly("The constraint @Min is to be unwrapped, but int is no optional type.");
  }

  record Converted(
      @Valid @ConvertGroup(to = Strict.class) Item item,
      @ConvertGroup.List({
            @ConvertGroup(to = Strict.class),
            @ConvertGroup(from = Strict.class, to = Strict.class)
          })
          Item items) {
    interface Strict {}
  }

  @GroupSequence({Sequenced.class})
  record Sequenced(int value) {}

  @Test
  void what_selects_groups_is_a_start_up_problem() {
    for (var component : List.of("item", "items")) {
      assertThat(Places.problems(Converted.class, component))
          .extracting(ModelProblem::fix)
          .containsExactly(
              "Remove it: only the group Default is checked. Check the others in your own code.");
    }
    assertThatThrownBy(() -> Places.ofType(Sequenced.class)).isInstanceOf(ModelException.class);
  }

  record Defaulted(@Default("0") @Min(1) int value) {}

  @Test
  void a_default_that_violates_its_own_constraint_is_a_start_up_problem() {
    assertThatThrownBy(() -> problems(Defaulted.class, "{}"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "The default violates the constraint @Min: must be greater than or equal to 1.");
  }

  record Dates(@Past Instant past, @FutureOrPresent LocalDate day) {}

  @Test
  void times_are_compared_with_the_clock_of_the_settings() {
    var now = Instant.parse("2030-01-01T00:30:00Z");
    var tokyo = ConstraintSettings.standard().withClock(Clock.fixed(now, ZoneId.of("Asia/Tokyo")));
    var newYork =
        ConstraintSettings.standard().withClock(Clock.fixed(now, ZoneId.of("America/New_York")));

    assertThat(Places.of(Dates.class, "past", tokyo).check(now.minusNanos(1))).isEmpty();
    assertThat(Places.of(Dates.class, "past", tokyo).check(now)).hasSize(1);
    assertThat(Places.of(Dates.class, "day", tokyo).check(LocalDate.of(2029, 12, 31))).hasSize(1);
    assertThat(Places.of(Dates.class, "day", newYork).check(LocalDate.of(2029, 12, 31))).isEmpty();
    assertThat(tokyo.clock().instant()).isEqualTo(now);
  }
}
