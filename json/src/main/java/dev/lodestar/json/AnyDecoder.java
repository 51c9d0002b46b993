package dev.lodestar.json;

import dev.lodestar.convert.Converters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Reads any value: unmodifiable maps and lists, texts, booleans, null, and numbers without loss.
final class AnyDecoder implements Decoder {
  private final boolean lastWins;

  AnyDecoder(boolean lastWins) {
    this.lastWins = lastWins;
  }

  @Override
  public String expected() {
    return "a value";
  }

  @Override
  public @Nullable Object read(Reader in) {
    int next = in.peek();
    return switch (next) {
      case '"' -> in.string();
      case '{' -> map(in);
      case '[' -> list(in);
      case 't' -> literal(in, "true", true);
      case 'f' -> literal(in, "false", false);
      case 'n' -> literal(in, "null", null);
      default -> {
        if (Reader.startsNumber(next)) {
          yield number(in);
        }
        in.unexpected("a value");
        yield null;
      }
    };
  }

  private static @Nullable Object literal(Reader in, String word, @Nullable Object value) {
    in.literal(word);
    return value;
  }

  private static @Nullable Object number(Reader in) {
    int where = in.position();
    var number = in.number();
    if (in.malformed()) {
      return null;
    }
    if (number.isInteger() && number.fitsLong()) {
      return number.longValue();
    }
    Class<?> type = number.isInteger() ? BigInteger.class : BigDecimal.class;
    var converter = Converters.standard().find(type).orElseThrow();
    try {
      return converter.parse(number.text());
    } catch (IllegalArgumentException refused) {
      in.problems().mismatch("range", converter.expected(), where);
      return null;
    }
  }

  private @Nullable Object list(Reader in) {
    if (!in.enter()) {
      return null;
    }
    var elements = new ArrayList<@Nullable Object>();
    if (!in.isEmpty(']')) {
      int index = 0;
      do {
        in.problems().at(index++);
        elements.add(read(in));
      } while (!in.malformed() && in.another(']'));
    }
    in.leave();
    return Collections.unmodifiableList(elements);
  }

  private @Nullable Object map(Reader in) {
    if (!in.enter()) {
      return null;
    }
    var entries = new LinkedHashMap<String, @Nullable Object>();
    if (!in.isEmpty('}')) {
      do {
        var name = in.name();
        in.colon();
        if (in.malformed()) {
          return null;
        }
        in.problems().at(name);
        if (!lastWins && entries.containsKey(name)) {
          in.problems().note("duplicate", "The name \"" + Found.cut(name) + "\" occurs twice.");
        }
        entries.put(name, read(in));
      } while (!in.malformed() && in.another('}'));
    }
    in.leave();
    return Collections.unmodifiableSequencedMap(entries);
  }
}
