package dev.lodestar.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Lodestar;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.inject.Provider;
import dev.lodestar.test.ContractFinding;
import dev.lodestar.test.ContractFinding.Kind;
import dev.lodestar.test.ContractOptions;
import dev.lodestar.test.ContractViolation;
import dev.lodestar.test.TestClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// What a test can say of what is compared and reported.
class ContractOptionsTest {
  private static final ContractOptions OPTIONS =
      Documents.options(
          Documents.withOperation(
              "/widget", "get", "{\"responses\": {\"204\": {\"description\": \"OK\"}}}"));

  private static TestClient client() {
    return TestClient.of(
        Lodestar.app()
            .get("/widget", request -> Response.noContent().header("X-Node", "a"))
            .build());
  }

  @Test
  void kinds_of_findings_can_be_left_out() {
    var client = client().checkingContract(OPTIONS.without(Kind.UNDOCUMENTED_HEADER));

    assertThat(client.get("/widget").statusCode()).isEqualTo(204);
  }

  @Test
  void a_client_can_leave_out_kinds_of_findings_whether_it_compares_or_not() {
    var kind = Kind.UNDOCUMENTED_HEADER;

    assertThat(client().ignoringFindings(kind).get("/widget").statusCode()).isEqualTo(204);
    assertThat(
            client().checkingContract(OPTIONS).ignoringFindings(kind).get("/widget").statusCode())
        .isEqualTo(204);
  }

  @Test
  void headers_can_be_left_out_by_name() {
    var client = client().checkingContract(OPTIONS.withoutHeaders("x-node"));

    assertThat(client.get("/widget").statusCode()).isEqualTo(204);
  }

  @Test
  void what_is_found_can_be_handed_over_instead_of_failing_the_test() {
    var violations = new ArrayList<ContractViolation>();
    var client = client().checkingContract(OPTIONS.reportingTo(violations::add));

    assertThat(client.get("/widget").statusCode()).isEqualTo(204);
    assertThat(violations)
        .flatExtracting(ContractViolation::findings)
        .extracting(ContractFinding::kind)
        .containsExactly(Kind.UNDOCUMENTED_HEADER);
  }

  @Test
  void clients_made_from_one_that_compares_compare_too() {
    var client = client().checkingContract(OPTIONS);

    assertThatThrownBy(() -> client.withEmptyCookies().get("/widget"))
        .isInstanceOf(ContractViolation.class);
    assertThatThrownBy(() ->
            client
                .override(Provider.ofInstance(String.class, "other"))
                .defaultHeader("X-A", "b")
                .get("/widget"))
        .isInstanceOf(ContractViolation.class);
  }

  @Test
  void the_cookies_of_a_response_are_kept_even_if_it_is_a_violation() {
    var app =
        Lodestar.app()
            .get("/widget", request -> Response.noContent().cookie(SetCookie.of("a", "b")))
            .build();
    var client = TestClient.of(app).checkingContract(OPTIONS);

    assertThatThrownBy(() -> client.get("/widget")).isInstanceOf(ContractViolation.class);
    assertThat(client.cookies().value("a")).hasValue("b");
  }

  @Test
  void a_document_has_to_be_an_object() {
    var options = ContractOptions.standard();

    assertThatThrownBy(() -> options.withDocument("[1]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The document is JSON, but not an object.");
    assertThatThrownBy(() -> options.withDocument("openapi: 3".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The document is not JSON.");
  }

  @Test
  void an_application_that_runs_elsewhere_needs_a_document() {
    try (var client = TestClient.connect(URI.create("http://127.0.0.1:9"))) {
      assertThatThrownBy(client::checkingContract)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ContractOptions.withDocument(…)");
    }
  }
}
