package dev.lodestar.format;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.convert.AsciiConverter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes the tokens of one document into an array of bytes that grows.
///
/// Objects and arrays are entered and left with the mark that entering gave. Each field is a name
/// and one value; each element is announced by [#element()] and is one value.
public abstract class Output {
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

  byte[] bytes;
  int length;
  int depth;
  private final int maxDepth;

  Output(byte[] bytes, int maxDepth) {
    this.bytes = bytes;
    this.maxDepth = maxDepth;
  }

  /// The current array.
  public final byte[] array() {
    return bytes;
  }

  /// How many bytes of the array count.
  public final int length() {
    return length;
  }

  /// Continues an array instead of the one it has.
  ///
  /// @param bytes what is written to; it is replaced when it becomes too small
  /// @param length how many bytes of it count already
  public final void use(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /// Forgets a complete document and keeps its array for another one.
  public final void clear() {
    length = 0;
  }

  /// Copies what was written.
  public final byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// Enters an object.
  ///
  /// @param most how many fields it has at most
  /// @return the mark to leave it with
  public abstract int enterObject(int most);

  /// Leaves an object.
  public abstract void leaveObject(int mark);

  /// Enters an array.
  ///
  /// @param size how many elements it has
  /// @return the mark to leave it with
  public abstract int enterArray(int size);

  /// Leaves an array.
  public abstract void leaveArray(int mark);

  /// Announces an element of an array.
  public abstract void element();

  /// Writes the name of a field.
  public void name(Word name) {
    word(name);
  }

  /// Writes the name of a field, such as the key of a map.
  public abstract void name(String name);

  /// Writes null.
  public abstract void nothing();

  /// Writes true or false.
  public abstract void bool(boolean value);

  /// Writes an integer.
  public abstract void number(long value);

  /// Writes a finite number.
  public abstract void number(double value);

  /// Writes a finite number.
  public abstract void number(float value);

  /// Writes a number of any size.
  ///
  /// @param digits the number as JSON
  public abstract void number(String digits);

  /// Writes a number of any size.
  public void number(BigInteger value) {
    number(value.toString());
  }

  /// Writes a number of any size and scale.
  public void number(BigDecimal value) {
    number(value.toString());
  }

  /// Writes a text.
  public abstract void text(String text);

  /// Writes the name of a field and its text.
  public void field(Word name, @Nullable String text) {
    name(name);
    if (text == null) {
      nothing();
    } else {
      text(text);
    }
  }

  /// Writes the name of a field and an integer.
  public void field(Word name, long value) {
    name(name);
    number(value);
  }

  /// Writes the name of a field and a finite number.
  public void field(Word name, double value) {
    name(name);
    number(value);
  }

  /// Writes the name of a field and a finite number.
  public void field(Word name, float value) {
    name(name);
    number(value);
  }

  /// Writes the name of a field and true or false.
  public void field(Word name, boolean value) {
    name(name);
    bool(value);
  }

  /// Writes a text that was encoded before.
  public final void word(Word word) {
    length = word.write(reserve(word.room()), length);
  }

  /// Writes a value whose text is made of ASCII characters that need no escape.
  public abstract <T> void ascii(AsciiConverter<T> converter, T value);

  /// Writes bytes.
  public abstract void binary(byte[] value);

  /// Writes a document of JSON as a value.
  public abstract void raw(byte[] json);

  /// Where the document ends now, as a JSON pointer; for the message of an exception.
  ///
  /// @param start where the document starts in the array
  public abstract String pointer(int start);

  /// Makes room for that many more bytes and returns the array to write them into.
  final byte[] reserve(int more) {
    if (bytes.length - length < more) {
      grow(more);
    }
    return bytes;
  }

  private void grow(int more) {
    long needed = (long) length + more;
    if (needed > MAX_LENGTH) {
      throw new EncodeException("The document is longer than " + MAX_LENGTH + " bytes.");
    }
    long doubled = Math.min(Math.max(2L * bytes.length, 64), MAX_LENGTH);
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
  }

  final void write(byte[] source) {
    write(source, 0, source.length);
  }

  final void write(byte[] source, int from, int count) {
    System.arraycopy(source, from, reserve(count), length, count);
    length += count;
  }

  final void enter() {
    if (++depth > maxDepth) {
      throw new EncodeException(
          "The value is nested more than "
              + maxDepth
              + " levels deep; perhaps it contains itself.");
    }
  }

  final void leave() {
    depth--;
  }
}
