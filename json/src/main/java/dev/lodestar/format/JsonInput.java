package dev.lodestar.format;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.convert.AsciiConverter;
import dev.lodestar.text.Addresses;
import dev.lodestar.text.EightBytes;
import dev.lodestar.text.NearestNumber;
import dev.lodestar.text.NumberScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Reads JSON in UTF-8 (RFC 8259, RFC 3629).
public final class JsonInput extends Input {
  private static final int END = -1;
  private static final int EMPTY = 0;
  private static final int FULL = 1;
  private static final int NONE = -1;
  private static final int WORD = 8;

  /// Most texts are shorter.
  private static final int MOST_TEXTS = 6 * WORD;

  private static final long FOUR_BYTES = 0xFFFF_FFFFL;
  private static final long FIVE_BYTES = 0xFF_FFFF_FFFFL;
  private static final int[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  /// Integers of so many digits always fit a long.
  private static final int LONG_DIGITS = 18;

  private @Nullable NumberScanner scanner;
  private @Nullable WideText wideText;

  /// Creates an input without a document.
  public JsonInput(DocumentLimits limits) {
    super(limits);
  }

  /// Creates an input with a document.
  public JsonInput(byte[] bytes, int start, int end, DocumentLimits limits) {
    super(limits);
    open(bytes, start, end);
  }

  @Override
  public void open(byte[] bytes, int start, int end) {
    super.open(bytes, start, end);
    moveTo(start);
  }

  @Override
  public void close() {
    scanner = null;
    super.close();
  }

  /// Goes to the first byte from there that is no white space.
  private void moveTo(int p) {
    position = p < end && bytes[p] > ' ' ? p : skipSpace(p);
  }

  private int skipSpace(int from) {
    int p = from;
    while (p < end) {
      byte b = bytes[p];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        break;
      }
      p++;
    }
    return p;
  }

  /// The byte at the position, where a value starts, or [#END].
  private int peek() {
    int p = position;
    return p < end ? bytes[p] & 0xFF : END;
  }

  /// Skips white space and returns the byte that follows, or [#END].
  private int next() {
    moveTo(position);
    return peek();
  }

  @Override
  public Kind kind() {
    int next = peek();
    return switch (next) {
      case '"' -> Kind.TEXT;
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      default -> startsNumber(next) ? Kind.NUMBER : Kind.NONE;
    };
  }

  @Override
  public boolean isNull() {
    return peek() == 'n';
  }

  @Override
  public void readNull() {
    literal("null");
  }

  @Override
  public int enterObject(String expected) {
    return enter('{', '}', expected);
  }

  @Override
  public int enterArray(String expected) {
    return enter('[', ']', expected);
  }

  private int enter(char opening, char closing, String expected) {
    if (peek() != opening) {
      refuse(expected);
      return NONE;
    }
    if (depth >= limits.depth()) {
      fail("The document is nested more than " + limits.depth() + " levels deep.", position);
      return NONE;
    }
    position++;
    if (next() == closing) {
      position++;
      return EMPTY;
    }
    depth++;
    return FULL;
  }

  @Override
  public boolean anotherField() {
    return another('}');
  }

  @Override
  public boolean anotherElement() {
    return another(']');
  }

  private boolean another(char closing) {
    int next = next();
    if (next == ',') {
      moveTo(position + 1);
      return true;
    }
    if (next == closing) {
      position++;
      depth--;
      return false;
    }
    unexpected("a comma or '" + closing + "'");
    return false;
  }

  @Override
  public int firstField(FieldNames names) {
    int after = names.afterFirst(bytes, position, end);
    if (after >= 0) {
      moveTo(after);
      return 0;
    }
    return otherField(names);
  }

  @Override
  public int nextField(FieldNames names, int likely) {
    if (likely < names.size()) {
      // Documents mostly have the order of the type: then the name is compared, not looked up.
      int after = names.after(bytes, position, end, likely);
      if (after >= 0) {
        moveTo(after);
        return likely;
      }
    }
    return anotherField() ? otherField(names) : CLOSED;
  }

