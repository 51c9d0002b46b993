package dev.lodestar.format;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.constraint.MatchingBudget;
import dev.lodestar.constraint.Violation;
import dev.lodestar.convert.AsciiConverter;
import dev.lodestar.text.WholeNumbers;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the tokens of one document and notes what is wrong with it.
///
/// Wherever a value can follow, the position is already at its first byte: whatever leads to a
/// value skips what stands before it.
///
/// Nothing is thrown because of a document. A value of the wrong kind is skipped and noted, and the
/// method answers null or zero. After a syntax error every method does nothing that matters, and
/// all loops end. [#count()] grows with each problem, so a caller that compares it knows whether
/// what it read is usable.
public abstract class Input {
  /// The index of a name that the object does not have.
  public static final int UNKNOWN = -1;

  /// There is no further field.
  public static final int CLOSED = -2;

  /// How many values of a document may have the same hash code, counted by their work: n of them
  /// take up to n² comparisons.
  private static final int MAX_COLLIDING = 5_000;

  private static final long MAX_COLLISIONS = (long) MAX_COLLIDING * MAX_COLLIDING;

  /// Longer values take as much work as several.
  private static final int BYTES_PER_COMPARISON = 64;

  private static final int MAX_REREAD = 1_000_000;

  private static final String TOO_MANY_COLLISIONS =
      "Too many elements of sets or keys of maps have the same hash code. Expected fewer of them in"
          + " one document.";

  private static final byte[] NOTHING = {};

  final DocumentLimits limits;
  byte[] bytes = NOTHING;
  int start;
  int end;
  int position;
  int depth;
  int count;
  private long reread;
  private long collisions;
  private @Nullable Trouble trouble;
  private @Nullable MatchingBudget budget;

  /// What comes next.
  public enum Kind {
    /// A text.
    TEXT,
    /// A number.
    NUMBER,
    /// True or false.
    BOOLEAN,
    /// Null.
    NULL,
    /// An object.
    OBJECT,
    /// An array.
    ARRAY,
    /// Bytes, in formats that know them.
    BINARY,
    /// A moment, in formats that know it.
    TIMESTAMP,
    /// Something that only the format knows.
    OTHER,
    /// Nothing of these: a syntax error, or the end.
    NONE
  }

  Input(DocumentLimits limits) {
    this.limits = limits;
  }

  /// Starts with a document. What was left of another one was forgotten by [#close()].
  public void open(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.position = start;
  }

  /// Forgets the document, so that another one can be opened.
  public void close() {
    bytes = NOTHING;
    reread = 0;
    collisions = 0;
    if (budget != null && budget.isUsed()) {
      budget = null;
    }
    if (count != 0) {
      count = 0;
      depth = 0;
      trouble = null;
    }
  }

  /// How many problems there are so far, a syntax error included.
  public final int count() {
    return count;
  }

  /// Where the next value starts.
  public final int valueStart() {
    return position;
  }

  /// What the next value is.
  public abstract Kind kind();

  /// Whether the next value is null; it stays.
  public abstract boolean isNull();

  /// Reads null, which is next.
  public abstract void readNull();

  /// Enters the object that is next: negative if it is none (which is noted), 0 if it is empty and
  /// was left again, positive if a field follows.
  public abstract int enterObject(String expected);

  /// Reads the name of the first field of an object that was entered: its index, or [#UNKNOWN].
  public abstract int firstField(FieldNames names);

  /// Reads on after the value of a field: the index of the next one, [#UNKNOWN] if it has another
  /// name, or [#CLOSED] if there is none and the object was left.
  ///
  /// @param likely the index that is tried first
  public abstract int nextField(FieldNames names, int likely);

  /// Reads the name of the next field as text; empty after a syntax error.
  public abstract String name();

  /// Reads on after the value of a field: whether another field follows. Leaves the object if not.
  public abstract boolean anotherField();

  /// Enters the array that is next: as [#enterObject(String)] does.
  public abstract int enterArray(String expected);

  /// Reads on after an element: whether another one follows. Leaves the array if not.
  public abstract boolean anotherElement();

  /// Reads a text; null if it is none.
  public abstract @Nullable String readText(String expected);

  /// Whether the text that was read last surely is an e-mail address. If not, it may still be one.
  ///
  /// @param where where it starts
  /// @param length how many characters it has
  public boolean isAddress(int where, int length) {
    return false;
  }

