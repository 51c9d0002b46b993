package dev.lodestar.json.differential;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What holds for every sequence of bytes. `benchmarks/fuzz` calls [#fuzzerTestOneInput] with
/// inputs that lead to new places of the code; tests call it with kept and with random ones.
public final class DocumentFuzzing {
  private static final List<JsonCodec<?>> CODECS = codecs();
  private static final JsonCodec<?> ANYTHING = CODECS.getFirst();

  private DocumentFuzzing() {}

  private static List<JsonCodec<?>> codecs() {
    var json =
        Json.builder().limits(DocumentLimits.standard().withDepth(ReferenceParser.DEPTH)).build();
    var codecs = new ArrayList<JsonCodec<?>>();
    codecs.add(json.codec(Object.class));
    for (var shape : Shapes.ALL) {
      codecs.add(json.codec(shape));
    }
    return List.copyOf(codecs);
  }

  /// Checks one input.
  ///
  /// @param input a document with the number of a type before it
  /// @throws AssertionError if something does not hold
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      check(Math.floorMod(input[0], CODECS.size()), Arrays.copyOfRange(input, 1, input.length));
    }
  }

  static byte[] encode(int type, Object value) {
    @SuppressWarnings("unchecked") // given a value of its type
    var codec = (JsonCodec<Object>) CODECS.get(type);
    return codec.encode(value);
  }

  static int types() {
    return CODECS.size();
  }

  private static void check(int type, byte[] document) {
    @SuppressWarnings("unchecked") // only given values that it read
    var codec = (JsonCodec<Object>) CODECS.get(type);
    var result = codec.decode(document);
    var reference = ReferenceParser.parse(document);
    if (result instanceof Decoded.Malformed<Object> malformed) {
      must(reference.isEmpty() || isLimit(malformed), "refused what is JSON: " + malformed);
      must(malformed.offset() >= 0 && malformed.offset() <= document.length, "the offset");
      return;
    }
    must(reference.isPresent(), "accepted what is no JSON");
    if (result instanceof Decoded.Valid<Object>(var value)) {
      if (codec == ANYTHING) {
        must(!reference.get().repeated(), "accepted a name twice");
        must(sameTree(reference.get().value(), value), "read another value");
      }
      checkAgain(codec, value);
    }
  }

  /// Limits for numbers are lower than those of the reference.
  private static boolean isLimit(Decoded.Malformed<Object> malformed) {
    return malformed.message().startsWith("A number is longer than");
  }

  /// What is written for a value is read as an equal value.
  private static void checkAgain(JsonCodec<Object> codec, @Nullable Object value) {
    var written = codec.encode(value);
    if (!(codec.decode(written) instanceof Decoded.Valid<Object>(var again))) {
      throw new AssertionError("does not accept what it wrote");
    }
    must(Arrays.equals(codec.encode(again), written), "wrote something else the second time");
  }

  private static boolean sameTree(@Nullable Object expected, @Nullable Object actual) {
    return switch (expected) {
      case null -> actual == null;
      case BigDecimal number ->
          actual instanceof Number read && number.compareTo(new BigDecimal(read.toString())) == 0;
      case List<?> list -> {
        if (!(actual instanceof List<?> read) || read.size() != list.size()) {
          yield false;
        }
        for (int i = 0; i < list.size(); i++) {
          if (!sameTree(list.get(i), read.get(i))) {
            yield false;
          }
        }
        yield true;
      }
      case Map<?, ?> map ->
          actual instanceof Map<?, ?> read
              && read.keySet().equals(map.keySet())
              && map.entrySet().stream()
                  .allMatch(entry -> sameTree(entry.getValue(), read.get(entry.getKey())));
      default -> expected.equals(actual);
    };
  }

  private static void must(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
