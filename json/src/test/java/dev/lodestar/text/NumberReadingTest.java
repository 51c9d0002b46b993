package dev.lodestar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberReadingTest {
  private static final int ROUNDS = 200_000;

  private final Random random = new Random(20261123);

  @Test
  void numbers_known_to_be_hard_are_read_as_the_jdk_reads_them() {
    for (var text : HardNumbers.texts()) {
      same(text);
      same(text.startsWith("-") ? text.substring(1) : "-" + text);
    }
    HardNumbers.doubles().forEach(number -> same(Double.toString(number)));
  }

  @Test
  void halfway_cases_go_to_the_even_number_and_all_others_to_the_nearest() {
    var hard = HardNumbers.doubles();
    for (int i = 0; i < hard.size(); i += 11) {
      same(new BigDecimal(hard.get(i)).toString());
      if (Double.isFinite(Math.nextUp(hard.get(i)))) {
        HardNumbers.halfway(hard.get(i)).forEach(NumberReadingTest::same);
      }
    }
    for (int i = 0; i < 300; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number) && Double.isFinite(Math.nextUp(number))) {
        HardNumbers.halfway(number).forEach(NumberReadingTest::same);
      }
      float single = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(single) && Float.isFinite(Math.nextUp(single))) {
        HardNumbers.halfway(single).forEach(NumberReadingTest::same);
      }
    }
  }

  @Test
  void every_double_and_float_is_read_from_its_own_text() {
    for (int i = 0; i < ROUNDS; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        check(scan(Double.toString(number)).doubleValue() == number, number);
      }
      float single = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(single)) {
        check(scan(Float.toString(single)).floatValue() == single, single);
      }
    }
  }

  @Test
  void random_digits_and_exponents_are_read_as_the_jdk_reads_them() {
    for (int i = 0; i < ROUNDS; i++) {
      same(text());
    }
  }

  @Test
  void integers_say_whether_they_fit_a_long() {
    var least = BigInteger.valueOf(Long.MIN_VALUE);
    var most = BigInteger.valueOf(Long.MAX_VALUE);
    for (int i = -5; i <= 5; i++) {
      fits(least.add(BigInteger.valueOf(i)));
      fits(most.add(BigInteger.valueOf(i)));
      fits(BigInteger.TEN.pow(18).add(BigInteger.valueOf(i)));
      fits(BigInteger.TEN.pow(19).add(BigInteger.valueOf(i)));
      fits(BigInteger.TEN.pow(19).negate().add(BigInteger.valueOf(i)));
      fits(BigInteger.TWO.pow(64).add(BigInteger.valueOf(i)));
    }
    for (int i = 0; i < 20_000; i++) {
      fits(new BigInteger(1 + random.nextInt(70), random).multiply(sign()));
    }
  }

  private BigInteger sign() {
    return random.nextBoolean() ? BigInteger.ONE : BigInteger.ONE.negate();
  }

  private static void fits(BigInteger value) {
    var number = scan(value.toString());
    boolean fits = value.bitLength() < Long.SIZE;
    check(number.fitsLong() == fits, value);
    check(!fits || number.longValue() == value.longValue(), value);
    check(number.bigInteger().equals(value), value);
  }

  @Test
  void a_scanner_is_used_for_one_number_after_the_other() {
    var bytes = "1.5e3,-7,x".getBytes(StandardCharsets.US_ASCII);
    var scanner = new NumberScanner(bytes, bytes.length, 100);

    assertThat(scanner.scan(0)).isTrue();
    assertThat(scanner.doubleValue()).isEqualTo(1500);
    assertThat(scanner.isInteger()).isFalse();
    assertThat(scanner.scan(scanner.end() + 1)).isTrue();
    assertThat(scanner.longValue()).isEqualTo(-7);
    assertThat(scanner.isInteger()).isTrue();
    assertThat(scanner.scan(scanner.end() + 1)).isFalse();
    assertThat(scanner.error()).isEqualTo("A number has no digits after its sign.");
    assertThat(scanner.errorPosition()).isEqualTo(9);
  }

  private String text() {
    var text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int digits = 1 + random.nextInt(24);
    int point = random.nextInt(digits);
    if (random.nextInt(4) == 0) {
      text.append("0.").append("0".repeat(random.nextInt(30)));
      point = digits;
    }
    for (int i = 0; i < digits; i++) {
      text.append((char) ('0' + (i == 0 ? 1 + random.nextInt(9) : random.nextInt(10))));
      if (i == point && i < digits - 1) {
        text.append('.');
      }
    }
    return switch (random.nextInt(3)) {
      case 0 -> text.toString();
      case 1 -> text.append('e').append(random.nextInt(-350, 330)).toString();
      default -> text.append("E").append(random.nextInt(-45, 45)).toString();
    };
  }

  private static void same(String text) {
    var number = scan(text);
    check(bits(number.doubleValue()) == bits(Double.parseDouble(text)), text);
    int single = Float.floatToIntBits(number.floatValue());
    check(single == Float.floatToIntBits(Float.parseFloat(text)), text);
    if (number.exponentLength() < 10) {
      // The text tells the scale, too.
      var exact = new BigDecimal(text).toString();
      check(number.bigDecimal().toString().equals(exact), text);
    }
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  private static NumberScanner scan(String text) {
    var bytes = ("," + text + ",").getBytes(StandardCharsets.US_ASCII);
    var number = new NumberScanner(bytes, bytes.length, 10_000);
    check(number.scan(1) && number.end() == bytes.length - 1, text);
    return number;
  }

  /// An assertion without its cost, since there are millions.
  private static void check(boolean right, Object value) {
    if (!right) {
      assertThat(right).as("%s", value).isTrue();
    }
  }
}