  private int otherField(FieldNames names) {
    if (peek() != '"') {
      unexpected("a name in quotes");
      return UNKNOWN;
    }
    int index = index(names);
    readColon();
    return index;
  }

  /// Reads the text whose opening quote is next: its index in a set.
  private int index(FieldNames names) {
    int from = position + 1;
    int to = plainEnd(from);
    if (isPlain(from, to)) {
      position = to + 1;
      return names.find(bytes, from, to);
    }
    var text = slowText(from, to);
    return text == null ? UNKNOWN : names.find(text);
  }

  @Override
  public String name() {
    if (peek() != '"') {
      unexpected("a name in quotes");
      return "";
    }
    var name = text();
    readColon();
    return name == null ? "" : name;
  }

  private void readColon() {
    if (next() == ':') {
      moveTo(position + 1);
    } else {
      unexpected("a colon");
    }
  }

  @Override
  public @Nullable String readText(String expected) {
    if (peek() != '"') {
      refuse(expected);
      return null;
    }
    return text();
  }

  /// Reads the text whose opening quote is next; null if it is malformed.
  @SuppressWarnings("deprecation") // the bytes are ASCII: each is its character
  private @Nullable String text() {
    int from = position + 1;
    int to = plainEnd(from);
    if (isPlain(from, to)) {
      position = to + 1;
      return new String(bytes, 0, from, to - from);
    }
    return otherText(from, to);
  }

  /// Reads a text that is plain up to a position. Whatever is not usual is read again, with care.
  private @Nullable String otherText(int from, int plain) {
    var wide = wideText;
    if (wide == null) {
      wide = new WideText();
      wideText = wide;
    }
    int to = wide.read(bytes, from, plain, end);
    if (to < 0 || to - from > limits.stringLength()) {
      return slowText(from, plain);
    }
    position = to + 1;
    return wide.text();
  }

  @Override
  public boolean isAddress(int where, int length) {
    int from = where + 1;
    int to = position - 1;
    // Where there are as many characters as bytes, each byte is one.
    return to - from == length && Addresses.isUsual(bytes, from, to);
  }

  /// The position of the first byte that is not simply itself.
  private int plainEnd(int from) {
    if (end - from < MOST_TEXTS) {
      return furtherEnd(from);
    }
    // A constant number of rounds, so that the just-in-time compiler makes no loop of them, which
    // would need more preparation than most texts have words.
    for (int i = 0; i < MOST_TEXTS; i += WORD) {
      long special = Swar.special(EightBytes.load(bytes, from + i));
      if (special != 0) {
        return from + i + Swar.first(special);
      }
    }
    return furtherEnd(from + MOST_TEXTS);
  }

  private int furtherEnd(int from) {
    int p = from;
    int last = end - WORD;
    while (p <= last) {
      long special = Swar.special(EightBytes.load(bytes, p));
      if (special != 0) {
        return p + Swar.first(special);
      }
      p += WORD;
    }
    while (p < end) {
      byte b = bytes[p];
      if (b < ' ' || b == '"' || b == '\\') {
        return p;
      }
      p++;
    }
    return p;
  }

  private boolean isPlain(int from, int to) {
    return to < end && bytes[to] == '"' && to - from <= limits.stringLength();
  }

  private @Nullable String slowText(int from, int plain) {
    var strings = new JsonText(bytes, end, limits.stringLength());
    var text = strings.scan(from, plain) ? strings.text() : null;
    if (text == null) {
      fail(strings.error(), strings.errorPosition());
    } else {
      position = strings.end();
    }
    return text;
  }

