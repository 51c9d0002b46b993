package dev.lodestar.benchmarks.dto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.codec.Partial;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.model.Projection;
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
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads an article, and changes of an article.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class DtoDecoding {
  private static final byte[] ONE_FIELD = "{\"stock\":119}".getBytes(UTF_8);

  /// How many parts the article has.
  @Param({"1", "10"})
  public int parts = 10;

  private final JsonCodec<Article> whole = Json.standard().codec(Article.class).prepareDecoding();
  private final JsonCodec<Article> partial =
      Json.standard().codec(Article.class, Projection.all().partial()).preparePartialDecoding();
  private final ObjectReader jackson = JsonMapper.shared().readerFor(Article.class);

  private Article article = Article.sample(parts);
  private byte[] document = whole.encode(article);
  private Partial<Article> allFields = partial.decodePartial(document).orThrow();
  private final Partial<Article> oneField = partial.decodePartial(ONE_FIELD).orThrow();

  /// Makes an article of that many parts.
  @Setup
  public void prepare() {
    article = Article.sample(parts);
    document = whole.encode(article);
    allFields = partial.decodePartial(document).orThrow();
  }

  /// Reads an article.
  ///
  /// @return the article
  @Benchmark
  public Article wholeRecord() {
    return whole.decode(document).orThrow();
  }

  /// Reads changes that have all fields.
  ///
  /// @return the changes
  @Benchmark
  public Partial<Article> partialOfAllFields() {
    return partial.decodePartial(document).orThrow();
  }

  /// Reads changes that have all fields, and makes the changed article.
  ///
  /// @return the article
  @Benchmark
  public Article partialOfAllFieldsApplied() {
    return partial.decodePartial(document).orThrow().applyTo(article).orThrow();
  }

  /// Makes the changed article of all fields.
  ///
  /// @return the article
  @Benchmark
  public Article allFieldsApplied() {
    return allFields.applyTo(article).orThrow();
  }

  /// Reads changes that have one field of twelve.
  ///
  /// @return the changes
  @Benchmark
  public Partial<Article> partialOfOneField() {
    return partial.decodePartial(ONE_FIELD).orThrow();
  }

  /// Reads changes that have one field of twelve, and makes the changed article.
  ///
  /// @return the article
  @Benchmark
  public Article partialOfOneFieldApplied() {
    return partial.decodePartial(ONE_FIELD).orThrow().applyTo(article).orThrow();
  }

  /// Makes the changed article of one field.
  ///
  /// @return the article
  @Benchmark
  public Article oneFieldApplied() {
    return oneField.applyTo(article).orThrow();
  }

  /// Reads an article with Jackson.
  ///
  /// @return the article
  @Benchmark
  public Article wholeRecordWithJackson() {
    return jackson.readValue(document);
  }
}
