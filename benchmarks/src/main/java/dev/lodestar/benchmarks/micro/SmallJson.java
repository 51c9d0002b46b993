package dev.lodestar.benchmarks.micro;

import dev.lodestar.benchmarks.application.Product;
import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// Writes and reads the small record as JSON, beside Jackson 3.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SmallJson {
  private final Product product = Product.sample();
  private final JsonCodec<Product> codec = Json.standard().codec(Product.class);
  private final byte[] document = codec.encode(product);
  private final ObjectWriter jacksonWriter = new ObjectMapper().writerFor(Product.class);
  private final ObjectReader jacksonReader = new ObjectMapper().readerFor(Product.class);

  /// Writes with Lodestar.
  ///
  /// @return the document
  @Benchmark
  public byte[] encode() {
    return codec.encode(product);
  }

  /// Writes with Jackson.
  ///
  /// @return the document
  @Benchmark
  public byte[] encodeWithJackson() {
    return jacksonWriter.writeValueAsBytes(product);
  }

  /// Reads with Lodestar.
  ///
  /// @return the value
  @Benchmark
  public Decoded<Product> decode() {
    return codec.decode(document);
  }

  /// Reads with Jackson.
  ///
  /// @return the value
  @Benchmark
  public Product decodeWithJackson() {
    return jacksonReader.readValue(document);
  }
}
