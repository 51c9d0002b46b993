package dev.lodestar.json.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Decoded;
import dev.lodestar.example.Examples;
import dev.lodestar.json.Json;
import dev.lodestar.model.Default;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Untagged;
import dev.lodestar.schema.Schemas;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is made for the schema of a type is a value of the type.
class AcceptedExamplesTest {
  record Constrained(
      @Min(3) @Max(5) int small,
      @Negative long negative,
      @PositiveOrZero @Digits(integer = 3, fraction = 2) BigDecimal price,
      @Max(-10) BigInteger big,
      @Size(min = 2, max = 4) String text,
      @NotBlank String words,
      @Pattern(regexp = "[A-Z]{2}-\\d+") String code,
      @Size(max = 20) @Pattern(regexp = ".*x.*") String both,
      @Email String email,
      @NotEmpty List<@Size(min = 3) String> list,
      Set<@Min(1) Integer> set,
      @Size(min = 1, max = 2) Map<@Size(min = 5) String, @Max(0) Integer> map,
      @Size(min = 2) @Nullable String maybe,
      Optional<@Size(max = 1) String> optional,
      @Default("7") int preset) {}

  enum Suit {
    CLUBS,
    HEARTS
  }

  record Cards(Map<Suit, List<Suit>> bySuit, EnumMap<Suit, Integer> counts, Set<Suit> all) {}

  @Untagged
  sealed interface Reply {}

  record Success(String result, @Nullable Integer count) implements Reply {}

  record Failure(String error, List<Reply> causes) implements Reply {}

  record Tree(String name, List<Tree> children, @Nullable Tree parent, Map<String, Tree> named) {}

  static List<Type> types() {
    var types = new ArrayList<Type>(Shapes.ALL);
    types.addAll(List.of(Constrained.class, Cards.class, Reply.class, Success.class, Tree.class));
    return types;
  }

  @Test
  void every_example_of_a_type_that_was_made_up_is_accepted() {
    for (var type : RandomTypes.compile(new Random(20), 100)) {
      acceptsEveryExampleOf(type);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_example_of_a_type_is_accepted(Type type) {
    acceptsEveryExampleOf(type);
  }

  private static void acceptsEveryExampleOf(Type type) {
    for (var json :
        List.of(
            Json.standard(),
            Json.builder().naming(NamingStrategy.SNAKE_CASE).refuseUnknownFields(true).build())) {
      var schema = Schemas.document(json, type).tree();
      var codec = json.codec(type);
      for (var seed = 0; seed < 20; seed++) {
        var examples = Examples.seeded(seed);
        for (var style : List.of(examples, examples.varied(), examples.sparse())) {
          var example = style.of(schema, schema, "");
          assertThat(example).as("an example of " + schema).isPresent();
          var document = json.codec(Object.class).encode(example.get());
          assertThat((Object) codec.decode(document))
              .as(new String(document, StandardCharsets.UTF_8))
              .isInstanceOf(Decoded.Valid.class);
        }
      }
    }
  }
}
