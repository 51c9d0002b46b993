package dev.lodestar.benchmarks.json;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.List;

/// How many bytes a decoded value occupies: what a decoder has to allocate at least. Counted for
/// compressed references and class pointers, the defaults of Java 25 up to 32 GB.
final class Footprint {
  private static final int HEADER = 12;
  private static final int REFERENCE = 4;
  private static final int ARRAY_HEADER = 16;
  private static final int STRING = 24;
  private static final int LIST = 24;
  private static final int DATE = 24;

  private Footprint() {}

  /// The bytes of the value and everything in it, without enum constants.
  static long of(Object value) {
    return switch (value) {
      case String text -> STRING + aligned(ARRAY_HEADER + contentOf(text));
      case List<?> list -> {
        long bytes = LIST + aligned(ARRAY_HEADER + (long) REFERENCE * list.size());
        for (var element : list) {
          bytes += of(element);
        }
        yield bytes;
      }
      case LocalDate date -> DATE;
      case Enum<?> constant -> 0;
      case Record record -> ofRecord(record);
      default -> throw new IllegalArgumentException("Not counted: " + value.getClass());
    };
  }

  private static long ofRecord(Record record) {
    long own = HEADER;
    long inside = 0;
    for (var component : record.getClass().getRecordComponents()) {
      own += fieldSize(component.getType());
      if (!component.getType().isPrimitive()) {
        inside += of(read(component, record));
      }
    }
    return aligned(own) + inside;
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int fieldSize(Class<?> type) {
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    }
    return type == boolean.class ? 1 : REFERENCE;
  }

  private static long contentOf(String text) {
    boolean oneByteEach = text.chars().allMatch(c -> c < 256);
    return oneByteEach ? text.length() : 2L * text.length();
  }

  private static long aligned(long bytes) {
    return bytes + 7 & -8;
  }
}
