package dev.lodestar.convert;

import dev.lodestar.text.BigNumbers;
import dev.lodestar.text.NumberScanner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads and writes integers of many digits.
record BigIntegerConverter() implements AsciiConverter<BigInteger> {
  /// More bits have more than 1,000 digits: such a number is refused before it is printed.
  private static final int PRINTED_BITS = 3330;

  @Override
  public @Nullable BigInteger parse(byte[] source, int from, int to) {
    int start = from < to && source[from] == '-' ? from + 1 : from;
    if (start == to || to - start > Numbers.MAX_LENGTH) {
      return null;
    }
    for (int i = start; i < to; i++) {
      if (source[i] < '0' || source[i] > '9') {
        return null;
      }
    }
    var scanner = new NumberScanner(source, to, Numbers.MAX_LENGTH + 1);
    return scanner.scan(from)
        ? scanner.bigInteger()
        : new BigInteger(new String(source, from, to - from, StandardCharsets.ISO_8859_1));
  }

  @Override
  public int format(BigInteger value, byte[] target, int position) {
    return BigNumbers.write(target, position, value);
  }

  @Override
  public int maxLength(BigInteger value) {
    int length = value.bitLength() > PRINTED_BITS ? Integer.MAX_VALUE : BigNumbers.maxLength(value);
    if (length > Numbers.MAX_LENGTH && isTooLong(value)) {
      throw Numbers.tooLong("integer");
    }
    return length;
  }

  private static boolean isTooLong(BigInteger value) {
    return value.bitLength() > PRINTED_BITS || value.abs().toString().length() > Numbers.MAX_LENGTH;
  }

  @Override
  public String expected() {
    return "an integer of at most 1000 digits";
  }
}
