package dev.lodestar.benchmarks.dto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.benchmarks.dto.byhand.ArticleChange;
import dev.lodestar.benchmarks.dto.byhand.NewArticle;
import dev.lodestar.benchmarks.dto.derived.PatchArticle;
import dev.lodestar.benchmarks.dto.derived.WriteArticle;
import dev.lodestar.benchmarks.dto.mapstruct.ArticleMapper;
import dev.lodestar.benchmarks.dto.views.ViewedArticle;
import dev.lodestar.benchmarks.dto.views.Views;
import dev.lodestar.json.Json;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mapstruct.factory.Mappers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Ways to write and to read are only comparable where they do the same.
class DtoBenchmarksTest {
  @Test
  void every_way_writes_the_same_document() {
    var encoding = new DtoEncoding();
    var expected = tree(encoding.handWrittenRecord());

    assertThat(expected.propertyNames())
        .containsExactly(
            "article",
            "name",
            "description",
            "price",
            "stock",
            "published",
            "listedOn",
            "maker",
            "parts");
    assertThat(expected.get("parts")).hasSize(10);
    assertThat(expected.get("parts").get(0).has("cost")).isFalse();
    assertThat(tree(encoding.projection())).isEqualTo(expected);
    assertThat(tree(encoding.handWrittenMapping())).isEqualTo(expected);
    assertThat(tree(encoding.mapStructAndJackson())).isEqualTo(expected);
    assertThat(tree(encoding.mapStructAndLodestar())).isEqualTo(expected);
    assertThat(tree(encoding.handWrittenRecordWithJackson())).isEqualTo(expected);
    assertThat(tree(encoding.jacksonView())).isEqualTo(expected);
    assertThat(tree(encoding.jacksonMixIn())).isEqualTo(expected);
    assertThat(encoding.projection()).isEqualTo(encoding.handWrittenRecord());
    assertThat(tree(encoding.wholeType()).size()).isEqualTo(12);
  }

  private static JsonNode tree(byte[] document) {
    return JsonMapper.shared().readTree(document);
  }

  @Test
  void every_way_reads_the_same_article() {
    var decoding = new DtoDecoding();
    decoding.prepare();
    var expected = Article.sample(10);

    assertThat(decoding.wholeRecord()).isEqualTo(expected);
    assertThat(decoding.wholeRecordWithJackson()).isEqualTo(expected);
    assertThat(decoding.partialOfAllFields().present()).hasSize(12);
    assertThat(decoding.partialOfAllFieldsApplied()).isEqualTo(expected);
    assertThat(decoding.allFieldsApplied()).isEqualTo(expected);
  }

  @Test
  void every_way_changes_the_one_field_that_was_sent() {
    var decoding = new DtoDecoding();
    decoding.prepare();

    assertThat(decoding.partialOfOneField().present()).containsExactly("stock");
    assertThat(decoding.oneFieldApplied()).isEqualTo(decoding.partialOfOneFieldApplied());
    assertThat(decoding.oneFieldApplied().stock()).isEqualTo(119);
    assertThat(decoding.oneFieldApplied().name()).isEqualTo(Article.sample(10).name());
  }

  /// What the staff sends for a new article, with two fields that it may not send.
  private static final byte[] NEW =
      """
      {
        "id": 666, "listed": "1999-01-01", "listedOn": "1999-01-01",
        "article": "compass-3", "name": "Compass", "description": null, "price": 24.9, "cost": 11,
        "stock": 3, "published": true, "internalNote": "", "maker": {"id": 1, "name": "North", "country": "NO"},
        "parts": [{"sku": "p", "name": "Needle", "price": 1, "cost": 0.5, "amount": 1}]
      }\
      """
          .getBytes(UTF_8);

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 14);

  @Test
  void every_way_makes_the_same_new_article() {
    var json = Json.standard();
    var derived =
        json.codec(Article.class, new WriteArticle().projection(json.models()))
            .decodePartial(NEW)
            .orThrow()
            .with("id", 5L)
            .with("listed", TODAY)
            .create()
            .orThrow();

    assertThat(derived.id()).isEqualTo(5);
    assertThat(derived.listed()).isEqualTo(TODAY);
    assertThat(derived.parts().getFirst().cost()).isEqualTo(0.5);
    assertThat(json.codec(NewArticle.class).decode(NEW).orThrow().with(5, TODAY))
        .isEqualTo(derived);
    var mapper = Mappers.getMapper(ArticleMapper.class);
    assertThat(
            mapper.article(
                json.codec(dev.lodestar.benchmarks.dto.mapstruct.NewArticle.class)
                    .decode(NEW)
                    .orThrow(),
                5,
                TODAY))
        .isEqualTo(derived);
  }

  @Test
  void a_view_of_jackson_takes_what_is_in_the_view_and_leaves_the_rest_empty() {
    var reader =
        JsonMapper.builder()
            .enable(MapperFeature.DEFAULT_VIEW_INCLUSION)
            .build()
            .readerFor(ViewedArticle.class)
            .withView(Views.Write.class);

    ViewedArticle read = reader.readValue(NEW);

    assertThat(read.id()).isZero();
    assertThat(read.listed()).isNull();
    assertThat(read.internalNote()).isEmpty();
  }

  @Test
  void every_way_that_has_changes_changes_the_same() {
    var json = Json.standard();
    var article = Article.sample(1);
    var change =
        """
        {"id": 666, "sku": "x-1", "stock": 7, "maker": {"country": "SE"}}\
        """
            .getBytes(UTF_8);

    var derived =
        json.codec(Article.class, new PatchArticle().projection(json.models()))
            .decodePartial(change)
            .orThrow()
            .applyTo(article)
            .orThrow();

    assertThat(derived.sku()).isEqualTo(article.sku());
    assertThat(derived.stock()).isEqualTo(7);
    assertThat(derived.maker()).isEqualTo(new Maker(17, "North & Sons", "SE"));
    assertThat(json.codec(ArticleChange.class).decode(change).orThrow().of(article))
        .isEqualTo(derived);
  }
}
