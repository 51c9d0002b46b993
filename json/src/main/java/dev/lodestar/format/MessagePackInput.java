package dev.lodestar.format;

import static dev.lodestar.format.MessagePackToken.FLOAT_32;
import static dev.lodestar.format.MessagePackToken.FLOAT_64;
import static dev.lodestar.format.MessagePackToken.NEVER_USED;
import static dev.lodestar.format.MessagePackToken.NIL;
import static dev.lodestar.format.MessagePackToken.TRUE;
import static dev.lodestar.format.MessagePackToken.UINT_64;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.convert.AsciiConverter;
import dev.lodestar.text.NumberScanner;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads MessagePack. Sizes that a document announces are compared with what is left of it before
/// anything is made of them.
public final class MessagePackInput extends Input {
  private static final int END = -1;
  private static final int EMPTY = 0;
  private static final int FULL = 1;
  private static final int NONE = -1;

  // How many elements or fields follow the current one, for each level.
  private int[] left = new int[16];

  /// Creates an input without a document.
  public MessagePackInput(DocumentLimits limits) {
    super(limits);
  }

  /// The first byte of the next token, or [#END].
  private int peek() {
    return position < end ? bytes[position] & 0xFF : END;
  }

  @Override
  public Kind kind() {
    int type = peek();
    if (type == END || type == NEVER_USED) {
      return Kind.NONE;
    }
    if (MessagePackToken.isText(type)) {
      return Kind.TEXT;
    }
    if (MessagePackToken.isMap(type)) {
      return Kind.OBJECT;
    }
    if (MessagePackToken.isArray(type)) {
      return Kind.ARRAY;
    }
    if (MessagePackToken.isInteger(type) || MessagePackToken.isFloat(type)) {
      return Kind.NUMBER;
    }
    if (MessagePackToken.isBinary(type)) {
      return Kind.BINARY;
    }
    if (MessagePackToken.isExtension(type)) {
      return MessagePackTime.isNext(bytes, position, end) ? Kind.TIMESTAMP : Kind.OTHER;
    }
    return type == NIL ? Kind.NULL : Kind.BOOLEAN;
  }

  @Override
  public boolean isNull() {
    return peek() == NIL;
  }

  @Override
  public void readNull() {
    position++;
  }

  @Override
  public int enterObject(String expected) {
    int type = peek();
    if (type == END || !MessagePackToken.isMap(type)) {
      refuse(expected);
      return NONE;
    }
    return enter(type, 2);
  }

  @Override
  public int enterArray(String expected) {
    int type = peek();
    if (type == END || !MessagePackToken.isArray(type)) {
      refuse(expected);
      return NONE;
    }
    return enter(type, 1);
  }

  /// @param least how many bytes an element or field has at least
  private int enter(int type, int least) {
    int header = MessagePackToken.headerSize(type);
    if (depth >= limits.depth()) {
      fail("The document is nested more than " + limits.depth() + " levels deep.", position);
      return NONE;
    }
    if (end - position < header) {
      truncated();
      return NONE;
    }
    long size = MessagePackToken.size(bytes, position);
    if (size * least > end - position - header) {
      fail(
          (least == 1 ? "An array of " + size + " elements" : "An object of " + size + " fields")
              + " does not fit into the rest of the document.",
          position);
      return NONE;
    }
    position += header;
    if (size == 0) {
      return EMPTY;
    }
    depth++;
    if (depth == left.length) {
      left = Arrays.copyOf(left, 2 * depth);
    }
    left[depth] = (int) size - 1;
    return FULL;
  }

  @Override
  public boolean anotherField() {
    return anotherElement();
  }

  @Override
  public boolean anotherElement() {
    if (left[depth] == 0) {
      depth--;
      return false;
    }
    if (position >= end) {
      truncated();
      return false;
    }
    left[depth]--;
    return true;
  }

  @Override
  public int firstField(FieldNames names) {
    return field(names, 0);
  }

  @Override
  public int nextField(FieldNames names, int likely) {
    return anotherElement() ? field(names, likely) : CLOSED;
  }

  private int field(FieldNames names, int likely) {
    if (likely < names.size()) {
      // Documents mostly have the order of the type: then the name is compared, not looked up.
      int after = names.after(bytes, position, end, likely);
      if (after >= 0) {
        position = after;
        return likely;
      }
    }
    int type = peek();
    return type != END && MessagePackToken.isText(type) ? index(names) : names.find(name());
  }

  /// Reads the text that is next: its index in a set.
  private int index(FieldNames names) {
    int size = content();
    if (size < 0) {
      return UNKNOWN;
    }
    int from = position;
    position += size;
    int index = names.find(bytes, from, position);
    if (index == UNKNOWN) {
      checkUtf8(from, position);
    }
    return index;
  }

  @Override
  public String name() {
    int type = peek();
    if (type == END) {
      truncated();
      return "";
    }
    if (MessagePackToken.isText(type)) {
      var name = text();
      return name == null ? "" : name;
    }
    if (!MessagePackToken.isInteger(type)) {
      fail("The name of a field is neither a text nor an integer.", position);
      return "";
    }
    int where = position;
    return scalar() ? MessagePackToken.digits(bytes, where) : "";
  }

