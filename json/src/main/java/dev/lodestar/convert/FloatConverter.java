package dev.lodestar.convert;

import dev.lodestar.text.ShortestNumber;
import org.jspecify.annotations.Nullable;

/// Reads and writes finite numbers of single precision.
record FloatConverter() implements AsciiConverter<Float> {
  @Override
  public @Nullable Float parse(byte[] source, int from, int to) {
    var number = Numbers.scan(source, from, to);
    float value = number == null ? Float.NaN : number.floatValue();
    return Float.isFinite(value) ? value : null;
  }

  @Override
  public int format(Float value, byte[] target, int position) {
    if (!Float.isFinite(value)) {
      throw Numbers.notFinite();
    }
    return ShortestNumber.write(target, position, (float) value);
  }

  @Override
  public int maxLength(Float value) {
    return ShortestNumber.MAX_LENGTH;
  }

  @Override
  public String expected() {
    return "a finite number";
  }
}
