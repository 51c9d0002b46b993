package dev.lodestar;

import static dev.lodestar.Operating.parameter;
import static dev.lodestar.Operating.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.InputSource;
import dev.lodestar.model.Default;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.operation.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the plan of a route tells of the parameters of its requests.
class OperationParametersTest {

  static final class Handlers {
    @Get("/search")
    String search(
        String text,
        @Default("20") int limit,
        Optional<String> color,
        List<String> tag,
        @Header String userAgent,
        @Cookie("session") String id) {
      return text;
    }

    @Get("/nothing")
    void nothing() {}
  }

  @Test
  void a_simple_parameter_is_taken_from_the_query_and_required() {
    var text = parameter(plan(new Handlers(), "/search"), "text");

    assertThat(text.in()).isEqualTo(InputSource.QUERY);
    assertThat(text.required()).isTrue();
    assertThat(text.use().type()).isEqualTo(String.class);
  }

  @Test
  void a_parameter_with_a_default_is_not_required() {
    var limit = parameter(plan(new Handlers(), "/search"), "limit");

    assertThat(limit.required()).isFalse();
    assertThat(limit.use().defaultValue()).contains(20);
  }

  @Test
  void an_optional_parameter_is_not_required() {
    assertThat(parameter(plan(new Handlers(), "/search"), "color").required()).isFalse();
  }

  @Test
  void a_list_is_repeated() {
    assertThat(parameter(plan(new Handlers(), "/search"), "tag").repeated()).isTrue();
  }

  @Test
  void headers_and_cookies_have_the_names_that_requests_have() {
    assertThat(plan(new Handlers(), "/search").parameters())
        .filteredOn(parameter -> parameter.in() != InputSource.QUERY)
        .extracting(ParameterPlan::name)
        .containsExactly("User-Agent", "session");
  }

  @Test
  void what_takes_something_may_refuse_it() {
    assertThat(plan(new Handlers(), "/search").refusals()).contains(Refusal.INVALID_INPUT);
  }

  @Test
  void what_takes_nothing_refuses_nothing() {
    assertThat(plan(new Handlers(), "/nothing").refusals()).isEmpty();
  }
}
