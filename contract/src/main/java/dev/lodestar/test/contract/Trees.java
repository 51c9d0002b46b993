package dev.lodestar.test.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Trees of plain values, and texts of JSON, as trees that the validator takes.
final class Trees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Deep and long enough for what tests send; a name that is there twice is an error.
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(5_000)
                          .maxNumberLength(1 << 20)
                          .maxNameLength(1 << 20)
                          .maxStringLength(1 << 26)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Trees() {}

  static JsonNodeFactory nodes() {
    return NODES;
  }

  /// Reads a document; nothing if it is malformed.
  static Optional<JsonNode> read(byte[] json) {
    try {
      return Optional.of(MAPPER.readTree(json)).filter(node -> !node.isMissingNode());
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  /// Reads a document; nothing if it is malformed.
  static Optional<JsonNode> read(String json) {
    try {
      return Optional.of(MAPPER.readTree(json)).filter(node -> !node.isMissingNode());
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  /// The tree of plain values; bytes and times become the texts that JSON has for them.
  static JsonNode toJson(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Map<?, ?> map -> {
        var object = NODES.objectNode();
        map.forEach((name, member) -> object.set(String.valueOf(name), toJson(member)));
        yield object;
      }
      case Iterable<?> items -> {
        var array = NODES.arrayNode();
        items.forEach(item -> array.add(toJson(item)));
        yield array;
      }
      case Boolean truth -> NODES.booleanNode(truth);
      case Double number when !Double.isFinite(number) -> NODES.stringNode(number.toString());
      case Float number when !Float.isFinite(number) -> NODES.stringNode(number.toString());
      case BigDecimal number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(new BigDecimal(number.toString()));
      case byte[] bytes -> NODES.stringNode(Base64.getEncoder().encodeToString(bytes));
      case TemporalAccessor time -> NODES.stringNode(time.toString());
      default -> NODES.stringNode(value.toString());
    };
  }
}
