package dev.lodestar.json.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Random values of many types, written by one library and read by the other.
class JacksonDifferentialTest {
  private static final int VALUES = 400;

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .build();

  private static final Json JSON = Json.standard();

  @ParameterizedTest
  @MethodSource("shapes")
  void jackson_reads_what_we_write_as_it_would_write_it(Class<?> shape) {
    var codec = codec(shape);
    var values = new RandomValues(new Random(shape.getName().hashCode()));
    for (int i = 0; i < VALUES; i++) {
      var value = values.of(shape);

      var ours = codec.encode(value);

      if (shape == Shapes.Times.class) {
        // Both write ISO 8601, but not the same number of zeros.
        assertThat(JACKSON.readValue(ours, shape)).isEqualTo(value);
      } else {
        assertThat(tree(JACKSON.readTree(ours)))
            .as("%s", new String(ours, StandardCharsets.UTF_8))
            .isEqualTo(tree(JACKSON.readTree(JACKSON.writeValueAsBytes(value))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void we_read_what_jackson_writes(Class<?> shape) {
    var codec = codec(shape);
    var values = new RandomValues(new Random(shape.getName().hashCode() + 1));
    for (int i = 0; i < VALUES; i++) {
      var value = values.of(shape);
      var document = JACKSON.writeValueAsBytes(value);

      assertSame(codec, shape, codec.decode(document).orThrow(), value);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void we_read_what_jackson_writes_with_indentation_and_escapes(Class<?> shape) {
    var escaping =
        JACKSON
            .writerWithDefaultPrettyPrinter()
            .with(tools.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII);
    var codec = codec(shape);
    var values = new RandomValues(new Random(shape.getName().hashCode() + 2));
    for (int i = 0; i < VALUES / 4; i++) {
      var value = values.of(shape);

      assertSame(codec, shape, codec.decode(escaping.writeValueAsBytes(value)).orThrow(), value);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void we_read_what_we_write(Class<?> shape) {
    var codec = codec(shape);
    var pretty = JSON.toBuilder().pretty(true).build().codec(shape);
    var values = new RandomValues(new Random(shape.getName().hashCode() + 3));
    for (int i = 0; i < VALUES / 4; i++) {
      var value = values.of(shape);

      assertSame(codec, shape, codec.decode(codec.encode(value)).orThrow(), value);
      @SuppressWarnings("unchecked") // made for the shape
      var indented = ((JsonCodec<Object>) pretty).encode(value);
      assertSame(codec, shape, codec.decode(indented).orThrow(), value);
    }
  }

  static List<Class<?>> shapes() {
    return Shapes.ALL;
  }

  private static JsonCodec<Object> codec(Class<?> shape) {
    @SuppressWarnings("unchecked") // only given values of its type
    var codec = (JsonCodec<Object>) JSON.codec(shape);
    return codec;
  }

  private static void assertSame(
      JsonCodec<Object> codec, Class<?> shape, Object actual, Object expected) {
    if (shape != Shapes.Arrays.class) { // arrays are never equal
      assertThat(actual).isEqualTo(expected);
    }
    assertThat(codec.encode(actual)).isEqualTo(codec.encode(expected));
  }

  /// A tree in which numbers are equal if their values are, and a field that is null does not
  /// differ from one that is missing: we leave out empty optionals, Jackson writes null.
  private static @Nullable Object tree(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      node.properties()
          .forEach(field -> {
            if (!field.getValue().isNull()) {
              fields.put(field.getKey(), tree(field.getValue()));
            }
          });
      return fields;
    }
    if (node.isArray()) {
      var elements = new ArrayList<Object>();
      node.forEach(element -> elements.add(tree(element)));
      return elements;
    }
    if (node.isNumber()) {
      var number = node.decimalValue();
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
    return node.isNull() ? null : node.isBoolean() ? node.booleanValue() : node.stringValue();
  }
}
