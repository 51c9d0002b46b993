package dev.lodestar.schemacheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {
  private static @Nullable Object tree(String json) {
    if (json.equals("null")) {
      return null;
    }
    var bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Json.standard().codec(Object.class).decode(bytes) instanceof Decoded.Valid(var value)
        ? value
        : json;
  }

  private static SchemaCheck check(@Nullable Object schema, Direction direction) {
    var document = schema instanceof Map<?, ?> map ? map : Map.of();
    return new SchemaCheck(References.within(document), direction);
  }

  private static boolean isValid(String schema, String value) {
    var tree = tree(schema);
    return check(tree, Direction.ANY).isValid(tree, tree(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type': 'integer'} | 1.0 | true",
        "{'type': 'integer'} | 1.5 | false",
        "{'type': ['string', 'null']} | null | true",
        "{'type': 'string'} | null | false",
        "{'enum': [1]} | 1e0 | true",
        "{'minimum': 3, 'exclusiveMinimum': true} | 3 | false",
        "{'multipleOf': 0.1} | 0.3 | true",
        "{'multipleOf': 0.1} | 0.35 | false",
        "{'maxLength': 1} | '😀' | true",
        "{'format': 'date'} | '2026-02-30' | false",
        "{'prefixItems': [{'const': 1}], 'items': false} | [1] | true",
        "{'prefixItems': [{'const': 1}], 'items': false} | [1, 2] | false",
        "{'uniqueItems': true} | [1, 1.0] | false",
        "{'contains': {'const': 1}, 'maxContains': 1} | [1, 1] | false",
        "{'patternProperties': {'^x-': {}}, 'additionalProperties': false} | {'x-a': 1} | true",
        "{'propertyNames': {'maxLength': 1}} | {'ab': 1} | false",
        "{'dependentRequired': {'a': ['b']}} | {'a': 1} | false",
        "{'dependentSchemas': {'a': {'required': ['b']}}} | {'a': 1} | false",
        "{'oneOf': [{'type': 'number'}, {'type': 'integer'}]} | 1 | false",
        "{'anyOf': [{'type': 'number'}, {'type': 'integer'}]} | 1 | true",
        "{'not': {'const': 1}} | 1 | false",
        "{'if': {'const': 1}, 'then': false, 'else': true} | 1 | false",
        "{'if': {'const': 1}, 'then': false, 'else': true} | 2 | true",
        "{'$ref': '#/$defs/a', '$defs': {'a': {'type': 'string'}}} | 2 | false",
        "{'$ref': '#'} | 2 | true",
      })
  void keywords_decide(String schema, String value, boolean valid) {
    assertThat(isValid(schema, value)).isEqualTo(valid);
  }

  @Test
  void flaws_say_where_and_what() {
    var schema =
        tree(
            """
            {'required': ['a/b'], 'additionalProperties': false,
             'properties': {'list': {'items': {'maximum': 3}}, 'a/b': {}}}
            """);

    assertThat(check(schema, Direction.ANY).flaws(schema, tree("{'list': [1, 7], 'c': 1}")))
        .containsExactly(
            new Flaw("/a~1b", "required", "The field is required."),
            new Flaw("/list/1", "maximum", "7 is against the maximum 3."),
            new Flaw("/c", "unknown", "There is no field of this name."));
  }

  @Test
  void fields_of_the_other_direction_are_not_required() {
    var schema =
        tree(
            """
            {'required': ['id', 'made'],
             'properties': {'id': {'readOnly': true}, 'made': {'$ref': '#/$defs/made'}},
             '$defs': {'made': {'readOnly': true}}}
            """);

    assertThat(check(schema, Direction.REQUEST).flaws(schema, Map.of())).isEmpty();
    assertThat(check(schema, Direction.RESPONSE).flaws(schema, Map.of())).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"\\p{Unknown}", "(a|aa)+\\1b"})
  void what_nobody_can_tell_is_neither_valid_nor_a_flaw(String pattern) {
    var schema = Map.of("pattern", pattern);
    var text = "a".repeat(60);

    assertThat(check(schema, Direction.ANY).isValid(schema, text)).isFalse();
    assertThat(check(schema, Direction.ANY).flaws(schema, text)).isEmpty();
  }

  @Test
  void a_number_of_any_size_is_compared_at_once() {
    var schema = Map.of("multipleOf", new BigDecimal("0.01"), "type", "integer");

    assertThat(check(schema, Direction.ANY).isValid(schema, new BigDecimal("1e999999999")))
        .isTrue();
  }

  @Test
  void the_variant_that_was_meant_is_told() {
    var schema =
        tree(
            """
            {'oneOf': [{'$ref': '#/$defs/Circle'}, {'$ref': '#/$defs/Square'}],
             'discriminator': {'propertyName': 'kind'},
             '$defs': {
               'Circle': {'required': ['r'], 'properties': {'kind': {'const': 'Circle'}}},
               'Square': {'required': ['s'], 'properties': {'kind': {'const': 'Square'}}}}}
            """);
    var check = check(schema, Direction.ANY);

    assertThat(check.flaws(schema, tree("{'kind': 'Square'}")))
        .containsExactly(new Flaw("/s", "required", "The field is required."));
    assertThat(check.flaws(schema, tree("{'kind': 'Star'}")))
        .containsExactly(new Flaw("/kind", "format", "Expected one of Circle, Square."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"{'$ref': '#'}", "{'allOf': [{'$ref': '#'}, {'$ref': '#'}]}"})
  void schemas_that_refer_to_themselves_come_to_an_end(String text) {
    var schema = tree(text);

    assertThat(check(schema, Direction.ANY).flaws(schema, 1)).isEmpty();
  }
}
