package dev.lodestar.benchmarks.json;

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

/// Writes and reads the same documents with each library. Lodestar checks the constraints of the
/// types while it reads, the others only parse.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
public class JsonLibraries {
  /// How large the document is.
  @Param public Size size = Size.B270;

  /// What its texts are made of.
  @Param public Alphabet alphabet = Alphabet.ASCII;

  /// Who reads and writes.
  @Param public Library library = Library.LODESTAR;

  private Binding binding;
  private Documents documents;

  /// Makes the documents and what reads them.
  @Setup
  public void prepare() {
    documents = Documents.of(size, alphabet);
    binding = library.bind(size.type(), size.isList());
  }

  /// Writes the value.
  ///
  /// @return the document
  @Benchmark
  public byte[] encode() {
    return binding.encode(documents.value());
  }

  /// Reads the valid document.
  ///
  /// @return the value
  @Benchmark
  public Object decode() {
    return binding.decode(documents.valid());
  }

  /// Reads a document with a wrong type at its end.
  ///
  /// @return the refusal
  @Benchmark
  public Object decodeWrongType() {
    return binding.refuse(documents.wrongType());
  }

  /// Reads a document with a broken constraint at its end: refused by Lodestar, read by the others.
  ///
  /// @return the refusal or the value
  @Benchmark
  public Object decodeBrokenConstraint() {
    return library == Library.LODESTAR
        ? binding.refuse(documents.brokenConstraint())
        : binding.decode(documents.brokenConstraint());
  }
}
