package dev.lodestar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberWritingTest {
  private static final int ROUNDS = 300_000;

  private final Random random = new Random(20261124);
  private final byte[] bytes = new byte[2_000];

  @Test
  void doubles_known_to_be_hard_have_the_text_of_the_jdk() {
    HardNumbers.doubles().forEach(this::same);
    same(-0.0);
  }

  @Test
  void random_doubles_have_the_text_of_the_jdk() {
    for (int i = 0; i < ROUNDS; i++) {
      same(Double.longBitsToDouble(random.nextLong()));
      same(random.nextInt(100_000_000) / Math.pow(10, random.nextInt(9)));
      same(Double.longBitsToDouble(random.nextLong() >>> random.nextInt(1, 64)));
    }
  }

  @Test
  void floats_have_the_text_of_the_jdk() {
    for (int exponent = 0; exponent < 255; exponent++) {
      for (int fraction : new int[] {0, 1, 2, (1 << 23) - 1, (1 << 23) - 2}) {
        same(Float.intBitsToFloat((exponent << 23) | fraction));
      }
    }
    for (int bits = 0; bits < 1000; bits++) {
      same(Float.intBitsToFloat(bits));
    }
    same(-0.0f);
    for (int i = 0; i < ROUNDS; i++) {
      same(Float.intBitsToFloat(random.nextInt()));
      same(random.nextInt(1_000_000) / 100f);
    }
  }

  @Test
  void integers_have_the_text_of_the_jdk() {
    same(0);
    same(Long.MIN_VALUE);
    same(Long.MAX_VALUE);
    long power = 1;
    for (int i = 0; i < 19; i++) {
      for (long near = power - 2; near <= power + 2; near++) {
        same(near);
        same(-near);
      }
      power *= 10;
    }
    for (int i = 0; i < ROUNDS; i++) {
      same(random.nextLong() >> random.nextInt(64));
    }
  }

  @Test
  void big_numbers_have_the_text_of_the_jdk() {
    for (int i = 0; i < 50_000; i++) {
      var integer = new BigInteger(random.nextInt(150), random);
      var signed = random.nextBoolean() ? integer : integer.negate();
      same(signed);
      same(new BigDecimal(signed, random.nextInt(-25, 25)));
      same(BigDecimal.valueOf(random.nextInt(1000) - 500, random.nextInt(-12, 12)));
    }
    same(new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE));
    same(new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE));
    same(new BigDecimal("-999999999999999999e2147483600"));
    for (int scale = -30; scale < 30; scale++) {
      same(BigDecimal.valueOf(0, scale));
      same(BigDecimal.valueOf(Long.MIN_VALUE, scale));
      same(BigDecimal.valueOf(999_999_999_999_999_999L, scale));
      same(BigDecimal.valueOf(1_000_000_000_000_000_000L, scale));
    }
  }

  private void same(double value) {
    if (Double.isFinite(value)) {
      same(ShortestNumber.write(bytes, 1, value), Double.toString(value));
    }
  }

  private void same(float value) {
    if (Float.isFinite(value)) {
      same(ShortestNumber.write(bytes, 1, value), Float.toString(value));
    }
  }

  private void same(long value) {
    same(Digits.write(bytes, 1, value), Long.toString(value));
  }

  private void same(BigInteger value) {
    same(BigNumbers.write(bytes, 1, value), value.toString());
    assertThat(BigNumbers.maxLength(value)).isGreaterThanOrEqualTo(value.toString().length());
  }

  private void same(BigDecimal value) {
    same(BigNumbers.write(bytes, 1, value), value.toString());
    assertThat(BigNumbers.maxLength(value)).isGreaterThanOrEqualTo(value.toString().length());
  }

  private void same(int end, String expected) {
    var text = new String(bytes, 1, end - 1, StandardCharsets.ISO_8859_1);
    if (!text.equals(expected)) {
      assertThat(text).isEqualTo(expected);
    }
  }
}
