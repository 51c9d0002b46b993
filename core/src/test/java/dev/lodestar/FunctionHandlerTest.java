package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputError;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Handlers that take the whole request.
class FunctionHandlerTest {

  private final TestClient client =
      TestClient.of(
          Lodestar.app()
              .get(
                  "/pages/{id}",
                  request ->
                      Response.text(
                          request.pathParameter("id", Long.class)
                              + " "
                              + request.query().value("page", Integer.class).orElse(1)))
              .get(
                  "/taken",
                  request -> {
                    throw HttpException.invalidInput(
                        List.of(
                            new InputError(InputSource.BODY, "/name", "taken", "It is taken."),
                            InputError.required(InputSource.HEADER, "X-Tenant")));
                  })
              .build());

  @Test
  void values_are_converted_on_request() {
    assertThat(client.ignoringFindings(UNDOCUMENTED_PARAMETER).get("/pages/7?page=3").text())
        .isEqualTo("7 3");
    assertThat(client.get("/pages/7").text()).isEqualTo("7 1");
  }

  @Test
  void a_bad_query_value_is_the_same_400_as_for_a_typed_parameter() {
    assertThat(ProblemDocuments.errorsOf(client.get("/pages/7?page=x").expectStatus(400)))
        .containsExactly("query page format");
    assertThat(ProblemDocuments.errorsOf(client.get("/pages/7?page=1&page=2").expectStatus(400)))
        .containsExactly("query page duplicate");
  }

  @Test
  void a_bad_path_value_is_a_404() {
    client.get("/pages/seven").expectStatus(404);
  }

  @Test
  void a_handler_reports_errors_in_the_form_of_the_framework() {
    assertThat(ProblemDocuments.errorsOf(client.get("/taken").expectStatus(400)))
        .containsExactly("body /name taken", "header X-Tenant required");
  }
}
