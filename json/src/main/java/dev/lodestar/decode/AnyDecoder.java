package dev.lodestar.decode;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import dev.lodestar.format.Input;
import dev.lodestar.merge.PartialMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads any value: unmodifiable maps and lists, texts, booleans, null, and numbers without loss.
///
/// @param inPart whether an object is a part of the one that it changes
record AnyDecoder(boolean lastWins, boolean inPart) implements Decoder {
  private static final int LONG_DIGITS = 18;

  /// A document full of empty objects is not worth an instance for each.
  private static final Map<String, @Nullable Object> EMPTY =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  @Override
  public String expected() {
    return "a value";
  }

  @Override
  public @Nullable Object read(Input in) {
    var value = value(in);
    return inPart && value instanceof Map<?, ?> map ? new PartialMap(map) : value;
  }

  private @Nullable Object value(Input in) {
    return switch (in.kind()) {
      case TEXT -> in.readText(expected());
      case OBJECT -> map(in);
      case ARRAY -> list(in);
      case BOOLEAN -> in.readBoolean(expected());
      case NULL -> nothing(in);
      case NUMBER -> number(in);
      case BINARY -> in.readBinary(expected());
      case TIMESTAMP -> in.readTimestamp(expected());
      case OTHER -> {
        in.refuse(expected());
        yield null;
      }
      case NONE -> {
        in.skip();
        yield null;
      }
    };
  }

  private static @Nullable Object nothing(Input in) {
    in.readNull();
    return null;
  }

  private @Nullable Object number(Input in) {
    int where = in.valueStart();
    var digits = in.readNumber(false, expected());
    if (digits == null) {
      return null;
    }
    boolean integer = isInteger(digits);
    if (integer && digits.length() <= LONG_DIGITS) {
      return Long.parseLong(digits);
    }
    var converter = converter(integer ? BigInteger.class : BigDecimal.class);
    try {
      var number = converter.parse(digits);
      return number instanceof BigInteger big && big.bitLength() < Long.SIZE
          ? (Object) big.longValue()
          : number;
    } catch (IllegalArgumentException refused) {
      in.mismatch(where, "range", converter.expected());
      return null;
    }
  }

  private static Converter<?> converter(Class<?> type) {
    return Converters.standard().find(type).orElseThrow();
  }

  private static boolean isInteger(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object list(Input in) {
    if (in.enterArray(expected()) <= 0) {
      return Collections.emptyList();
    }
    var elements = new ArrayList<@Nullable Object>();
    do {
      elements.add(value(in));
    } while (in.anotherElement());
    return Collections.unmodifiableList(elements);
  }

  private @Nullable Object map(Input in) {
    if (in.enterObject(expected()) <= 0) {
      return EMPTY;
    }
    var entries = new LinkedHashMap<String, @Nullable Object>();
    do {
      var name = in.name();
      int where = in.valueStart();
      if (!lastWins && entries.containsKey(name)) {
        in.note(where, "", "duplicate", MapDecoder.duplicate(name));
      }
      entries.put(name, value(in));
    } while (in.anotherField());
    return Collections.unmodifiableSequencedMap(entries);
  }
}