  /// Reads a text of ASCII characters with a converter; null if it is none.
  public abstract <T> @Nullable T readAscii(AsciiConverter<T> converter);

  /// Reads a text that is one of several words: its index, negative if it is none of them.
  public abstract int readWord(FieldNames words, String expected);

  /// Reads true or false.
  public abstract boolean readBoolean(String expected);

  /// Reads an integer between two bounds.
  public abstract long readInteger(long least, long most, String expected);

  /// Reads an integer between two bounds, which may have a fraction of zeros or an exponent.
  public long readWhole(long least, long most, String expected) {
    int where = valueStart();
    var value = readWhole(expected);
    if (value == null) {
      return 0;
    }
    boolean fits = value.bitLength() < Long.SIZE;
    if (!fits || value.longValue() < least || value.longValue() > most) {
      mismatch(where, "range", expected);
      return 0;
    }
    return value.longValue();
  }

  /// Reads an integer, which may have a fraction of zeros or an exponent; null if it is none.
  public @Nullable BigInteger readWhole(String expected) {
    int where = valueStart();
    var number = readNumber(false, expected);
    if (number == null) {
      return null;
    }
    var value = WholeNumbers.of(number);
    if (value == null || WholeNumbers.isBeyond(value)) {
      mismatch(where, value == null ? "type" : "range", expected);
      return null;
    }
    return value;
  }

  /// Reads a finite number.
  public abstract double readDouble(String expected);

  /// Reads a finite number.
  public abstract float readFloat(String expected);

  /// Reads a number as it stands; null if it is none.
  ///
  /// @param integer whether it must have neither fraction nor exponent
  public abstract @Nullable String readNumber(boolean integer, String expected);

  /// Reads a number with a converter; null if it is none.
  ///
  /// @param integer whether it must have neither fraction nor exponent
  public <T> @Nullable T readNumber(boolean integer, AsciiConverter<T> converter) {
    int where = valueStart();
    var text = readNumber(integer, converter.expected());
    if (text == null) {
      return null;
    }
    var digits = text.getBytes(StandardCharsets.ISO_8859_1);
    var value = converter.parse(digits, 0, digits.length);
    if (value == null) {
      mismatch(where, "range", converter.expected());
    }
    return value;
  }

  /// Reads bytes; null if it is none.
  public abstract byte @Nullable [] readBinary(String expected);

  /// Reads a moment; null if it is none.
  public @Nullable Instant readTimestamp(String expected) {
    refuse(expected);
    return null;
  }

  /// Reads any value and checks its syntax.
  public abstract void skip();

  /// Reads any value and returns it as a document of JSON; empty after a syntax error.
  public abstract byte[] readRaw();

  /// Requires the end of the document.
  public abstract void expectEnd();

  /// Finds the pointers of values.
  abstract void locate(Places places);

  /// Describes the value that starts there, for people. Its syntax was checked before.
  abstract String found(int where);

  /// A state to go back to.
  public final long mark() {
    return ((long) depth << 32) | position;
  }

  /// Goes back, to read something again. Only four times the length of a document, and a megabyte,
  /// may be read again; beyond that this is a syntax error, since objects in objects would make it
  /// quadratic.
  ///
  /// @return whether that is granted
  public final boolean reset(long mark) {
    int back = (int) mark;
    if (malformed()) {
      return false;
    }
    int again = position - back;
    if (reread > 4L * (end - start) + MAX_REREAD - again) {
      fail("A property that tells the type of an object is too far from its beginning.", back);
      return false;
    }
    reread += again;
    position = back;
    depth = (int) (mark >>> 32);
    return true;
  }

  final boolean malformed() {
    return trouble != null && trouble.error() != null;
  }

  private Trouble trouble() {
    var known = trouble;
    if (known == null) {
      known = new Trouble();
      trouble = known;
    }
    return known;
  }

  final void fail(String message, int where) {
    if (malformed()) {
      return;
    }
    count++;
    trouble().fail(message, where);
    // Whoever reads on finds the end of the document.
    position = end;
  }

  /// Notes a problem of the value that starts at the offset.
  ///
  /// @param inside what follows the pointer of that value: empty, or `/name`
  public final void note(int where, String inside, String code, String message) {
    count++;
    var trouble = trouble();
    if (trouble.wantsMore()) {
      trouble.note(Trouble.Noted.of(where, inside, code, message));
    }
  }

