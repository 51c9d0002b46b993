package dev.lodestar.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpException;
import dev.lodestar.test.ContractViolation;
import dev.lodestar.test.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The system property that has every client of an application compare.
class ContractPropertyTest {
  private static final String PROPERTY = "lodestar.test.contract";

  static class Widgets {
    @Get("/widget")
    String get() {
      throw HttpException.conflict("It is being counted.");
    }
  }

  private final App app = Lodestar.app().routes(Widgets.class).build();

  @AfterEach
  void clear() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void nothing_is_compared_without_it() {
    System.clearProperty(PROPERTY);

    assertThat(TestClient.of(app).get("/widget").statusCode()).isEqualTo(409);
  }

  @Test
  void true_fails_the_test() {
    System.setProperty(PROPERTY, "true");

    assertThatThrownBy(() -> TestClient.of(app).get("/widget"))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("409");
  }

  @Test
  void report_prints_what_is_found() {
    System.setProperty(PROPERTY, "report");
    var printed = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(TestClient.of(app).get("/widget").statusCode()).isEqualTo(409);
    } finally {
      System.setErr(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("GET /widget does not keep to the OpenAPI document:")
        .contains("409");
  }

  @Test
  void another_value_is_refused() {
    System.setProperty(PROPERTY, "yes");

    assertThatThrownBy(() -> TestClient.of(app))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The system property lodestar.test.contract is 'yes', but it has to be 'true', 'report'"
                + " or 'false'.");
  }

  @Test
  void without_the_artifact_the_client_says_what_is_missing() {
    var thread = Thread.currentThread();
    var loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThatThrownBy(() -> TestClient.of(app).checkingContract())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("dev.lodestar:lodestar-contract");
    } finally {
      thread.setContextClassLoader(loader);
    }
  }
}
