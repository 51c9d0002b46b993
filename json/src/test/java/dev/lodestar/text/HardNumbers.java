package dev.lodestar.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Numbers that are known to be read or written wrong by careless programs, and how to make more.
final class HardNumbers {
  private HardNumbers() {}

  /// Doubles at the borders of everything.
  static List<Double> doubles() {
    var numbers = new ArrayList<Double>();
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      around(numbers, Math.scalb(1.0, exponent));
    }
    for (int exponent = -323; exponent <= 308; exponent++) {
      around(numbers, Double.parseDouble("1e" + exponent));
      around(numbers, Double.parseDouble("5e" + exponent));
    }
    for (long significand = 1; significand <= 300; significand++) {
      numbers.add(significand * Double.MIN_VALUE);
    }
    for (long bit = 1; bit > 0 && bit <= 1L << 62; bit <<= 1) {
      around(numbers, (double) (bit - 1));
      around(numbers, 3.0 * bit);
    }
    for (double special :
        new double[] {
          0,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          0.1,
          0.3,
          1.0 / 3,
          Math.PI,
          1e7,
          1e-3,
          9_999_999,
          123_456.789,
          0.1 + 0.2,
          9.9e-324,
          2e23,
          1e23,
          9.5e-7,
          8.41e21,
          0.0020000000000000005,
          4.35,
          0.000035689,
          1.8531501765868567e21,
          9.0608011534336e15,
          4.708356024711512e18,
          9.409340012568248e18,
          2.225073858507201e-308,
          1.2345678e-300
        }) {
      around(numbers, special);
    }
    return numbers;
  }

  private static void around(List<Double> numbers, double number) {
    for (double near : new double[] {Math.nextDown(number), number, Math.nextUp(number)}) {
      if (Double.isFinite(near)) {
        numbers.add(near);
        numbers.add(-near);
      }
    }
  }

  /// The number halfway to the next double, exactly, and numbers just beside it.
  static List<String> halfway(double number) {
    var next = new BigDecimal(Math.nextUp(number));
    return beside(new BigDecimal(number).add(next).divide(BigDecimal.TWO));
  }

  /// The number halfway to the next float, exactly, and numbers just beside it.
  static List<String> halfway(float number) {
    var next = new BigDecimal(Math.nextUp(number));
    return beside(new BigDecimal(number).add(next).divide(BigDecimal.TWO));
  }

  private static List<String> beside(BigDecimal middle) {
    var unit = middle.ulp();
    return List.of(
        middle.toString(),
        middle.add(unit).toString(),
        middle.subtract(unit).toString(),
        middle.add(unit.scaleByPowerOfTen(-1)).toString(),
        middle.subtract(unit.scaleByPowerOfTen(-30)).toString(),
        middle.add(unit.scaleByPowerOfTen(-30)).toString(),
        middle.setScale(middle.scale() + 5).toString(),
        middle.round(new MathContext(19, RoundingMode.DOWN)).toString(),
        middle.round(new MathContext(19, RoundingMode.UP)).toString(),
        middle.round(new MathContext(17)).toString());
  }

  /// Texts from reports of errors in other programs.
  static List<String> texts() {
    return List.of(
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "2.2250738585072014e-308",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "4.9406564584124654e-324",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623158079e308",
        "1.797693134862315807937e308",
        "1.797693134862315808e308",
        "1.7976931348623159e308",
        "1e309",
        "1e400",
        "1e-400",
        "1e99999999999999999999",
        "-1e-99999999999999999999",
        "0e99999999999999999999",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "9007199254740993.0000000000000000000",
        "9007199254740993.0000000000000000001",
        "9007199254740994",
        "9007199254740995",
        "9007199254740993e0",
        "900719925474099.3e1",
        "18014398509481986",
        "18446744073709551615",
        "18446744073709551616",
        "9999999999999999999",
        "99999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "1e22",
        "1e23",
        "1.1e23",
        "123456789012345678e-5",
        "8.5e-323",
        "0.000000000000000000000000000000000000000000000000000001234",
        "16777217",
        "16777217.0000001",
        "16777219",
        "3.4028234663852886e38",
        "3.4028235677973366e38",
        "3.4028235677973367e38",
        "1.401298464324817e-45",
        "7.006492321624085e-46",
        "7.006492321624086e-46",
        "1.1754943508222875e-38",
        "6.631236846766476e-316",
        "3.518437208883201171875e13",
        "62.5364939768271845828",
        "8.10109172351e-10",
        "1.50000000000000011102230246251565",
        "0." + "0".repeat(400) + "1e400",
        "1" + "0".repeat(400) + "e-400",
        "0." + "9".repeat(700),
        "0.5" + "0".repeat(700) + "1");
  }
}
