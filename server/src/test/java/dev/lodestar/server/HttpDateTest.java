package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final HttpDate date = new HttpDate();

  private String at(long millis) {
    return new String(date.at(millis), US_ASCII);
  }

  @Test
  void the_example_of_the_standard_is_reproduced() {
    assertThat(at(784_111_777_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void every_moment_is_as_java_time_has_it() {
    var random = new Random(3);
    for (var i = 0; i < 100_000; i++) {
      var millis = random.nextLong(253_402_300_800_000L);
      assertThat(at(millis)).isEqualTo(IMF_FIXDATE.format(Instant.ofEpochMilli(millis)));
    }
  }

  @Test
  void every_day_of_five_centuries_is_as_java_time_has_it() {
    for (var day = 0L; day < 500 * 366; day++) {
      var millis = day * 86_400_000;
      assertThat(at(millis)).isEqualTo(IMF_FIXDATE.format(Instant.ofEpochMilli(millis)));
    }
  }
}
