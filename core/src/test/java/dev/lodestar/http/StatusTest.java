package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StatusTest {

  @Test
  void every_constant_is_what_its_code_gives() throws IllegalAccessException {
    var seen = 0;
    for (var field : Status.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Status.class) {
        var status = (Status) field.get(null);
        assertThat(Status.of(status.code())).isSameAs(status);
        assertThat(field.getName())
            .isEqualTo(status.reason().toUpperCase(Locale.ROOT).replace(' ', '_'));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(30);
  }

  @Test
  void registered_codes_without_a_constant_have_their_phrase() {
    assertThat(Status.of(103)).hasToString("103 Early Hints");
    assertThat(Status.of(300)).hasToString("300 Multiple Choices");
    assertThat(Status.of(451)).hasToString("451 Unavailable For Legal Reasons");
    assertThat(Status.of(511)).hasToString("511 Network Authentication Required");
  }

  @Test
  void other_codes_have_the_name_of_their_class() {
    assertThat(Status.of(199).reason()).isEqualTo("Informational");
    assertThat(Status.of(299).reason()).isEqualTo("Success");
    assertThat(Status.of(399).reason()).isEqualTo("Redirection");
    assertThat(Status.of(499).reason()).isEqualTo("Client Error");
    assertThat(Status.of(599).reason()).isEqualTo("Server Error");
    assertThat(Status.of(999).reason()).isEqualTo("Unknown");
  }

  @Test
  void codes_have_three_digits() {
    for (var code : new int[] {Integer.MIN_VALUE, -200, 0, 99, 1000, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> Status.of(code))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(code + " is not a status code");
    }
  }

  @Test
  void a_reason_cannot_break_out_of_the_status_line() {
    for (var reason : new String[] {"a\r\nX: y", "\n", "\0", "\u0100"}) {
      assertThatThrownBy(() -> new Status(200, reason))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContainingAny("\r", "\n", "\0");
    }
    assertThat(new Status(200, "Süper")).hasToString("200 Süper");
  }

  @Test
  void statuses_are_equal_when_their_codes_are() {
    assertThat(new Status(404, "Gone fishing"))
        .isEqualTo(Status.NOT_FOUND)
        .hasSameHashCodeAs(Status.NOT_FOUND)
        .isNotEqualTo(Status.GONE);
  }

  @Test
  void some_statuses_end_with_their_head() {
    for (var code = 100; code <= 999; code++) {
      assertThat(Status.of(code).allowsContent())
          .as("%d", code)
          .isEqualTo(code >= 200 && code != 204 && code != 304);
    }
  }

  @Test
  void errors_start_at_400() {
    assertThat(Status.of(399).isError()).isFalse();
    assertThat(Status.of(400).isError()).isTrue();
    assertThat(Status.of(599).isError()).isTrue();
  }
}
