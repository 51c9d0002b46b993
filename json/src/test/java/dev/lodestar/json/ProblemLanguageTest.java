package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemLanguageTest {
  record Even(int value) {
    Even {
      if (value % 2 != 0) {
        throw new IllegalStateException("odd");
      }
    }
  }

  record All(int missing, String text, int number, Locale locale, int twice, Even even) {}

  private static List<DecodeProblem> problems(JsonCodec<?> codec, String document) {
    return ((Decoded.Invalid<?>) codec.decode(document.getBytes(StandardCharsets.UTF_8)))
        .problems();
  }

  /// One problem of each code.
  private static Map<String, DecodeProblem> problems() {
    var strict = Json.builder().refuseUnknownFields(true).build();
    var document =
        """
        {"text": null, "number": 3000000000, "locale": "not a locale!", "twice": "2", "twice": 2,
         "even": {"value": 1}, "else": 1}
        """;
    var found = new HashMap<String, DecodeProblem>();
    for (var problem : problems(strict.codec(All.class), document)) {
      found.put(problem.code(), problem);
    }
    var many =
        IntStream.rangeClosed(0, 5000)
            .mapToObj(i -> "[" + i + "," + -31 * i + "]") // all have the same hash code
            .collect(Collectors.joining(",", "[", "]"));
    for (var problem : problems(strict.codec(new JsonType<Set<List<Integer>>>() {}), many)) {
      found.put(problem.code(), problem);
    }
    return found;
  }

  @Test
  void every_code_has_a_message_in_every_language() {
    var problems = problems();
    assertThat(problems)
        .containsOnlyKeys(
            "required",
            "null",
            "type",
            "range",
            "format",
            "unknown",
            "duplicate",
            "size",
            "invalid");
    for (var language : List.of(Locale.GERMAN, Locale.FRANCE, Locale.of("es", "MX"))) {
      assertThat(problems.values())
          .allSatisfy(problem ->
              assertThat(problem.message(language)).isNotEqualTo(problem.message()).endsWith("."));
    }
    assertThat(problems.get("required").message(Locale.GERMAN)).isEqualTo("Das Feld fehlt.");
  }

  @Test
  void the_message_is_the_detailed_one_in_english_and_in_languages_that_are_not_known() {
    var problem = problems().get("required");

    assertThat(problem.message(Locale.UK)).isEqualTo(problem.message());
    assertThat(problem.message(Locale.JAPANESE)).isEqualTo(problem.message());
  }
}