  @Override
  public <T> @Nullable T readAscii(AsciiConverter<T> converter) {
    if (peek() != '"') {
      refuse(converter.expected());
      return null;
    }
    int where = position;
    int from = where + 1;
    int to = plainEnd(from);
    T value;
    if (isPlain(from, to)) {
      position = to + 1;
      value = converter.parse(bytes, from, to);
    } else {
      value = parsed(converter, slowText(from, to));
    }
    if (value == null) {
      mismatch(where, "format", converter.expected());
    }
    return value;
  }

  private static <T> @Nullable T parsed(AsciiConverter<T> converter, @Nullable String text) {
    if (text == null) {
      return null;
    }
    var ascii = text.getBytes(StandardCharsets.UTF_8);
    return converter.parse(ascii, 0, ascii.length);
  }

  @Override
  public int readWord(FieldNames words, String expected) {
    int index = shortWord(words);
    return index < 0 ? otherWord(words, expected) : index;
  }

  /// Reads a word of less than eight bytes, whose end needs no search: its index, negative if it is
  /// none, or has to be looked at with more care.
  private int shortWord(FieldNames words) {
    int p = position;
    if (end - p <= WORD || bytes[p] != '"') {
      return UNKNOWN;
    }
    long word = EightBytes.load(bytes, p + 1);
    long quote = Swar.quote(word);
    int length = Swar.first(quote);
    if (length == WORD || length > limits.stringLength()) {
      return UNKNOWN;
    }
    int index = words.find(word & Swar.before(quote), length);
    if (index >= 0) {
      position = p + length + 2;
    }
    return index;
  }

