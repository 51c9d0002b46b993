package dev.lodestar.benchmarks.dto;

import dev.lodestar.benchmarks.dto.byhand.ArticleView;
import dev.lodestar.benchmarks.dto.derived.ReadArticle;
import dev.lodestar.benchmarks.dto.mapstruct.ArticleMapper;
import dev.lodestar.benchmarks.dto.views.ArticleMixIn;
import dev.lodestar.benchmarks.dto.views.ViewedArticle;
import dev.lodestar.benchmarks.dto.views.Views;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import java.util.concurrent.TimeUnit;
import org.mapstruct.factory.Mappers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Writes what everybody may see of an article of ten parts. Every way but [#wholeType()] writes
/// the same document.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class DtoEncoding {
  private final Article article = Article.sample(10);
  private final ArticleView view = ArticleView.of(article);
  private final ViewedArticle viewed = ViewedArticle.of(article);
  private final ArticleMapper mapper = Mappers.getMapper(ArticleMapper.class);

  private final Json json = Json.standard();
  private final JsonCodec<Article> projected =
      json.codec(Article.class, new ReadArticle().projection(json.models()));
  private final JsonCodec<ArticleView> handWritten = json.codec(ArticleView.class);
  private final JsonCodec<Article> whole = json.codec(Article.class);
  private final JsonCodec<dev.lodestar.benchmarks.dto.mapstruct.ArticleView> mapped =
      json.codec(dev.lodestar.benchmarks.dto.mapstruct.ArticleView.class);

  private final ObjectWriter jackson = JsonMapper.shared().writerFor(ArticleView.class);
  private final ObjectWriter jacksonMapped =
      JsonMapper.shared().writerFor(dev.lodestar.benchmarks.dto.mapstruct.ArticleView.class);
  private final ObjectWriter jacksonView =
      JsonMapper.builder()
          .enable(MapperFeature.DEFAULT_VIEW_INCLUSION)
          .build()
          .writerFor(ViewedArticle.class)
          .withView(Views.Read.class);
  private final ObjectWriter jacksonMixIn =
      JsonMapper.builder()
          .addMixIn(Article.class, ArticleMixIn.class)
          .addMixIn(Part.class, ArticleMixIn.OfPart.class)
          .build()
          .writerFor(Article.class);

  /// Writes the model through a projection.
  ///
  /// @return the document
  @Benchmark
  public byte[] projection() {
    return projected.encode(article);
  }

  /// Writes a record with the same fields and names, which has its values already.
  ///
  /// @return the document
  @Benchmark
  public byte[] handWrittenRecord() {
    return handWritten.encode(view);
  }

  /// Makes that record of the model by hand, and writes it.
  ///
  /// @return the document
  @Benchmark
  public byte[] handWrittenMapping() {
    return handWritten.encode(ArticleView.of(article));
  }

  /// Writes all of the model.
  ///
  /// @return the document
  @Benchmark
  public byte[] wholeType() {
    return whole.encode(article);
  }

  /// Makes the record with MapStruct, and writes it with Jackson.
  ///
  /// @return the document
  @Benchmark
  public byte[] mapStructAndJackson() {
    return jacksonMapped.writeValueAsBytes(mapper.view(article));
  }

  /// Makes the record with MapStruct, and writes it with Lodestar.
  ///
  /// @return the document
  @Benchmark
  public byte[] mapStructAndLodestar() {
    return mapped.encode(mapper.view(article));
  }

  /// Writes the record, which has its values already, with Jackson.
  ///
  /// @return the document
  @Benchmark
  public byte[] handWrittenRecordWithJackson() {
    return jackson.writeValueAsBytes(view);
  }

  /// Writes a view of the model with Jackson.
  ///
  /// @return the document
  @Benchmark
  public byte[] jacksonView() {
    return jacksonView.writeValueAsBytes(viewed);
  }

  /// Writes the model with Jackson and annotations that are mixed in.
  ///
  /// @return the document
  @Benchmark
  public byte[] jacksonMixIn() {
    return jacksonMixIn.writeValueAsBytes(article);
  }
}
