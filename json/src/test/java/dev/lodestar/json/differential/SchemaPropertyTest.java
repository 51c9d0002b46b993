package dev.lodestar.json.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.model.Projection;
import dev.lodestar.schema.Schema;
import dev.lodestar.schema.Schemas;
import dev.lodestar.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random values and documents of random types: what the codec takes is valid by the schema of what
/// is read, and what it writes by the schema of what is written.
class SchemaPropertyTest {
  private static final int ROUNDS = 6;
  private static final int MUTATIONS = 5;

  private static final List<Json> SETTINGS =
      List.of(Json.standard(), Json.builder().refuseUnknownFields(true).omitNulls(true).build());

  private final Random random = new Random(202012);
  private final RandomValues values = new RandomValues(random);
  private int written;
  private int read;
  private int refused;
  private int changes;

  @Test
  void documents_of_known_types() {
    for (var json : SETTINGS) {
      for (var type : Shapes.ALL) {
        look(json, type);
      }
      for (var type : LooseShapes.ALL) {
        if (type.getTypeParameters().length == 0) {
          look(json, type);
        }
      }
    }
    assertThat(written).isGreaterThan(250);
    assertThat(read).isGreaterThan(250);
    assertThat(refused).isGreaterThan(250);
    assertThat(changes).isGreaterThan(250);
  }

  @Test
  void documents_of_types_that_were_made_up() {
    var types = RandomTypes.compile(random, 50);
    for (var json : SETTINGS) {
      for (var type : types) {
        look(json, type);
      }
    }
    assertThat(written).isGreaterThan(250);
    assertThat(read).isGreaterThan(250);
    assertThat(refused).isGreaterThan(250);
    assertThat(changes).isGreaterThan(250);
  }

  private void look(Json json, Class<?> type) {
    var input = new Validator(Schemas.document(json, type), false);
    var output = new Validator(Schemas.outputDocument(json, type), true);
    var part = type.isSealed() ? null : new Validator(partial(json, type), false);
    var changing = json.codec(type, Projection.all().partial());
    for (int round = 0; round < ROUNDS; round++) {
      byte[] document;
      try {
        document = codec(json, type).encode(values.of(type));
      } catch (EncodeException unwritable) {
        continue;
      }
      lookAt(json, type, document, input, output);
      for (int i = 0; i < MUTATIONS; i++) {
        document = mutated(document);
        lookAt(json, type, document, input, output);
        if (part != null) {
          lookAtPart(changing, type, document, part);
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // any class
  private static JsonCodec<Object> codec(Json json, Class<?> type) {
    return json.codec((Class<Object>) type);
  }

  private static Schema partial(Json json, Class<?> type) {
    var schemas = Schemas.builder().build();
    var root = schemas.partial(json, type);
    var definitions = new TreeMap<String, Object>();
    schemas.components().forEach((name, schema) -> definitions.put(name, schema.tree()));
    return Schema.of(root.tree()).with("$defs", definitions);
  }

  /// What is read can be written again: such values keep all constraints.
  private void lookAt(
      Json json, Class<?> type, byte[] document, Validator input, Validator output) {
    var codec = codec(json, type);
    if (!(codec.decode(document) instanceof Decoded.Valid<Object> valid)) {
      refused++;
      return;
    }
    read++;
    mustBeValid(input, type, document);
    var again = codec.encode(valid.value());
    written++;
    mustBeValid(output, type, again);
  }

  private void lookAtPart(JsonCodec<?> codec, Class<?> type, byte[] document, Validator validator) {
    if (codec.decodePartial(document) instanceof Decoded.Valid<?>) {
      changes++;
      mustBeValid(validator, type, document);
    }
  }

  private static void mustBeValid(Validator validator, Class<?> type, byte[] document) {
    var problems = validator.problems(document);
    if (!problems.isEmpty()) {
      var text = new String(document, StandardCharsets.UTF_8);
      fail("%s: %s is valid for the codec, but %s says %s", type, text, validator, problems);
    }
  }

  // Documents with changes

  private byte[] mutated(byte[] document) {
    var codec = Json.standard().codec(Object.class);
    var tree = codec.decode(document).orThrow();
    return codec.encode(mutated(tree));
  }

  private @Nullable Object mutated(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(12) != 0) {
      var copy = new LinkedHashMap<Object, @Nullable Object>(map);
      var names = new ArrayList<Object>(map.keySet());
      var name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(8)) {
        case 0 -> copy.remove(name);
        case 1 -> copy.put("unknown", 1);
        case 2 -> copy.put(name, null);
        default -> copy.put(name, mutated(map.get(name)));
      }
      return copy;
    }
    if (tree instanceof List<?> list && !list.isEmpty() && random.nextInt(12) != 0) {
      var copy = new ArrayList<@Nullable Object>(list);
      int index = random.nextInt(list.size());
      switch (random.nextInt(6)) {
        case 0 -> copy.remove(index);
        case 1 -> copy.add(copy.get(index));
        default -> copy.set(index, mutated(list.get(index)));
      }
      return copy;
    }
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> random.nextInt(-3, 300);
      case 2 -> "2026-11-28";
      case 3 -> values.text();
      case 4 -> Map.of();
      case 5 -> List.of();
      case 6 -> random.nextBoolean();
      default -> 0.5;
    };
  }
}
