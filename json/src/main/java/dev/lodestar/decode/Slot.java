package dev.lodestar.decode;

import dev.lodestar.constraint.Bounds;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.constraint.Violation;
import dev.lodestar.format.Input;
import dev.lodestar.merge.Part;
import dev.lodestar.model.TypeUse;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A place for a value: reads it, decides about null and absence, and checks the constraints. The
/// methods for primitive types spare their boxes; each is only called where the decoder fits.
///
/// @param looksForNull whether null must be found before the decoder reads
/// @param constrained whether there are constraints to check
/// @param bounds tell most valid values at a glance
public record Slot(
    TypeUse use,
    Decoder decoder,
    boolean nullable,
    boolean looksForNull,
    boolean constrained,
    Bounds bounds,
    Constraints constraints) {

  /// Creates a slot.
  public static Slot of(TypeUse use, Decoder decoder, boolean nullable, Constraints constraints) {
    // Other decoders refuse null as they refuse every value of another kind.
    boolean looksForNull = decoder instanceof AnyDecoder || (nullable && !decoder.readsNull());
    return new Slot(
        use,
        decoder,
        nullable,
        looksForNull,
        !constraints.isEmpty(),
        constraints.bounds(),
        constraints);
  }

  /// Whether the value is a text that is read as it is.
  public boolean isText() {
    return decoder instanceof SimpleDecoders.TextDecoder;
  }

  /// Reads a text; null if it is null, or not valid.
  public @Nullable String readText(Input in) {
    int where = in.valueStart();
    if (looksForNull && in.isNull()) {
      in.readNull();
      return checkedNothing(in, where);
    }
    var text = in.readText(SimpleDecoders.TextDecoder.EXPECTED);
    if (constrained
        && text != null
        && !(keepsBounds(text) && (!bounds.email() || in.isAddress(where, text.length())))) {
      check(in, where, text);
    }
    return text;
  }

  private @Nullable String checkedNothing(Input in, int where) {
    if (constrained) {
      check(in, where, null);
    }
    return null;
  }

  /// Reads a value of any type; null if it is null, or not valid.
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    Object value = null;
    if (looksForNull && in.isNull()) {
      if (nullable) {
        in.readNull();
      } else {
        in.refuse(decoder.expected());
      }
    } else {
      value = decoder.read(in);
    }
    if (constrained && !keepsBounds(value) && in.count() == before) {
      check(in, where, value);
    }
    return value;
  }

  /// Whether a value is valid at a glance. Most are, and then no constraint is called.
  private boolean keepsBounds(@Nullable Object value) {
    if (!bounds.sufficient()) {
      return false;
    }
    if (value instanceof String text) {
      return !bounds.email() && keepsBounds(text);
    }
    if (value instanceof Collection<?> elements) {
      int size = elements.size();
      return size >= bounds.minLength() && size <= bounds.maxLength();
    }
    return false;
  }

  private boolean keepsBounds(String text) {
    int length = text.length();
    return bounds.sufficient()
        && length >= bounds.minLength()
        && length <= bounds.maxLength()
        && (!bounds.notBlank() || isNoSpace(text.charAt(0)));
  }

  /// Whether a character is surely no white space; the first beyond ASCII is U+1680.
  private static boolean isNoSpace(char c) {
    return c > ' ' && c < '\u1680';
  }

  private boolean keepsBounds(long value) {
    return bounds.sufficient() && value >= bounds.least() && value <= bounds.most();
  }

  private boolean keepsBounds(double value) {
    return bounds.sufficient() && value >= bounds.leastDouble() && value <= bounds.mostDouble();
  }

  /// Whether the value is primitive and read by a method of its own.
  public boolean isPrimitive() {
    return use.model().rawClass().isPrimitive()
        && (decoder instanceof IntegerDecoder
            || decoder instanceof SimpleDecoders.DoubleDecoder
            || decoder instanceof SimpleDecoders.FloatDecoder
            || decoder instanceof SimpleDecoders.BooleanDecoder);
  }

  /// Reads a `byte`, `short` or `int`.
  public int readInt(Input in) {
    return (int) readLong(in);
  }

  /// Reads a `long`.
  public long readLong(Input in) {
    int before = in.count();
    int where = in.valueStart();
    long value = ((IntegerDecoder) decoder).readLong(in);
    if (constrained && !keepsBounds(value) && in.count() == before) {
      check(in, where, ((IntegerDecoder) decoder).boxed(value));
    }
    return value;
  }

  /// Reads a `double`.
  public double readDouble(Input in) {
    int before = in.count();
    int where = in.valueStart();
    double value = in.readDouble(decoder.expected());
    if (constrained && !keepsBounds(value) && in.count() == before) {
      check(in, where, value);
    }
    return value;
  }

  /// Reads a `float`.
  public float readFloat(Input in) {
    int before = in.count();
    int where = in.valueStart();
    float value = in.readFloat(decoder.expected());
    if (constrained && in.count() == before) {
      check(in, where, value);
    }
    return value;
  }

  /// Reads a `boolean`.
  public boolean readBoolean(Input in) {
    int before = in.count();
    int where = in.valueStart();
    boolean value = in.readBoolean(decoder.expected());
    if (constrained && in.count() == before) {
      check(in, where, value);
    }
    return value;
  }

  /// The value of a field that the document does not have.
  ///
  /// @param where where the object starts
  /// @param name the name of the field
  public @Nullable Object absent(Input in, int where, String name) {
    var value = use.absentValue();
    if (value == null) {
      if (!nullable) {
        in.missing(where, name, decoder.expected());
      } else if (constrained) {
        check(in, where, name, null);
      }
    }
    return value;
  }

  private void check(Input in, int where, @Nullable Object value) {
    if (Part.isOne(value)) {
      // Constraints are on what it makes of the value that is there.
      return;
    }
    in.violations(where, "", constraints.check(value, in.budget()));
  }

  private void check(Input in, int where, String name, @Nullable Object value) {
    in.violations(where, Violation.step(name), constraints.check(value, in.budget()));
  }
}
