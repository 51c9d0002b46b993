package files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.test.contract.OpenApiRules;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveDocumentTest {

  @Test
  void it_keeps_to_the_rules_of_openapi(@TempDir Path folder) {
    var app = Archive.app(folder, Duration.ofMillis(1));

    assertThat(OpenApiRules.violations(app.openApi())).isEmpty();
  }
}
