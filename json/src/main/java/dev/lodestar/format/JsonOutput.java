package dev.lodestar.format;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.convert.AsciiConverter;
import dev.lodestar.text.BigNumbers;
import dev.lodestar.text.Digits;
import dev.lodestar.text.EightBytes;
import dev.lodestar.text.ShortestNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

/// Writes JSON in UTF-8, without white space.
///
/// Every field and element is written with a comma before it. The comma of the first one becomes
/// the opening brace or bracket when the object or array is left.
public final class JsonOutput extends Output {
  private static final long NULL = 'n' | 'u' << 8 | 'l' << 16 | (long) 'l' << 24;
  static final long TRUE = 't' | 'r' << 8 | 'u' << 16 | (long) 'e' << 24;
  static final long FALSE = 'f' | 'a' << 8 | 'l' << 16 | (long) 's' << 24 | (long) 'e' << 32;
  private static final int WORD = 8;

  /// Creates an output.
  ///
  /// @param capacity the length of its first array
  public JsonOutput(int capacity, int maxDepth) {
    super(new byte[capacity], maxDepth);
  }

  @Override
  public int enterObject(int most) {
    enter();
    return length;
  }

  @Override
  public void leaveObject(int mark) {
    leave(mark, '{', '}');
  }

  @Override
  public int enterArray(int size) {
    enter();
    return length;
  }

  @Override
  public void leaveArray(int mark) {
    leave(mark, '[', ']');
  }

  private void leave(int mark, char opening, char closing) {
    leave();
    var to = reserve(2);
    if (length == mark) {
      length++;
    }
    to[mark] = (byte) opening;
    to[length++] = (byte) closing;
  }

  @Override
  public void element() {
    reserve(1)[length++] = ',';
  }

  void colon() {
    reserve(1)[length++] = ':';
  }

  @Override
  public void name(String name) {
    element();
    text(name);
    colon();
  }

  // A field of a fixed size: its name and its value make room together.

  @Override
  public void field(Word name, long value) {
    var to = reserve(name.room() + Digits.LONGEST);
    length = Digits.write(to, name.write(to, length), value);
  }

  @Override
  public void field(Word name, double value) {
    var to = reserve(name.room() + ShortestNumber.LONGEST);
    // An exception says where it happened by what was written.
    length = name.write(to, length);
    length = ShortestNumber.write(to, length, finite(value));
  }

  @Override
  public void field(Word name, boolean value) {
    var to = reserve(name.room() + WORD);
    int at = name.write(to, length);
    EightBytes.store(to, at, value ? TRUE : FALSE);
    length = at + (value ? 4 : 5);
  }

  @Override
  public void nothing() {
    EightBytes.store(reserve(WORD), length, NULL);
    length += 4;
  }

  @Override
  public void bool(boolean value) {
    EightBytes.store(reserve(WORD), length, value ? TRUE : FALSE);
    length += value ? 4 : 5;
  }

  @Override
  public void number(long value) {
    length = Digits.write(reserve(Digits.LONGEST), length, value);
  }

  @Override
  public void number(double value) {
    length = ShortestNumber.write(reserve(ShortestNumber.LONGEST), length, finite(value));
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new EncodeException(value + " is not a JSON number.");
    }
    return value;
  }

  @Override
  public void number(float value) {
    if (!Float.isFinite(value)) {
      throw new EncodeException(value + " is not a JSON number.");
    }
    length = ShortestNumber.write(reserve(ShortestNumber.LONGEST), length, value);
  }

  @Override
  public void number(BigInteger value) {
    length = BigNumbers.write(reserve(BigNumbers.maxLength(value)), length, value);
  }

  @Override
  public void number(BigDecimal value) {
    length = BigNumbers.write(reserve(BigNumbers.maxLength(value)), length, value);
  }

  @Override
  @SuppressWarnings("deprecation") // digits are ASCII: each is its low byte
  public void number(String digits) {
    int size = digits.length();
    digits.getBytes(0, size, reserve(size), length);
    length += size;
  }

  @Override
  public void text(String text) {
    JsonTexts.write(this, text);
  }

  @Override
  public <T> void ascii(AsciiConverter<T> converter, T value) {
    var to = reserve(converter.maxLength(value) + 2);
    int at = length;
    to[at++] = '"';
    at = converter.format(value, to, at);
    to[at++] = '"';
    length = at;
  }

  @Override
  public void binary(byte[] value) {
    quote();
    write(Base64.getEncoder().encode(value));
    quote();
  }

  void quote() {
    reserve(1)[length++] = '"';
  }

  @Override
  public void raw(byte[] json) {
    write(json);
  }

  @Override
  public String pointer(int start) {
    return new JsonPath(bytes, start, length).ofUnfinished();
  }
}
