package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.model.TypeModel.EnumModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the constants of an enum that are integers.
///
/// @param numbers all of them, sorted
/// @param constants the constant of each
record NumberedDecoder(long[] numbers, Object[] constants, IntegerDecoder integers)
    implements Decoder {

  static NumberedDecoder of(EnumModel model, boolean wholeDecimals) {
    var unsorted = model.numbers();
    long[] numbers = unsorted.stream().mapToLong(Long::longValue).sorted().toArray();
    var constants = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      constants[Arrays.binarySearch(numbers, unsorted.get(i))] = model.constants().get(i);
    }
    var expected = model.converter().expected();
    var integers = new IntegerDecoder(IntegerDecoder.Width.LONG, wholeDecimals, expected);
    return new NumberedDecoder(numbers, constants, integers);
  }

  @Override
  public String expected() {
    return integers.expected();
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    long number = integers.readLong(in);
    if (in.count() != before) {
      return null;
    }
    int index = Arrays.binarySearch(numbers, number);
    if (index < 0) {
      in.mismatch(where, "format", expected());
      return null;
    }
    return constants[index];
  }
}
