package torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.test.contract.OpenApiRules;
import org.junit.jupiter.api.Test;

/// The document of the application that tools are tried on.
class TortureDocumentTest {

  @Test
  void it_keeps_to_the_rules_of_openapi() {
    assertThat(OpenApiRules.violations(Torture.app().openApi())).isEmpty();
  }
}
