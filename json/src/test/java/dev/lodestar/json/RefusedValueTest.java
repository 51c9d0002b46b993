package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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

  @Test
  void an_error_of_a_constructor_is_passed_on() {
    assertThatThrownBy(() -> problems(Broken.class, "{\"value\":1}"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("an error");
  }
}
