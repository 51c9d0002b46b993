package dev.lodestar.json.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.messagepack.MessagePack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random values of many types as MessagePack: beside JSON, and beside another library.
class MessagePackDifferentialTest {
  private static final int VALUES = 300;

  private static final Json JSON = Json.standard();
  private static final MessagePack MESSAGE_PACK = MessagePack.of(JSON);

  static List<Class<?>> shapes() {
    return Shapes.ALL;
  }

  @SuppressWarnings("unchecked") // only given values of its type
  private static Codec<Object> packed(Class<?> shape) {
    return (Codec<Object>) (Codec<?>) MESSAGE_PACK.codec(shape);
  }

  @SuppressWarnings("unchecked") // only given values of its type
  private static Codec<Object> json(Class<?> shape) {
    return (Codec<Object>) (Codec<?>) JSON.codec(shape);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void we_read_what_we_write_as_we_read_json(Class<?> shape) {
    var values = new RandomValues(new Random(shape.getName().hashCode()));
    for (int i = 0; i < VALUES; i++) {
      var value = values.of(shape);
      var fromJson = json(shape).decode(json(shape).encode(value)).orThrow();

      var fromPacked = packed(shape).decode(packed(shape).encode(value)).orThrow();

      if (shape != Shapes.Arrays.class) { // arrays are never equal
        assertThat(fromPacked).isEqualTo(value).isEqualTo(fromJson);
      }
      assertThat(json(shape).encode(fromPacked)).isEqualTo(json(shape).encode(fromJson));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void msgpack_core_reads_what_we_write_and_writes_the_same(Class<?> shape) throws IOException {
    var values = new RandomValues(new Random(shape.getName().hashCode() + 1));
    for (int i = 0; i < VALUES; i++) {
      var ours = packed(shape).encode(values.of(shape));

      assertThat(OtherMessagePack.tree(ours))
          .isEqualTo(comparable(MESSAGE_PACK.codec(Object.class).decode(ours).orThrow()));
      assertThat(OtherMessagePack.rewritten(ours)).as("the shortest form").isEqualTo(ours);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void every_form_of_a_document_is_read(Class<?> shape) throws IOException {
    var random = new Random(shape.getName().hashCode() + 2);
    var values = new RandomValues(random);
    for (int i = 0; i < VALUES; i++) {
      var ours = packed(shape).encode(values.of(shape));

      var longer = OtherMessagePack.inLongerForms(ours, random);

      assertThat(packed(shape).encode(packed(shape).decode(longer).orThrow())).isEqualTo(ours);
      assertThat(OtherMessagePack.rewritten(longer)).isEqualTo(ours);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void invalid_documents_have_the_same_problems_as_in_json(Class<?> shape) {
    var random = new Random(shape.getName().hashCode() + 3);
    var values = new RandomValues(random);
    for (int i = 0; i < VALUES; i++) {
      var tree = JSON.codec(Object.class).decode(json(shape).encode(values.of(shape))).orThrow();
      var changed = changed(tree, random);

      var fromJson = json(shape).decode(JSON.codec(Object.class).encode(changed));
      var fromPacked = packed(shape).decode(MESSAGE_PACK.codec(Object.class).encode(changed));

      if (shape != Shapes.BigNumbers.class && shape != Shapes.Arrays.class) {
        assertThat(problems(fromPacked)).as("%s", changed).isEqualTo(problems(fromJson));
      }
    }
  }

  /// The problems without the numbers that were found: their digits may differ.
  private static List<DecodeProblem> problems(Decoded<?> result) {
    return result instanceof Decoded.Invalid<?> invalid
        ? invalid.problems().stream()
            .map(problem ->
                problem.found().startsWith("the number")
                    ? new DecodeProblem(
                        problem.pointer(), problem.code(), problem.expected(), "", "")
                    : problem)
            .toList()
        : List.of();
  }

  private static @Nullable Object changed(@Nullable Object tree, RandomGenerator random) {
    if (random.nextInt(8) == 0) {
      return switch (random.nextInt(6)) {
        case 0 -> null;
        case 1 -> true;
        case 2 -> "text";
        case 3 -> 1_000_000_000_000L;
        case 4 -> List.of(1L);
        default -> Map.of("name", "x");
      };
    }
    if (tree instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>();
      for (var element : list) {
        copy.add(changed(element, random));
      }
      return copy;
    }
    if (tree instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, @Nullable Object>();
      for (var entry : map.entrySet()) {
        if (random.nextInt(10) != 0) {
          copy.put((String) entry.getKey(), changed(entry.getValue(), random));
        }
      }
      return copy;
    }
    return tree;
  }

  private static @Nullable Object comparable(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<Object, @Nullable Object>();
      map.forEach((key, value) -> copy.put(key, comparable(value)));
      return copy;
    }
    if (tree instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>();
      list.forEach(element -> copy.add(comparable(element)));
      return copy;
    }
    return tree instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : tree;
  }
}
