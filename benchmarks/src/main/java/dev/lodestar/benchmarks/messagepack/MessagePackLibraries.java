package dev.lodestar.benchmarks.messagepack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.messagepack.MessagePackCodec;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.msgpack.jackson.dataformat.MessagePackMapper;
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

/// Writes and reads a parcel as MessagePack, beside msgpack-core with code written by hand, and
/// beside Jackson 2 with the data format of msgpack-core.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MessagePackLibraries {
  /// How many things are in the parcel: about 250 bytes and 25 KB.
  @Param({"3", "350"})
  public int contents = 3;

  private final MessagePackCodec<Parcel> codec = MessagePack.standard().codec(Parcel.class);
  private final HandWrittenParcels handWritten = new HandWrittenParcels();
  private final ObjectWriter jacksonWriter = new MessagePackMapper().writerFor(Parcel.class);
  private final ObjectReader jacksonReader = new MessagePackMapper().readerFor(Parcel.class);
  private Parcel parcel = Parcel.sample(contents);
  private byte[] document = codec.encode(parcel);

  /// Makes the parcel.
  @Setup
  public void prepare() {
    parcel = Parcel.sample(contents);
    document = codec.encode(parcel);
  }

  /// Writes with Lodestar.
  ///
  /// @return the document
  @Benchmark
  public byte[] encode() {
    return codec.encode(parcel);
  }

  /// Writes with msgpack-core.
  ///
  /// @return the document
  /// @throws IOException never
  @Benchmark
  public byte[] encodeByHand() throws IOException {
    return handWritten.encode(parcel);
  }

  /// Writes with Jackson.
  ///
  /// @return the document
  /// @throws JsonProcessingException never
  @Benchmark
  public byte[] encodeWithJackson() throws JsonProcessingException {
    return jacksonWriter.writeValueAsBytes(parcel);
  }

  /// Reads with Lodestar.
  ///
  /// @return the value
  @Benchmark
  public Parcel decode() {
    return codec.decode(document).orThrow();
  }

  /// Reads with msgpack-core.
  ///
  /// @return the value
  /// @throws IOException never
  @Benchmark
  public Parcel decodeByHand() throws IOException {
    return handWritten.decode(document);
  }

  /// Reads with Jackson.
  ///
  /// @return the value
  /// @throws IOException never
  @Benchmark
  public Parcel decodeWithJackson() throws IOException {
    return jacksonReader.readValue(document);
  }
}
