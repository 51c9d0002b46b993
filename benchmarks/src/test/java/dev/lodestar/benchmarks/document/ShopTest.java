package dev.lodestar.benchmarks.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShopTest {
  @Test
  void the_document_has_as_many_operations_as_there_are_routes() {
    var document = Shop.of(100).openApi();

    assertThat(document.toJson().split("\"operationId\"", -1)).hasSize(101);
  }
}
