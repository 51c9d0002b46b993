package dev.lodestar.benchmarks.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfwayTest {

  @Test
  void the_digits_are_those_of_the_exact_middle() {
    var random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      double low = Double.longBitsToDouble(random.nextLong(1L << 52, 0x7FEFL << 48));
      var middle = new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
      long significand = (Double.doubleToRawLongBits(low) & ((1L << 52) - 1)) | (1L << 52);
      int power = middle.precision() - middle.scale() - 1;
      var expected = middle.movePointRight(18 - power).toBigInteger();

      long digits = Halfway.digits(significand, Math.getExponent(low) - 52, power);

      var found = new BigInteger(Long.toUnsignedString(digits));
      assertThat(found.subtract(expected).abs()).as("%s", middle).isLessThan(BigInteger.TWO);
    }
  }
}
