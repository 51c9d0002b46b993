package dev.lodestar.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.http.PercentEncoding;
import java.net.URLDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Decodes the value of a query parameter, beside the decoder of the JDK.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PercentDecoding {
  /// The encoded value: nothing to decode, spaces, and letters of two and three bytes.
  @Param({"pocket-compass", "a+small+pocket%20compass", "caf%C3%A9%20%E2%82%AC%2012%2C50"})
  public String text = "pocket-compass";

  /// Decodes strictly.
  ///
  /// @return the decoded text
  @Benchmark
  public String lodestar() {
    return PercentEncoding.decode(text, 0, text.length(), true);
  }

  /// Decodes with the JDK, which replaces what is malformed.
  ///
  /// @return the decoded text
  @Benchmark
  public String jdk() {
    return URLDecoder.decode(text, UTF_8);
  }
}