  /// Reads the header of a text or of bytes: the size of the content, which is all there; negative
  /// after a syntax error.
  private int content() {
    int type = bytes[position] & 0xFF;
    int header = MessagePackToken.headerSize(type);
    if (end - position < header) {
      truncated();
      return -1;
    }
    long size = MessagePackToken.size(bytes, position);
    if (size > limits.stringLength()) {
      fail("A text is longer than " + limits.stringLength() + " bytes.", position);
      return -1;
    }
    if (size > end - position - header) {
      fail(
          "A value announces more bytes than the rest of the document has: " + size + ".",
          position);
      return -1;
    }
    position += header;
    return (int) size;
  }

  /// Reads a number: whether all of it is there.
  private boolean scalar() {
    int size = 1 + (int) MessagePackToken.size(bytes, position);
    if (end - position < size) {
      truncated();
      return false;
    }
    position += size;
    return true;
  }

  @Override
  public @Nullable String readText(String expected) {
    int type = peek();
    if (type == END || !MessagePackToken.isText(type)) {
      refuse(expected);
      return null;
    }
    return text();
  }

  /// Reads the text that is next; null if it is malformed.
  @SuppressWarnings("deprecation") // the bytes are ASCII: each is its character
  private @Nullable String text() {
    int size = content();
    if (size < 0) {
      return null;
    }
    int from = position;
    int to = from + size;
    if (Utf8.asciiEnd(bytes, from, to) == to) {
      position = to;
      return new String(bytes, 0, from, size);
    }
    var text = new String(bytes, from, size, StandardCharsets.UTF_8);
    // The platform reads what is not UTF-8 as this character, which is a character like any other.
    if (text.indexOf('\uFFFD') >= 0 && !checkUtf8(from, to)) {
      return null;
    }
    position = to;
    return text;
  }

  private boolean checkUtf8(int from, int to) {
    int malformed = Utf8.malformed(bytes, from, to);
    if (malformed >= 0) {
      fail("A text is not valid UTF-8.", malformed);
    }
    return malformed < 0;
  }

  @Override
  public <T> @Nullable T readAscii(AsciiConverter<T> converter) {
    int type = peek();
    if (type == END || !MessagePackToken.isText(type)) {
      refuse(converter.expected());
      return null;
    }
    int where = position;
    int size = content();
    if (size < 0) {
      return null;
    }
    int from = position;
    position += size;
    if (!checkUtf8(from, position)) {
      return null;
    }
    var value = converter.parse(bytes, from, position);
    if (value == null) {
      mismatch(where, "format", converter.expected());
    }
    return value;
  }

  @Override
  public int readWord(FieldNames words, String expected) {
    int type = peek();
    if (type == END || !MessagePackToken.isText(type)) {
      refuse(expected);
      return UNKNOWN;
    }
    int where = position;
    int index = index(words);
    if (index < 0) {
      mismatch(where, "format", expected);
    }
    return index;
  }

  @Override
  public boolean readBoolean(String expected) {
    int type = peek();
    if (type != TRUE && type != MessagePackToken.FALSE) {
      refuse(expected);
      return false;
    }
    position++;
    return type == TRUE;
  }

  @Override
  public long readInteger(long least, long most, String expected) {
    int where = position;
    int type = peek();
    if (type != END && MessagePackToken.isInteger(type)) {
      if (!scalar()) {
        return 0;
      }
      long value = MessagePackToken.integer(bytes, where);
      if ((type == UINT_64 && value < 0) || value < least || value > most) {
        mismatch(where, "range", expected);
        return 0;
      }
      return value;
    }
    refuse(expected);
    return 0;
  }

  @Override
  public long readWhole(long least, long most, String expected) {
    int type = peek();
    // Only integers of any size may also be texts.
    return type != END && MessagePackToken.isFloat(type)
        ? super.readWhole(least, most, expected)
        : readInteger(least, most, expected);
  }

