package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HttpMethodTest {

  @Test
  void standard_methods_are_the_constants() {
    for (var method :
        List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS,
            HttpMethod.TRACE,
            HttpMethod.CONNECT)) {
      assertThat(HttpMethod.of(method.name())).isSameAs(method);
    }
  }

  @Test
  void other_tokens_are_methods_too() {
    assertThat(HttpMethod.of("PURGE"))
        .isEqualTo(HttpMethod.of("PURGE"))
        .hasSameHashCodeAs(HttpMethod.of("PURGE"))
        .hasToString("PURGE");
  }

  @Test
  void case_distinguishes() {
    assertThat(HttpMethod.of("get")).isNotEqualTo(HttpMethod.GET);
  }

  @Test
  void what_is_no_token_is_refused_and_made_visible() {
    for (var name : new String[] {"", "GET ", "G E T", "GET\r\nX: y", "GÉT", "GET/", "\0"}) {
      assertThatThrownBy(() -> HttpMethod.of(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not a request method")
          .hasMessageNotContainingAny("\r", "\n", "\0");
    }
  }

  @Test
  void they_are_sorted_by_name() {
    assertThat(new TreeSet<>(List.of(HttpMethod.PUT, HttpMethod.GET, HttpMethod.of("A"))))
        .containsExactly(HttpMethod.of("A"), HttpMethod.GET, HttpMethod.PUT);
  }
}
