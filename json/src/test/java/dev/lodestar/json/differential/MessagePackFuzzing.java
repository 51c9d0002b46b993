package dev.lodestar.json.differential;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.RawJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What holds for every sequence of bytes that is read as MessagePack, as in [DocumentFuzzing].
public final class MessagePackFuzzing {
  private static final MessagePack MESSAGE_PACK = MessagePack.standard();
  private static final Codec<RawJson> RAW = MESSAGE_PACK.codec(RawJson.class);
  private static final Codec<Object> JSON = Json.standard().codec(Object.class);
  private static final List<Codec<?>> CODECS = codecs();

  private MessagePackFuzzing() {}

  private static List<Codec<?>> codecs() {
    var codecs = new ArrayList<Codec<?>>();
    codecs.add(MESSAGE_PACK.codec(Object.class));
    for (var shape : Shapes.ALL) {
      codecs.add(MESSAGE_PACK.codec(shape));
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

  @SuppressWarnings("unchecked") // only given values of its type
  private static Codec<Object> codec(int type) {
    return (Codec<Object>) CODECS.get(type);
  }

  static byte[] encode(int type, Object value) {
    return codec(type).encode(value);
  }

  private static void check(int type, byte[] document) {
    var codec = codec(type);
    var result = codec.decode(document);
    if (result instanceof Decoded.Malformed<?> malformed) {
      must(malformed.offset() >= 0 && malformed.offset() <= document.length, "the offset");
      must(RAW.decode(document) instanceof Decoded.Malformed, "only one type is malformed");
      return;
    }
    var raw = RAW.decode(document);
    must(!(raw instanceof Decoded.Malformed), "only one type is malformed");
    if (raw instanceof Decoded.Valid<RawJson>(var json)) {
      must(!(JSON.decode(json.toBytes()) instanceof Decoded.Malformed), "no JSON came out");
    }
    if (result instanceof Decoded.Valid<Object>(var value)) {
      var written = codec.encode(value);
      must(
          codec.decode(written) instanceof Decoded.Valid<Object>(var again)
              && Arrays.equals(codec.encode(again), written),
          "reads something else than it wrote");
    }
  }

  private static void must(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