  /// Tells which element of an array the last problems are in, so that they are found again without
  /// looking at all that precede it.
  ///
  /// @param array where the array starts
  /// @param start where the element starts
  /// @param index how many elements precede it
  public final void inElement(int array, int start, int index) {
    trouble().inElement(new Places.Element(array, start, index));
  }

  /// What regular expressions may do for this document.
  public final MatchingBudget budget() {
    var known = budget;
    if (known == null) {
      known = new MatchingBudget();
      budget = known;
    }
    return known;
  }

  /// Notes what constraints the value that starts at the offset violates.
  ///
  /// @param inside what follows the pointer of that value: empty, or `/name`
  public final void violations(int where, String inside, List<Violation> violations) {
    for (int i = 0; i < violations.size(); i++) {
      count++;
      var trouble = trouble();
      if (trouble.wantsMore()) {
        trouble.note(Trouble.Noted.of(where, inside, violations.get(i)));
      }
    }
  }

  /// Notes that the application's own code refused the value that starts at the offset.
  public final void refused(int where, RuntimeException refusal) {
    violations(where, "", List.of(Violation.refusal(refusal)));
  }

  /// Notes that the object that starts at the offset has no such field.
  public final void missing(int where, String name, String expected) {
    count++;
    var trouble = trouble();
    if (trouble.wantsMore()) {
      var message = "The field is required: expected " + expected + ".";
      trouble.note(
          Trouble.Noted.of(where, Violation.step(name), "required", expected, "nothing", message));
    }
  }

  /// Notes that the value that starts at the offset, and was read, is not what was expected.
  public final void mismatch(int where, String code, String expected) {
    if (malformed()) {
      return;
    }
    count++;
    var trouble = trouble();
    if (trouble.wantsMore()) {
      var found = found(where);
      var message = "Expected " + expected + ", found " + found + ".";
      trouble.note(Trouble.Noted.of(where, "", code, expected, found, message));
    }
  }

  /// Skips the next value, which is not of the kind that was expected, and notes it.
  public final void refuse(String expected) {
    int where = valueStart();
    boolean isNull = isNull();
    skip();
    mismatch(where, isNull ? "null" : "type", expected);
  }

  /// Skips the value of a field that was there before.
  public final void duplicate() {
    note(valueStart(), "", "duplicate", "The field occurs twice.");
    skip();
  }

  /// Skips the value of a field that the type does not have, and notes it.
  public final void unknown() {
    note(valueStart(), "", "unknown", "There is no field of this name.");
    skip();
  }

  /// Whether hash tables may compare values that have the same hash codes, after all others of this
  /// document; notes it if not.
  ///
  /// @param comparisons how often they may
  /// @param values how many values that are
  /// @param where where the array or object of the values starts, the last of which was read
  /// @param complete whether no more of them follow, so that they count for what is read later
  public final boolean affords(long comparisons, int values, int where, boolean complete) {
    long length = 1 + (position - where) / ((long) BYTES_PER_COMPARISON * values);
    long work = comparisons * length;
    if (work > MAX_COLLISIONS - collisions) {
      note(where, "", "size", TOO_MANY_COLLISIONS);
      // The document is refused, so no more of that work has to be done for it.
      collisions = MAX_COLLISIONS;
      return false;
    }
    collisions += complete ? work : 0;
    return true;
  }

  /// How many values can certainly be afforded, even if all of them have the same hash code.
  public final int affordable() {
    return (int) Math.sqrt((double) (MAX_COLLISIONS - collisions));
  }

  /// What to say about a document with problems.
  public final <T extends @Nullable Object> Decoded<T> refusal() {
    var trouble = trouble();
    var error = trouble.error();
    if (error != null) {
      return malformed(error, trouble.errorPosition());
    }
    var places = trouble.places();
    locate(places);
    var problems = new ArrayList<DecodeProblem>(trouble.problems().size());
    for (var noted : trouble.problems()) {
      problems.add(noted.problem(places.pointer(noted.where())));
    }
    return new Decoded.Invalid<>(problems, trouble.omitted());
  }

  abstract <T extends @Nullable Object> Decoded<T> malformed(String message, int where);
}
