package dev.lodestar.benchmarks.numbers;

import dev.lodestar.text.NumberScanner;
import dev.lodestar.text.ShortestNumber;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Reads and writes very many random numbers, and compares each with what the JDK makes of it. Ends
/// with status 1 if there is any difference.
public final class NumberCheck {
  private static final int MOST_PRINTED = 20;
  private static final long ROUND = 1_000_000;

  private final SplittableRandom random;
  private final byte[] bytes = new byte[64];
  private final NumberScanner scanner = new NumberScanner(bytes, bytes.length, bytes.length);
  private long compared;
  private long differences;

  private NumberCheck(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Runs the check.
  ///
  /// @param args how many millions of numbers of each kind, 40 if there is none, and the seed
  public static void main(String... args) {
    long millions = args.length > 0 ? Long.parseLong(args[0]) : 40;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    System.out.println("Seed " + seed + ", " + millions + " million numbers of each kind.");
    var check = new NumberCheck(seed);
    check.run("random bits of a double: written, and read again", millions, check::doubleBits);
    check.run("random bits of a float: written, and read again", millions, check::floatBits);
    check.run("random texts of 1 to 20 digits: read", millions, check::decimalText);
    check.run("texts next to halfway between two doubles: read", millions, check::halfway);
    if (check.differences > 0) {
      System.exit(1);
    }
  }

  private void run(String what, long millions, Runnable step) {
    long start = System.nanoTime();
    compared = 0;
    long before = differences;
    for (long i = 0; i < millions * ROUND; i++) {
      step.run();
    }
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    System.out.println(
        what
            + ": "
            + compared
            + " compared, "
            + (differences - before)
            + " differences, "
            + seconds
            + " s");
  }

  private void doubleBits() {
    double number = Double.longBitsToDouble(random.nextLong());
    if (!Double.isFinite(number)) {
      return;
    }
    int end = ShortestNumber.write(bytes, 0, number);
    compare(Double.toString(number), end, bits(number), bits(read(end)));
  }

  private void floatBits() {
    float number = Float.intBitsToFloat(random.nextInt());
    if (!Float.isFinite(number)) {
      return;
    }
    int end = ShortestNumber.write(bytes, 0, number);
    scan(end);
    compare(
        Float.toString(number),
        end,
        Float.floatToRawIntBits(number),
        Float.floatToRawIntBits(scanner.floatValue()));
  }

  /// Digits with a point or an exponent: half of them of everyday size, half of any.
  private void decimalText() {
    int digits = 1 + random.nextInt(20);
    int point = random.nextInt(digits);
    int at = 0;
    for (int i = 0; i < digits; i++) {
      bytes[at++] = (byte) ('0' + (i == 0 ? 1 + random.nextInt(9) : random.nextInt(10)));
      if (i == point && i < digits - 1) {
        bytes[at++] = '.';
      }
    }
    if (random.nextBoolean()) {
      at = exponent(at, random.nextInt(-345, 310));
    }
    compareReading(at);
  }

  /// The first 17 to 19 digits of the number halfway between two doubles, and one more or less.
  private void halfway() {
    long exponent = random.nextInt(1, 2046);
    long fraction = random.nextLong() & ((1L << 52) - 1);
    double low = Double.longBitsToDouble((exponent << 52) | fraction);
    // The digits of the middle are those of its double-double value, which has over 30 of them.
    int power = (int) Math.floor(Math.log10(low));
    var middle = Halfway.digits(fraction | (1L << 52), (int) exponent - 1075, power);
    long digits = middle + random.nextInt(-1, 2);
    int cut = random.nextInt(3);
    int scale = power - 18 + cut;
    for (int i = 0; i < cut; i++) {
      digits /= 10;
    }
    int at = 0;
    var text = Long.toUnsignedString(digits);
    for (int i = 0; i < text.length(); i++) {
      bytes[at++] = (byte) text.charAt(i);
    }
    compareReading(exponent(at, scale));
  }

  private int exponent(int start, int value) {
    int at = start;
    bytes[at++] = 'e';
    var text = Integer.toString(value);
    for (int i = 0; i < text.length(); i++) {
      bytes[at++] = (byte) text.charAt(i);
    }
    return at;
  }

  private void compareReading(int end) {
    var text = text(end);
    compare(text, end, bits(Double.parseDouble(text)), bits(read(end)));
  }

  private double read(int end) {
    scan(end);
    return scanner.doubleValue();
  }

  private void scan(int end) {
    bytes[end] = ',';
    if (!scanner.scan(0) || scanner.end() != end) {
      difference(text(end) + " was refused");
    }
  }

  private static long bits(double number) {
    return Double.doubleToRawLongBits(number);
  }

  private void compare(String text, int end, long wanted, long found) {
    compared++;
    if (wanted != found || !isWritten(text, end)) {
      difference(text + " became " + text(end) + ", with the bits " + found + " for " + wanted);
    }
  }

  private boolean isWritten(String text, int end) {
    boolean same = text.length() == end;
    for (int i = 0; same && i < end; i++) {
      same = text.charAt(i) == bytes[i];
    }
    return same;
  }

  private String text(int end) {
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }

  private void difference(String message) {
    if (differences++ < MOST_PRINTED) {
      System.out.println(message);
    }
  }
}
