package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HttpExceptionTest {

  @Test
  void short_forms_have_their_status_and_detail() {
    var exceptions =
        List.of(
            HttpException.badRequest("x"),
            HttpException.unauthorized("Bearer", "x"),
            HttpException.forbidden("x"),
            HttpException.notFound("x"),
            HttpException.conflict("x"),
            HttpException.of(Status.GONE, "x"));

    assertThat(exceptions)
        .extracting(exception -> exception.status().code())
        .containsExactly(400, 401, 403, 404, 409, 410);
    assertThat(exceptions)
        .allSatisfy(exception -> assertThat(exception.problem().detail()).hasValue("x"));
  }

  @Test
  void a_401_carries_its_challenge() {
    assertThat(HttpException.unauthorized("Bearer", "Log in.").headers().first("WWW-Authenticate"))
        .hasValue("Bearer");
  }

  @Test
  void the_message_is_for_the_log() {
    assertThat(HttpException.notFound("There is no widget."))
        .hasMessage("404 Not Found: There is no widget.");
  }

  @Test
  void only_server_errors_have_a_stack_trace() {
    assertThat(HttpException.badRequest("x").getStackTrace()).isEmpty();
    assertThat(HttpException.of(Status.of(499), "x").getStackTrace()).isEmpty();
    assertThat(HttpException.of(Status.INTERNAL_SERVER_ERROR, "x").getStackTrace()).isNotEmpty();
  }

  @Test
  void a_header_is_added_to_a_new_exception_that_keeps_problem_and_cause() {
    var cause = new IllegalStateException("why");
    var exception = HttpException.badRequest("x", cause);
    var changed = exception.withHeader("Retry-After", "5").withHeader("X", "y");

    assertThat(exception.headers().isEmpty()).isTrue();
    assertThat(changed.headers()).isEqualTo(Headers.of("Retry-After", "5", "X", "y"));
    assertThat(changed.problem()).isSameAs(exception.problem());
    assertThat(changed).hasCause(cause);
    assertThatThrownBy(() -> exception.withHeader("X", "a\r\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
