package dev.lodestar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PowersOfTenTest {

  @Test
  void every_power_has_its_first_128_bits() {
    for (int exponent = PowersOfTen.LEAST; exponent <= PowersOfTen.MOST; exponent++) {
      var kept =
          new BigInteger(Long.toUnsignedString(PowersOfTen.high(exponent)))
              .shiftLeft(Long.SIZE)
              .add(new BigInteger(Long.toUnsignedString(PowersOfTen.low(exponent))));

      assertThat(kept).as("10^%d", exponent).isEqualTo(exact(exponent));
    }
  }

  @Test
  void the_binary_exponent_is_the_logarithm_rounded_down() {
    for (int exponent = 0; exponent <= PowersOfTen.MOST; exponent++) {
      int bits = BigInteger.TEN.pow(exponent).bitLength();

      assertThat(PowersOfTen.binaryExponent(exponent)).isEqualTo(bits - 1);
      if (exponent > 0) {
        assertThat(PowersOfTen.binaryExponent(-exponent)).isEqualTo(-bits);
      }
    }
  }

  private static BigInteger exact(int exponent) {
    var power = BigInteger.TEN.pow(Math.abs(exponent));
    if (exponent >= 0) {
      int shift = 128 - power.bitLength();
      return shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift);
    }
    return BigInteger.ONE.shiftLeft(127 + power.bitLength()).divide(power);
  }
}