  private int otherWord(FieldNames words, String expected) {
    if (peek() != '"') {
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
  @SuppressWarnings("ShortCircuitBoolean") // which of the two it is nobody can foresee
  public boolean readBoolean(String expected) {
    long word = word(position);
    boolean isTrue = (word & FOUR_BYTES) == JsonOutput.TRUE;
    boolean isFalse = (word & FIVE_BYTES) == JsonOutput.FALSE;
    if (isTrue | isFalse) {
      position += isTrue ? 4 : 5;
      return isTrue;
    }
    switch (peek()) {
      case 't' -> literal("true");
      case 'f' -> literal("false");
      default -> refuse(expected);
    }
    return false;
  }

  /// Reads a word whose first letter is next.
  private void literal(String word) {
    int length = word.length();
    if (end - position < length) {
      unexpected(word);
      return;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[position + i] != word.charAt(i)) {
        unexpected(word);
        return;
      }
    }
    position += length;
  }

  @Override
  public long readInteger(long least, long most, String expected) {
    int where = position;
    int from = where < end && bytes[where] == '-' ? where + 1 : where;
    long word = word(from);
    int digits = EightBytes.before(EightBytes.notDigits(word));
    // Numbers of less than sixteen digits are read here, without a loop; whatever is unusual is
    // looked at again.
    if (digits == 0 || (digits > 1 && bytes[from] == '0')) {
      return longInteger(least, most, expected);
    }
    long sum = EightBytes.number(word, digits);
    int p = from + digits;
    if (digits == WORD) {
      word = word(p);
      digits = EightBytes.before(EightBytes.notDigits(word));
      if (digits == WORD) {
        return longInteger(least, most, expected);
      }
      if (digits > 0) {
        sum = sum * POWERS_OF_TEN[digits] + EightBytes.number(word, digits);
        p += digits;
      }
    }
    if (p - where > limits.numberLength() || continues(p)) {
      return longInteger(least, most, expected);
    }
    position = p;
    long value = from == where ? sum : -sum;
    if (value < least || value > most) {
      mismatch(where, "range", expected);
    }
    return value;
  }

  /// Whether a number goes on after digits: with a fraction or an exponent.
  private boolean continues(int p) {
    return p < end && (bytes[p] == '.' || (bytes[p] | ' ') == 'e');
  }

  /// As [#readInteger(long, long, String)], for up to eighteen digits.
  private long longInteger(long least, long most, String expected) {
    int where = position;
    int from = where < end && bytes[where] == '-' ? where + 1 : where;
    int p = from;
    long sum = 0;
    int more;
    do {
      long word = word(p);
      more = EightBytes.before(EightBytes.notDigits(word));
      if (more > 0) {
        sum = sum * POWERS_OF_TEN[more] + EightBytes.number(word, more);
      }
      p += more;
    } while (more == WORD);
    int digits = p - from;
    boolean plain =
        digits > 0
            && digits <= LONG_DIGITS
            && (digits == 1 || bytes[from] != '0')
            && p - where <= limits.numberLength()
            && !continues(p);
    if (!plain) {
      return unusualInteger(least, most, expected);
    }
    position = p;
    long value = from == where ? sum : -sum;
    if (value < least || value > most) {
      mismatch(where, "range", expected);
    }
    return value;
  }

  /// The next eight bytes; zeros behind the end of the document.
  private long word(int from) {
    return end - from >= WORD ? EightBytes.load(bytes, from) : lastWord(from);
  }

  /// As [#word(int)], for less than eight bytes.
  private long lastWord(int from) {
    int room = end - from;
    if (room == 0) {
      return 0;
    }
    if (end >= WORD) {
      return EightBytes.load(bytes, end - WORD) >>> (Long.SIZE - 8 * room);
    }
    long word = 0;
    for (int i = end - 1; i >= from; i--) {
      word = word << 8 | (bytes[i] & 0xFF);
    }
    return word;
  }

  private long unusualInteger(long least, long most, String expected) {
    var number = number(expected);
    if (number == null) {
      return 0;
    }
    if (!number.isInteger()) {
      mismatch(number.start(), "type", expected);
    } else if (!number.fitsLong() || number.longValue() < least || number.longValue() > most) {
      mismatch(number.start(), "range", expected);
    } else {
      return number.longValue();
    }
    return 0;
  }

  /// Reads the number that is next; null if it is none.
  private @Nullable NumberScanner number(String expected) {
    if (!startsNumber(peek())) {
      refuse(expected);
      return null;
    }
    var number = scanner;
    if (number == null) {
      number = new NumberScanner(bytes, end, limits.numberLength());
      scanner = number;
    }
    if (!number.scan(position)) {
      fail(number.error(), number.errorPosition());
      return null;
    }
    position = number.end();
    return number;
  }

  @Override
  public double readDouble(String expected) {
    int where = position;
    boolean negative = where < end && bytes[where] == '-';
    int from = negative ? where + 1 : where;
    long word = word(from);
    int whole = EightBytes.before(EightBytes.notDigits(word));
    // Numbers of few digits need no loop; whatever is unusual is looked at again.
    if (whole == 0 || whole == WORD || (whole > 1 && bytes[from] == '0')) {
      return longDouble(expected);
    }
    long digits = EightBytes.number(word, whole);
    int p = from + whole;
    int fraction = 0;
    if (p < end && bytes[p] == '.') {
      long rest = word(p + 1);
      fraction = EightBytes.before(EightBytes.notDigits(rest));
      if (fraction == 0 || fraction == WORD) {
        return longDouble(expected);
      }
      digits = digits * POWERS_OF_TEN[fraction] + EightBytes.number(rest, fraction);
      p += 1 + fraction;
    }
    if (p - where > limits.numberLength() || (p < end && (bytes[p] | ' ') == 'e')) {
      return longDouble(expected);
    }
    position = p;
    double value = NearestNumber.toDouble(digits, -fraction);
    return negative ? -value : value;
  }

  /// As [#readDouble(String)], for up to eighteen digits.
  private double longDouble(String expected) {
    int where = position;
    boolean negative = where < end && bytes[where] == '-';
    int from = negative ? where + 1 : where;
    int p = from;
    long digits = 0;
    int point = NONE;
    while (p < end) {
      int digit = bytes[p] - '0';
      if (digit < 0 || digit > 9) {
        if (bytes[p] != '.' || point >= 0) {
          break;
        }
        point = p;
      } else {
        digits = digits * 10 + digit;
      }
      p++;
    }
    int whole = (point < 0 ? p : point) - from;
    int fraction = point < 0 ? 0 : p - point - 1;
    boolean plain =
        whole > 0
            && whole + fraction <= LONG_DIGITS
            && (whole == 1 || bytes[from] != '0')
            && point != p - 1
            && p - where <= limits.numberLength()
            && (p == end || (bytes[p] | ' ') != 'e');
    if (!plain) {
      return unusualDouble(expected);
    }
    position = p;
    double value = NearestNumber.toDouble(digits, -fraction);
    return negative ? -value : value;
  }

  private double unusualDouble(String expected) {
    var number = number(expected);
    if (number == null) {
      return 0;
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      mismatch(number.start(), "range", expected);
    }
    return value;
  }

  @Override
  public float readFloat(String expected) {
    var number = number(expected);
    if (number == null) {
      return 0;
    }
    float value = number.floatValue();
    if (!Float.isFinite(value)) {
      mismatch(number.start(), "range", expected);
    }
    return value;
  }

  @Override
  public @Nullable String readNumber(boolean integer, String expected) {
    var number = number(integer, expected);
    return number == null ? null : number.text();
  }

  @Override
  public <T> @Nullable T readNumber(boolean integer, AsciiConverter<T> converter) {
    var expected = converter.expected();
    var number = number(integer, expected);
    if (number == null) {
      return null;
    }
    var value = converter.parse(bytes, number.start(), number.end());
    if (value == null) {
      mismatch(number.start(), "range", expected);
    }
    return value;
  }

  private @Nullable NumberScanner number(boolean integer, String expected) {
    var number = number(expected);
    if (number != null && integer && !number.isInteger()) {
      mismatch(number.start(), "type", expected);
      return null;
    }
    return number;
  }

  @Override
  public byte @Nullable [] readBinary(String expected) {
    int where = position;
    var text = readText(expected);
    if (text == null) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException refused) {
      mismatch(where, "format", expected);
      return null;
    }
  }

