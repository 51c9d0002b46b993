package dev.lodestar.benchmarks.dto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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
}
