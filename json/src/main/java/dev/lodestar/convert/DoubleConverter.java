package dev.lodestar.convert;

import dev.lodestar.text.ShortestNumber;
import org.jspecify.annotations.Nullable;

/// Reads and writes finite numbers of double precision.
record DoubleConverter() implements AsciiConverter<Double> {
  @Override
  public @Nullable Double parse(byte[] source, int from, int to) {
    var number = Numbers.scan(source, from, to);
    double value = number == null ? Double.NaN : number.doubleValue();
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public int format(Double value, byte[] target, int position) {
    if (!Double.isFinite(value)) {
      throw Numbers.notFinite();
    }
    return ShortestNumber.write(target, position, (double) value);
  }

  @Override
  public int maxLength(Double value) {
    return ShortestNumber.MAX_LENGTH;
  }

  @Override
  public String expected() {
    return "a finite number";
  }
}