  static boolean startsNumber(int next) {
    return next == '-' || (next >= '0' && next <= '9');
  }

  @Override
  public void skip() {
    int next = peek();
    switch (next) {
      case '"' -> skipText();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '{' -> skipObject();
      case '[' -> skipArray();
      default -> {
        if (startsNumber(next)) {
          number("a value");
        } else {
          unexpected("a value");
        }
      }
    }
  }

  private void skipText() {
    var strings = new JsonText(bytes, end, limits.stringLength());
    if (strings.scan(position + 1, position + 1) && strings.isValid()) {
      position = strings.end();
    } else {
      fail(strings.error(), strings.errorPosition());
    }
  }

  private void skipObject() {
    if (enterObject("an object") > EMPTY) {
      do {
        if (peek() != '"') {
          unexpected("a name in quotes");
          return;
        }
        skipText();
        readColon();
        skip();
      } while (anotherField());
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
    int from = position;
    skip();
    return malformed() ? new byte[0] : Arrays.copyOfRange(bytes, from, position);
  }

  @Override
  public void expectEnd() {
    if (!malformed() && next() != END) {
      fail("There is something after the end of the document.", position);
    }
  }

  private void unexpected(String expected) {
    if (position >= end) {
      fail("Expected " + expected + ", but the document ends here.", end);
    } else {
      var found = Found.character(bytes, position, end);
      fail("Expected " + expected + ", found " + found + ".", position);
    }
  }

  @Override
  void locate(Places places) {
    new JsonPath(bytes, start, end).locate(places);
  }

  @Override
  String found(int where) {
    return Found.value(bytes, where, end);
  }

  @Override
  <T extends @Nullable Object> Decoded<T> malformed(String message, int where) {
    var place = LinePosition.of(bytes, start, where);
    return new Decoded.Malformed<>(message, where - start, place.line(), place.column());
  }
}
