package widgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.test.contract.OpenApiRules;
import org.junit.jupiter.api.Test;

class ShopDocumentTest {

  @Test
  void it_keeps_to_the_rules_of_openapi() {
    assertThat(OpenApiRules.violations(Shop.app("secret").openApi())).isEmpty();
  }
}
