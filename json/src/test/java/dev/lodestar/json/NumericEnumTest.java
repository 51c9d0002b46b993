package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Default;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Untagged;
import dev.lodestar.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Enums whose [Value] is an integer.
class NumericEnumTest {
  private final Json json = Json.standard();

  enum Priority {
    LOW(10),
    HIGH(-1),
    HIGHEST(Long.MAX_VALUE);

    @Value private final long code;

    Priority(long code) {
      this.code = code;
    }
  }

  enum Level {
    OFF,
    ON;

    @JsonValue
    int number() {
      return ordinal();
    }
  }

  record Task(
      Priority priority,
      @Default("-1") Priority otherwise,
      List<Level> levels,
      Map<Level, String> names) {}

  private final Task task =
      new Task(
          Priority.HIGHEST,
          Priority.LOW,
          List.of(Level.ON, Level.OFF),
          Map.of(Level.ON, "switched on"));

  @Test
  void constants_are_integers_and_keys_are_their_digits() {
    var codec = json.codec(Task.class);
    var document =
        "{\"priority\":9223372036854775807,\"otherwise\":10,\"levels\":[1,0],"
            + "\"names\":{\"1\":\"switched on\"}}";

    assertThat(codec.encodeToString(task)).isEqualTo(document);
    assertThat(codec.decode(document).orThrow()).isEqualTo(task);
  }

  @Test
  void message_pack_has_integers_too() {
    var codec = MessagePack.standard().codec(Priority.class);

    assertThat(codec.encode(Priority.LOW)).containsExactly(10);
    assertThat(codec.encode(Priority.HIGH)).containsExactly(0xFF);
    assertThat(codec.decode(new byte[] {10}).orThrow()).isEqualTo(Priority.LOW);
    var tasks = MessagePack.standard().codec(Task.class);
    assertThat(tasks.decode(tasks.encode(task)).orThrow()).isEqualTo(task);
  }

  @Test
  void a_default_is_given_as_text() {
    var decoded = json.codec(Task.class).decode("{\"priority\":10,\"levels\":[],\"names\":{}}");

    assertThat(decoded.orThrow().otherwise()).isEqualTo(Priority.HIGH);
  }

  @Test
  void everything_else_is_refused_and_told_what_is_accepted() {
    var numbers = "one of 10, -1, 9223372036854775807";

    assertThat(problem("11"))
        .isEqualTo(
            new DecodeProblem(
                "",
                "format",
                numbers,
                "the number 11",
                "Expected " + numbers + ", found the number 11."));
    assertThat(problem("\"10\"").code()).isEqualTo("type");
    assertThat(problem("10.0").code()).isEqualTo("type");
    assertThat(problem("null").code()).isEqualTo("null");
    assertThat(problem("9223372036854775808").code()).isEqualTo("range");
  }

  private DecodeProblem problem(String document) {
    var decoded = json.codec(Priority.class).decode(document);
    return ((Decoded.Invalid<?>) decoded).problems().getFirst();
  }

  @Test
  void a_fraction_of_zeros_is_accepted_where_integers_may_have_one() {
    var codec = Json.builder().acceptWholeDecimals(true).build().codec(Priority.class);

    assertThat(codec.decode("1.0e1".getBytes(StandardCharsets.UTF_8)).orThrow())
        .isEqualTo(Priority.LOW);
  }

  @Untagged
  sealed interface Setting {
    record Named(String name) implements Setting {}

    record Numbered(@Value Priority priority) implements Setting {}
  }

  @Test
  void in_a_union_without_tag_they_are_numbers() {
    var codec = json.codec(Setting.class);

    assertThat(codec.decode("10").orThrow()).isEqualTo(new Setting.Numbered(Priority.LOW));
    assertThat(codec.decode("{\"name\":\"n\"}").orThrow()).isEqualTo(new Setting.Named("n"));
  }

  enum Twice {
    ONE,
    ANOTHER;

    @Value
    int number() {
      return 1;
    }
  }

  enum Weight {
    LIGHT;

    @Value
    double kilograms() {
      return 0.5;
    }
  }

  @Test
  void numbers_that_do_not_tell_constants_apart_are_an_error() {
    assertThatThrownBy(() -> json.codec(Twice.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Two constants have the name or alias \"1\".");
    assertThatThrownBy(() -> json.codec(Weight.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "The @Value of an enum must be a text or an integer, and it is of type double.")
        .hasMessageContaining("Let kilograms give a String, an int or a long");
  }
}
