package dev.lodestar.benchmarks.json;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What types cost before anything is compiled: each is measured once, in a process of its own.
public class ColdCodecs {
  private ColdCodecs() {}

  /// The first type of a process, with the classes of the library.
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @Fork(value = 11, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public static class First {
    /// Whose types.
    @Param public Library library = Library.LODESTAR;

    /// Makes what reads and writes a record of four fields.
    ///
    /// @return reads and writes
    @Benchmark
    public Object build() {
      return library.bind(BasketLine.class, false);
    }
  }

  /// A record of ten fields when another type was read and written before.
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @Fork(value = 11, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public static class TenFields {
    private static final byte[] DOCUMENT =
        """
        {"id": 1, "customer": "Bob Miller", "email": "bob@example.org", "state": "PAID",\
         "total": 12.5, "express": true, "placed": "2026-03-14", "address": "5 North Street",\
         "comment": "green rope", "items": 3}
        """
            .getBytes(StandardCharsets.UTF_8);

    /// Whose types.
    @Param public Library library = Library.LODESTAR;

    /// Reads and writes another type.
    @Setup(Level.Trial)
    public void useAnotherType() {
      var first = library.bind(BasketLine.class, false);
      first.decode(first.encode(new BasketLine("A-1", "rope", 1.5, 1)));
    }

    /// Makes what reads and writes the record.
    ///
    /// @return reads and writes
    @Benchmark
    public Object build() {
      return library.bind(Order.class, false);
    }

    /// Makes it, reads a document and writes it again.
    ///
    /// @return the document
    @Benchmark
    public Object buildAndUse() {
      var binding = library.bind(Order.class, false);
      return binding.encode(binding.decode(DOCUMENT));
    }
  }
}
