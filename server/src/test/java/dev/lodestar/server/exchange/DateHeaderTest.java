package dev.lodestar.server.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DateHeaderTest {
  private final DateHeader date = new DateHeader();

  private String at(long millis) {
    return new String(date.at(millis), US_ASCII);
  }

  @Test
  void the_date_is_that_of_the_second() {
    assertThat(at(0)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(at(784_111_777_999L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(at(784_111_778_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
  }
}
