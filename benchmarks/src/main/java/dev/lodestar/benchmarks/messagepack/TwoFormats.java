package dev.lodestar.benchmarks.messagepack;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.messagepack.MessagePack;
import java.util.concurrent.TimeUnit;
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

/// Writes and reads JSON where MessagePack is in use too, and where it is not: what the second
/// format costs the first one.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TwoFormats {
  private static final int CALLS = 20_000_000;

  /// How many things are in the parcel.
  @Param({"3", "350"})
  public int contents = 3;

  /// Whether MessagePack was used before.
  @Param({"false", "true"})
  public boolean both;

  private final JsonCodec<Parcel> codec = Json.standard().codec(Parcel.class);
  private Parcel parcel = Parcel.sample(contents);
  private byte[] document = codec.encode(parcel);

  /// Uses MessagePack for as many things as it takes to compile it.
  @Setup
  public void prepare() {
    parcel = Parcel.sample(contents);
    document = codec.encode(parcel);
    if (both) {
      var other = MessagePack.standard().codec(Parcel.class);
      for (int i = 0; i < CALLS / 100 / contents; i++) {
        parcel = other.decode(other.encode(parcel)).orThrow();
      }
    }
  }

  /// Writes JSON.
  ///
  /// @return the document
  @Benchmark
  public byte[] encode() {
    return codec.encode(parcel);
  }

  /// Reads JSON.
  ///
  /// @return the value
  @Benchmark
  public Parcel decode() {
    return codec.decode(document).orThrow();
  }
}
