package dev.lodestar.json;

import dev.lodestar.model.TypeModel.SimpleModel;
import org.jspecify.annotations.Nullable;

/// Reads numbers of one type, without loss: `1.0` is no integer, and a number that the type cannot
/// hold is a problem.
final class NumberDecoder implements Decoder {
  private final SimpleModel model;
  private final Kind kind;

  private enum Kind {
    BYTE,
    SHORT,
    INT,
    LONG,
    BIG_INTEGER,
    FLOAT,
    DOUBLE,
    BIG_DECIMAL
  }

  NumberDecoder(SimpleModel model) {
    this.model = model;
    this.kind =
        switch (model.rawClass().getSimpleName()) {
          case "byte", "Byte" -> Kind.BYTE;
          case "short", "Short" -> Kind.SHORT;
          case "int", "Integer" -> Kind.INT;
          case "long", "Long" -> Kind.LONG;
          case "BigInteger" -> Kind.BIG_INTEGER;
          case "float", "Float" -> Kind.FLOAT;
          case "double", "Double" -> Kind.DOUBLE;
          default -> Kind.BIG_DECIMAL;
        };
  }

  @Override
  public String expected() {
    return model.converter().expected();
  }

  @Override
  public @Nullable Object read(Reader in) {
    if (!Reader.startsNumber(in.peek())) {
      return refuse(in, "type");
    }
    int where = in.position();
    var number = in.number();
    if (in.malformed()) {
      return null;
    }
    if (kind.compareTo(Kind.BIG_INTEGER) <= 0 && !number.isInteger()) {
      in.problems().mismatch("type", expected(), where);
      return null;
    }
    var value = value(number);
    if (value == null) {
      in.problems().mismatch("range", expected(), where);
    }
    return value;
  }

  private @Nullable Object value(NumberScanner number) {
    return switch (kind) {
      case FLOAT -> {
        float value = Float.parseFloat(number.text());
        yield Float.isFinite(value) ? (Object) value : null;
      }
      case DOUBLE -> {
        double value = number.doubleValue();
        yield Double.isFinite(value) ? (Object) value : null;
      }
      case BIG_INTEGER, BIG_DECIMAL -> big(number);
      default -> number.fitsLong() ? integer(number.longValue()) : null;
    };
  }

  private @Nullable Object integer(long value) {
    return switch (kind) {
      case LONG -> (Object) value;
      case INT -> value == (int) value ? (Object) (int) value : null;
      case SHORT -> value == (short) value ? (Object) (short) value : null;
      default -> value == (byte) value ? (Object) (byte) value : null;
    };
  }

  private @Nullable Object big(NumberScanner number) {
    try {
      return model.converter().parse(number.text());
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }
}