  @Override
  public @Nullable BigInteger readWhole(String expected) {
    int where = position;
    int type = peek();
    if (type == END || !MessagePackToken.isFloat(type)) {
      return super.readWhole(expected);
    }
    if (!scalar()) {
      return null;
    }
    double value = value(where);
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      mismatch(where, "type", expected);
      return null;
    }
    // Not by its digits, which are no more than needed to tell it from other floats.
    return new BigDecimal(value).toBigIntegerExact();
  }

  @Override
  public double readDouble(String expected) {
    int where = position;
    if (!number(expected)) {
      return 0;
    }
    double value = value(where);
    if (!Double.isFinite(value)) {
      mismatch(where, "range", expected);
    }
    return value;
  }

  /// Reads the number that is next; false if it is none.
  private boolean number(String expected) {
    int type = peek();
    if (type == END || !(MessagePackToken.isFloat(type) || MessagePackToken.isInteger(type))) {
      refuse(expected);
      return false;
    }
    return scalar();
  }

  /// The nearest double of a number.
  private double value(int where) {
    int type = bytes[where] & 0xFF;
    if (type == FLOAT_64) {
      return Double.longBitsToDouble(BigEndian.loadLong(bytes, where + 1));
    }
    if (type == FLOAT_32) {
      return Float.intBitsToFloat(BigEndian.loadInt(bytes, where + 1));
    }
    long integer = MessagePackToken.integer(bytes, where);
    return type == UINT_64 && integer < 0 ? unsigned(where).doubleValue() : integer;
  }

  private BigInteger unsigned(int where) {
    return new BigInteger(1, bytes, where + 1, Long.BYTES);
  }

  @Override
  public float readFloat(String expected) {
    int where = position;
    if (!number(expected)) {
      return 0;
    }
    int type = bytes[where] & 0xFF;
    float value;
    if (MessagePackToken.isFloat(type)) {
      value = (float) value(where);
    } else {
      long integer = MessagePackToken.integer(bytes, where);
      // Rounded once, not to a double first.
      value = type == UINT_64 && integer < 0 ? unsigned(where).floatValue() : integer;
    }
    if (!Float.isFinite(value)) {
      mismatch(where, "range", expected);
    }
    return value;
  }

  @Override
  public @Nullable String readNumber(boolean integer, String expected) {
    int where = position;
    int type = peek();
    if (type != END && MessagePackToken.isText(type)) {
      return numberInText(integer, expected);
    }
    if (!number(expected)) {
      return null;
    }
    if (MessagePackToken.isFloat(type)) {
      if (integer || !Double.isFinite(value(where))) {
        mismatch(where, integer ? "type" : "range", expected);
        return null;
      }
    }
    return MessagePackToken.digits(bytes, where);
  }

  /// Reads a number that no number of the format can hold: its text is the number in JSON.
  private @Nullable String numberInText(boolean integer, String expected) {
    int where = position;
    var text = text();
    if (text == null) {
      return null;
    }
    int from = MessagePackToken.content(bytes, where);
    boolean starts = !text.isEmpty() && JsonInput.startsNumber(text.charAt(0));
    var number = new NumberScanner(bytes, position, limits.numberLength());
    if (starts && number.scan(from) && number.end() == position) {
      if (integer && !number.isInteger()) {
        mismatch(where, "type", expected);
        return null;
      }
      return text;
    }
    mismatch(where, "format", expected);
    return null;
  }

  @Override
  public byte @Nullable [] readBinary(String expected) {
    int type = peek();
    if (type == END || !MessagePackToken.isBinary(type)) {
      refuse(expected);
      return null;
    }
    int size = content();
    if (size < 0) {
      return null;
    }
    int from = position;
    position += size;
    return Arrays.copyOfRange(bytes, from, position);
  }

  @Override
  public @Nullable Instant readTimestamp(String expected) {
    int where = position;
    if (!MessagePackTime.isNext(bytes, where, end)) {
      refuse(expected);
      return null;
    }
    skip();
    if (malformed()) {
      return null;
    }
    var time = MessagePackTime.read(bytes, where);
    if (time == null) {
      mismatch(where, "range", expected);
    }
    return time;
  }

  @Override
  public void skip() {
    int type = peek();
    if (type == END) {
      truncated();
    } else if (type == NEVER_USED) {
      fail("The byte 0xc1 is never used in MessagePack.", position);
    } else if (MessagePackToken.isText(type)) {
      skipText();
    } else if (MessagePackToken.isMap(type)) {
      skipObject();
    } else if (MessagePackToken.isArray(type)) {
      skipArray();
    } else if (MessagePackToken.isBinary(type) || MessagePackToken.isExtension(type)) {
      int size = content();
      position += Math.max(0, size);
    } else {
      boolean complete = scalar();
      assert complete || malformed();
    }
  }

  private void skipText() {
    int size = content();
    if (size >= 0 && checkUtf8(position, position + size)) {
      position += size;
    }
  }

  private void skipObject() {
    if (enterObject("an object") > EMPTY) {
      do {
        skipName();
        skip();
      } while (anotherField());
    }
  }

  private void skipName() {
    int type = peek();
    if (type != END && MessagePackToken.isText(type)) {
      skipText();
    } else {
      name();
    }
  }

  private void skipArray() {
    if (enterArray("an array") > EMPTY) {
      do {
        skip();
      } while (anotherElement());
    }
  }

  @Override
  public byte[] readRaw() {
    var out = new JsonOutput(64, limits.depth() + 1);
    Transcript.copy(this, out);
    return malformed() ? new byte[0] : out.toByteArray();
  }

  @Override
  public void expectEnd() {
    if (!malformed() && position != end) {
      fail("There is something after the end of the document.", position);
    }
  }

  private void truncated() {
    fail("The document ends in the middle of a value.", end);
  }

  @Override
  void locate(Places places) {
    new MessagePackPath(bytes, end).locate(start, places);
  }

  @Override
  String found(int where) {
    return Found.messagePack(bytes, where);
  }

  @Override
  <T extends @Nullable Object> Decoded<T> malformed(String message, int where) {
    return new Decoded.Malformed<>(message, where - start, 0, 0);
  }
}
