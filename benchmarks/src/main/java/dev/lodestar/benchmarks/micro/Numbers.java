package dev.lodestar.benchmarks.micro;

import dev.lodestar.convert.AsciiConverter;
import dev.lodestar.convert.Converters;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reads and writes simple values as bytes, beside the JDK, which needs a text in between.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Numbers {
  private static final int COUNT = 1024;

  /// What kind of values: prices have two digits behind the point, doubles random bits.
  @Param({"price", "double", "decimal", "uuid", "instant", "date"})
  public String kind = "price";

  private final byte[] target = new byte[64];
  private final byte[][] texts = new byte[COUNT][];
  private final Object[] values = new Object[COUNT];
  private @Nullable AsciiConverter<Object> converter;
  private int next;

  /// Makes the values.
  @Setup
  public void prepare() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < COUNT; i++) {
      values[i] = value(random);
      texts[i] = values[i].toString().getBytes(StandardCharsets.ISO_8859_1);
    }
    @SuppressWarnings("unchecked") // the values are of this class
    var type = (Class<Object>) values[0].getClass();
    converter = (AsciiConverter<Object>) Converters.standard().find(type).orElseThrow();
  }

  private Object value(SplittableRandom random) {
    return switch (kind) {
      case "price" -> random.nextInt(1_000_000) / 100.0;
      case "double" -> Math.scalb(random.nextDouble(1, 2), random.nextInt(-1000, 1000));
      case "decimal" -> BigDecimal.valueOf(random.nextInt(1_000_000), 2);
      case "uuid" -> new UUID(random.nextLong(), random.nextLong());
      case "instant" -> Instant.ofEpochMilli(random.nextLong(1L << 41));
      default -> LocalDate.ofEpochDay(random.nextInt(30_000));
    };
  }

  private int next() {
    next = (next + 1) & (COUNT - 1);
    return next;
  }

  /// Reads with Lodestar.
  ///
  /// @return the value
  @Benchmark
  public @Nullable Object read() {
    var text = texts[next()];
    return converter == null ? null : converter.parse(text, 0, text.length);
  }

  /// Reads with the JDK.
  ///
  /// @return the value
  @Benchmark
  public Object readWithJdk() {
    var text = new String(texts[next()], StandardCharsets.ISO_8859_1);
    return switch (kind) {
      case "price", "double" -> Double.parseDouble(text);
      case "decimal" -> new BigDecimal(text);
      case "uuid" -> UUID.fromString(text);
      case "instant" -> Instant.parse(text);
      default -> LocalDate.parse(text);
    };
  }

  /// Writes with Lodestar.
  ///
  /// @return the length
  @Benchmark
  public int write() {
    return converter == null ? 0 : converter.format(values[next()], target, 0);
  }

  /// Writes with the JDK.
  ///
  /// @return the length
  @Benchmark
  @SuppressWarnings("deprecation") // the fastest way from a text of ASCII to bytes
  public int writeWithJdk() {
    var value = values[next()];
    // A decimal number keeps its text, so it has to be a new one.
    var text = value instanceof BigDecimal old ? decimalText(old) : value.toString();
    text.getBytes(0, text.length(), target, 0);
    return text.length();
  }

  private static String decimalText(BigDecimal value) {
    return value.add(BigDecimal.ZERO).toString();
  }
}
