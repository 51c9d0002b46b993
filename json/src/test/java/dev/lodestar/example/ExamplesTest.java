package dev.lodestar.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
  private static final Map<String, ?> TEXT = Map.of("type", "string");

  private static Object example(Map<String, ?> schema, String name) {
    return Examples.seeded(1).of(schema, schema, name).orElseThrow();
  }

  private static Object example(Map<String, ?> schema) {
    return example(schema, "");
  }

  private static Map<String, ?> object(Map<String, ?> properties, String... required) {
    return Map.of("type", "object", "properties", properties, "required", List.of(required));
  }

  // Determinism.

  @Test
  void the_same_seed_schema_and_name_give_the_same_example() {
    for (var seed = 0; seed < 50; seed++) {
      assertThat(Examples.seeded(seed).of(TEXT, TEXT, "email"))
          .isEqualTo(Examples.seeded(seed).of(TEXT, TEXT, "email"));
    }
  }

  @Test
  void another_seed_gives_another_example() {
    var found = new HashSet<Optional<Object>>();
    for (var seed = 0; seed < 50; seed++) {
      found.add(Examples.seeded(seed).of(TEXT, TEXT, "email"));
    }

    assertThat(found).hasSizeGreaterThan(2);
  }

  @Test
  void a_property_keeps_its_value_when_others_are_added() {
    var alone = (Map<?, ?>) example(object(Map.of("city", TEXT)), "Place");
    var among =
        (Map<?, ?>) example(object(Map.of("city", TEXT, "area", TEXT, "zone", TEXT)), "Place");

    assertThat(among.get("city")).isEqualTo(alone.get("city"));
  }

  @Test
  void seeds_mean_the_same_everywhere() {
    assertThat(example(object(Map.of("email", TEXT), "email"), "Customer"))
        .isEqualTo(Map.of("email", "vera@example.com"));
  }

  // Names.

  @ParameterizedTest
  @CsvSource({
    "email, @example",
    "customerEmail, @example",
    "phone_numbers, +1 202 555 01",
    "websiteUrl, https://example",
    "ip, .",
    "price, .",
    "birthday, 2026-"
  })
  void a_text_is_what_its_name_says(String name, String part) {
    assertThat((String) example(TEXT, name)).contains(part);
  }

  @Test
  void a_number_is_what_its_name_says() {
    for (var seed = 0; seed < 50; seed++) {
      var schema = Map.of("type", "integer");
      assertThat((Long) Examples.seeded(seed).of(schema, schema, "birthYear").orElseThrow())
          .isBetween(1990L, 2030L);
    }
  }

  @Test
  void decimals_have_two_digits_at_most() {
    var schema = Map.of("type", "number");
    for (var seed = 0; seed < 50; seed++) {
      var price = (BigDecimal) Examples.seeded(seed).of(schema, schema, "price").orElseThrow();
      assertThat(price.scale()).isBetween(0, 2);
      assertThat(price).isBetween(new BigDecimal("5"), new BigDecimal("200"));
    }
  }

  // What is given.

  @ParameterizedTest
  @ValueSource(strings = {"example", "default", "const"})
  void what_the_schema_gives_is_taken(String keyword) {
    assertThat(example(Map.of("type", "string", keyword, "given"))).isEqualTo("given");
  }

  @Test
  void the_first_of_given_examples_is_taken_before_the_default() {
    assertThat(example(Map.of("type", "integer", "default", 1, "examples", List.of(2, 3))))
        .isEqualTo(2);
  }

  @Test
  void a_given_example_that_is_wrong_is_not_taken() {
    assertThat(example(Map.of("type", "string", "minLength", 3, "example", "no")))
        .asString()
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void a_constant_of_an_enum_is_taken() {
    assertThat(example(Map.of("enum", List.of("red", "green")))).isIn("red", "green");
  }

  // Constraints.

  @ParameterizedTest
  @CsvSource({"0, 3", "5, 5", "40, 41", "200, 300"})
  void texts_have_the_length_that_is_allowed(int shortest, int longest) {
    for (var name : List.of("", "email", "description", "id")) {
      var schema = Map.of("type", "string", "minLength", shortest, "maxLength", longest);
      for (var seed = 0; seed < 20; seed++) {
        for (var examples : List.of(Examples.seeded(seed), Examples.seeded(seed).varied())) {
          var text = (String) examples.of(schema, schema, name).orElseThrow();
          assertThat(text.length()).isBetween(shortest, longest);
          assertThat(text.codePointCount(0, text.length())).isBetween(shortest, longest);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "minimum, 200",
    "minimum, -7",
    "maximum, -200",
    "maximum, 3",
    "exclusiveMinimum, 0",
    "exclusiveMaximum, 0",
    "multipleOf, 7",
    "minimum, 9223372036854775807",
    "maximum, -9223372036854775808"
  })
  void numbers_are_within_their_bounds(String keyword, BigDecimal bound) {
    for (var type : List.of("integer", "number")) {
      Map<String, ?> schema = Map.of("type", type, keyword, bound);
      for (var seed = 0; seed < 50; seed++) {
        for (var examples : List.of(Examples.seeded(seed), Examples.seeded(seed).varied())) {
          var number =
              new BigDecimal(examples.of(schema, schema, "price").orElseThrow().toString());
          var compared = number.compareTo(bound);
          assertThat(
                  switch (keyword) {
                    case "minimum" -> compared >= 0;
                    case "maximum" -> compared <= 0;
                    case "exclusiveMinimum" -> compared > 0;
                    case "exclusiveMaximum" -> compared < 0;
                    default -> number.remainder(bound).signum() == 0;
                  })
              .as(number.toPlainString())
              .isTrue();
        }
      }
    }
  }

  @Test
  void a_range_between_two_hundredths_has_an_example() {
    var example =
        (BigDecimal)
            example(
                Map.of(
                    "type", "number",
                    "exclusiveMinimum", new BigDecimal("0.001"),
                    "exclusiveMaximum", new BigDecimal("0.002")));

    assertThat(example).isBetween(new BigDecimal("0.001"), new BigDecimal("0.002"));
  }

  @Test
  void an_empty_range_has_no_example() {
    var schema = Map.of("type", "integer", "minimum", 3, "maximum", 2);

    assertThat(Examples.seeded(1).of(schema, schema, "")).isEmpty();
  }

  @Test
  void numbers_stay_within_their_format() {
    var schema = Map.of("type", "integer", "format", "int32");
    for (var seed = 0; seed < 200; seed++) {
      var number = (Long) Examples.seeded(seed).varied().of(schema, schema, "").orElseThrow();
      assertThat(number).isBetween((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[A-Z]{3}-\\d{4}$",
        "^(?:red|green|blue)$",
        "[a-f0-9]{8}",
        "^\\p{Lu}\\p{L}*$",
        "^(?=.*\\d)(?=.*[A-Z]).{8,}$",
        "^(?!admin)[a-z]+$",
        "^([ab])\\1$",
        "^(?<year>\\d{4})-\\k<year>$",
        "^[^/]+/[^/]+$",
        "^\\+?[1-9]\\d{1,14}$",
        "\\S",
        "^[\\w.]+@[\\w.]+$",
        "^\\Qa.b\\E$",
        "^[а-я]+$",
        "^\\u0041\\x42$",
        "^[a-z&&[^aeiou]]+$",
        "^(?i)abc$",
        ""
      })
  void a_text_matches_its_pattern(String pattern) {
    var schema = Map.of("type", "string", "pattern", pattern);
    for (var seed = 0; seed < 20; seed++) {
      assertThat(Examples.seeded(seed).of(schema, schema, "name"))
          .hasValueSatisfying(text -> assertThat((String) text).containsPattern(pattern));
    }
  }

  @Test
  void a_text_has_both_the_pattern_and_the_length() {
    var schema =
        Map.of("type", "string", "pattern", "^[a-z]+-[a-z]+$", "minLength", 20, "maxLength", 24);

    assertThat((String) example(schema)).matches("[a-z]+-[a-z]+").hasSizeBetween(20, 24);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^a$b", "(", "^(?!.*)x$"})
  void a_pattern_that_nothing_matches_has_no_example(String pattern) {
    var schema = Map.of("type", "string", "pattern", pattern);

    assertThat(Examples.seeded(1).of(schema, schema, "")).isEmpty();
  }

  @Test
  void a_pattern_that_takes_exponential_time_ends() {
    var schema =
        Map.of("type", "string", "pattern", "^(([a-z])+)+!$", "minLength", 60, "format", "x");

    assertThat(Examples.seeded(1).of(schema, schema, "description"))
        .hasValueSatisfying(text -> assertThat((String) text).endsWith("!"));
  }

  @ParameterizedTest
  @CsvSource({
    "date, \\d{4}-\\d\\d-\\d\\d",
    "date-time, \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00Z",
    "time-local, \\d\\d:\\d\\d:00",
    "date-time-local, \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00",
    "time, \\d\\d:\\d\\d:00Z",
    "duration, PT\\d+M",
    "uuid, [0-9a-f-]{36}",
    "email, .+@example.+",
    "uri, https://example.+",
    "hostname, .*example.+",
    "ipv4, \\d+\\.\\d+\\.\\d+\\.\\d+",
    "ipv6, 2001:db8::[0-9a-f]+",
    "byte, [A-Za-z0-9+/=]+"
  })
  void a_text_has_its_format(String format, String pattern) {
    assertThat((String) example(Map.of("type", "string", "format", format))).matches(pattern);
  }

  // Lists and objects.

  @Test
  void a_list_has_one_item_or_as_many_as_it_must() {
    assertThat((List<?>) example(Map.of("type", "array", "items", TEXT))).hasSize(1);
    assertThat((List<?>) example(Map.of("type", "array", "items", TEXT, "minItems", 3))).hasSize(3);
    assertThat((List<?>) example(Map.of("type", "array", "items", TEXT, "maxItems", 0))).isEmpty();
  }

  @Test
  void items_are_different_where_they_must_be() {
    var schema =
        Map.of(
            "type",
            "array",
            "uniqueItems",
            true,
            "minItems",
            3,
            "items",
            Map.of("enum", List.of("a", "b", "c")));

    assertThat((List<?>) example(schema)).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void items_with_places_of_their_own_have_their_own_types() {
    var schema =
        Map.of(
            "type",
            "array",
            "prefixItems",
            List.of(Map.of("const", 1), Map.of("const", "two")),
            "items",
            false);

    assertThat(example(schema)).isEqualTo(List.of(1, "two"));
  }

  @Test
  void an_object_has_all_of_its_properties_and_a_sparse_one_only_the_required() {
    var schema = object(Map.of("a", TEXT, "b", TEXT), "a");

    assertThat(fields(example(schema))).containsOnlyKeys("a", "b");
    assertThat(fields(Examples.seeded(1).sparse().of(schema, schema, "").orElseThrow()))
        .containsOnlyKeys("a");
  }

  @Test
  void a_map_has_an_entry_whose_key_is_allowed() {
    var schema =
        Map.of(
            "type", "object",
            "propertyNames", Map.of("enum", List.of("NORTH", "SOUTH")),
            "additionalProperties", Map.of("type", "integer"));

    assertThat(((Map<?, ?>) example(schema)).keySet()).singleElement().isIn("NORTH", "SOUTH");
  }

  @Test
  void read_only_properties_are_not_sent_even_if_they_are_required() {
    var schema =
        object(
            Map.of(
                "id", Map.of("type", "integer", "readOnly", true),
                "password", Map.of("type", "string", "writeOnly", true)),
            "id",
            "password");

    assertThat(fields(Examples.seeded(1).forRequests().of(schema, schema, "").orElseThrow()))
        .containsOnlyKeys("password");
    assertThat(fields(Examples.seeded(1).forResponses().of(schema, schema, "").orElseThrow()))
        .containsOnlyKeys("id");
  }

  // Combinations and references.

  @Test
  void what_several_schemas_ask_for_is_asked_for_together() {
    var schema =
        Map.of(
            "allOf",
            List.of(
                object(Map.of("a", Map.of("type", "integer", "minimum", 5)), "a"),
                object(Map.of("a", Map.of("maximum", 5), "b", TEXT), "b")));

    assertThat(fields(example(schema))).containsEntry("a", 5L).containsKey("b");
  }

  @Test
  void a_nullable_value_is_shown_with_a_value() {
    assertThat(example(Map.of("type", List.of("null", "boolean")))).isEqualTo(true);
    assertThat(example(Map.of("anyOf", List.of(Map.of("type", "null"), Map.of("const", 7)))))
        .isEqualTo(7);
  }

  @Test
  void exactly_one_variant_is_valid() {
    var schema =
        Map.of(
            "oneOf",
            List.of(Map.of("type", "number"), Map.of("type", "integer"), Map.of("const", "text")));

    for (var seed = 0; seed < 20; seed++) {
      var example = Examples.seeded(seed).of(schema, schema, "").orElseThrow();
      assertThat(example).isNotInstanceOf(Long.class);
    }
  }

  @Test
  void a_tag_that_only_the_discriminator_tells_is_set() {
    var document =
        Map.of(
            "components",
            Map.of("schemas", Map.of("Cat", object(Map.of("kind", TEXT, "lives", TEXT), "kind"))));
    var schema =
        Map.of(
            "oneOf", List.of(Map.of("$ref", "#/components/schemas/Cat")),
            "discriminator",
                Map.of(
                    "propertyName", "kind", "mapping", Map.of("cat", "#/components/schemas/Cat")));

    assertThat(fields(Examples.seeded(1).of(schema, document, "").orElseThrow()))
        .extractingByKey("kind")
        .isEqualTo("cat");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object object) {
    return (Map<String, Object>) object;
  }

  @Test
  void a_type_that_contains_itself_ends() {
    var node =
        object(
            Map.of(
                "name",
                TEXT,
                "children",
                Map.of("type", "array", "items", Map.of("$ref", "#/$defs/Node"))),
            "name",
            "children");
    var schema = Map.of("$ref", "#/$defs/Node", "$defs", Map.of("Node", node));

    var children = (List<?>) fields(example(schema)).get("children");
    assertThat(children).hasSize(1);
    assertThat(fields(children.getFirst()).get("children")).isEqualTo(List.of());
  }

  @Test
  void a_type_without_an_end_has_no_example() {
    var node = object(Map.of("next", Map.of("$ref", "#")), "next");

    assertThat(Examples.seeded(1).of(node, node, "")).isEmpty();
  }

  @Test
  void a_type_that_grows_without_bounds_ends() {
    var properties = new LinkedHashMap<String, Object>();
    for (var i = 0; i < 30; i++) {
      properties.put("p" + i, Map.of("$ref", "#/$defs/t" + (i + 1) % 30));
    }
    var definitions = new LinkedHashMap<String, Object>();
    for (var i = 0; i < 30; i++) {
      definitions.put("t" + i, object(properties));
    }
    var schema = Map.of("$ref", "#/$defs/t0", "$defs", definitions);

    assertThat(example(schema)).isInstanceOf(Map.class);
  }

  @Test
  void a_reference_to_nothing_or_to_itself_has_no_example() {
    for (var reference : List.of("#/$defs/missing", "other.json#/Thing", "#", "#/%zz")) {
      var schema = Map.of("$ref", reference);
      assertThat(Examples.seeded(1).of(schema, schema, "")).isEmpty();
    }
  }

  @Test
  void malformed_schemas_do_no_harm() {
    for (var schema :
        List.<Map<String, ?>>of(
            Map.of("type", 7),
            Map.of("type", "nonsense"),
            Map.of("properties", List.of(), "type", "object"),
            Map.of("required", "a", "type", "object"),
            Map.of("enum", List.of()),
            Map.of("minLength", -1, "type", "string"),
            Map.of("minItems", 1_000_000_000, "type", "array"),
            Map.of("minLength", 1_000_000_000, "type", "string"),
            Map.of("minProperties", 1_000_000_000, "type", "object"),
            Map.of("multipleOf", 0, "type", "integer"),
            Map.of("minimum", Double.NaN, "type", "number"),
            Map.of("minimum", new BigDecimal("1e400"), "type", "number"),
            Map.of("pattern", "a{100000000}"),
            Map.of("allOf", List.of(7)),
            Map.of("$ref", "#a b"))) {
      for (var examples : List.of(Examples.seeded(1), Examples.seeded(1).varied())) {
        assertThat(examples.of(schema, schema, "name")).as(schema.toString()).isNotNull();
      }
    }
  }

  // Variety.

  @Test
  void varied_examples_reach_null_missing_properties_limits_and_every_variant() {
    var schema =
        object(
            Map.of(
                "maybe", Map.of("type", List.of("string", "null")),
                "number", Map.of("type", "integer", "minimum", 1, "maximum", 1000),
                "choice", Map.of("oneOf", List.of(Map.of("const", "a"), Map.of("const", "b")))),
            "maybe");
    var found = new HashSet<Object>();
    for (var seed = 0; seed < 200; seed++) {
      var example = (Map<?, ?>) Examples.seeded(seed).varied().of(schema, schema, "").orElseThrow();
      found.add(example.get("maybe") == null ? "null" : "not null");
      found.add(example.containsKey("number") ? "present" : "missing");
      found.addAll(new ArrayList<>(example.values()));
    }

    assertThat(found).contains("null", "not null", "present", "missing", 1L, 1000L, "a", "b");
  }

  // Schemas that ask for too much.

  @Test
  void a_pattern_that_doubles_its_groups_has_an_end() {
    var pattern = new StringBuilder("(a)");
    for (var group = 1; group < 35; group++) {
      pattern.append("(\\").append(group).append("\\").append(group).append(')');
    }
    var schema = Map.of("type", "string", "pattern", pattern.toString());

    assertThat(Examples.seeded(1).of(schema, schema, "")).isEmpty();
  }

  @Test
  void a_pattern_that_is_nested_too_deeply_has_no_example() {
    var schema = Map.of("type", "string", "pattern", "(".repeat(50_000) + ")".repeat(50_000));

    assertThat(Examples.seeded(1).of(schema, schema, "")).isEmpty();
  }
}
