package dev.lodestar.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceivedCookieTest {

  @Test
  void every_attribute_is_read_in_any_case() {
    var cookie =
        ReceivedCookie.parse(
            "id=a=b; PATH=/x; domain=.Example.org; Max-Age=60; expires=Sun, 06 Nov 1994 08:49:37"
                + " GMT; secure; HTTPONLY; SameSite=Strict; Unknown=1");

    assertThat(cookie)
        .contains(
            new ReceivedCookie(
                "id",
                "a=b",
                Optional.of("/x"),
                Optional.of("example.org"),
                Optional.of(Duration.ofSeconds(60)),
                Optional.of(Instant.parse("1994-11-06T08:49:37Z")),
                true,
                true,
                Optional.of("Strict")));
  }

  @Test
  void malformed_attributes_are_left_out() {
    var cookie =
        ReceivedCookie.parse("a=; Path=x; Domain=; Max-Age=1.5; Expires=tomorrow;;=;Max-Age")
            .orElseThrow();

    assertThat(cookie.value()).isEmpty();
    assertThat(cookie.path()).isEmpty();
    assertThat(cookie.domain()).isEmpty();
    assertThat(cookie.maxAge()).isEmpty();
    assertThat(cookie.expires()).isEmpty();
  }

  @Test
  void extreme_ages_are_read() {
    assertThat(ReceivedCookie.parse("a=b; Max-Age=-5").orElseThrow().maxAge())
        .hasValue(Duration.ZERO);
    assertThat(ReceivedCookie.parse("a=b; Max-Age=" + "9".repeat(100)).orElseThrow().maxAge())
        .get()
        .satisfies(age -> assertThat(age).isGreaterThan(Duration.ofDays(36_500)));
  }

  @Test
  void what_has_no_name_is_no_cookie() {
    for (var value : new String[] {"", "a", "=b", " =b", ";a=b"}) {
      assertThat(ReceivedCookie.parse(value)).as(value).isEmpty();
    }
  }

  @Test
  void what_the_framework_sets_is_what_a_client_reads() {
    var set =
        SetCookie.of("id", "7")
            .path("/x")
            .domain("example.org")
            .maxAge(Duration.ofHours(1))
            .sameSite(SetCookie.SameSite.NONE);

    assertThat(ReceivedCookie.parse(set.headerValue()))
        .contains(
            new ReceivedCookie(
                "id",
                "7",
                Optional.of("/x"),
                Optional.of("example.org"),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                true,
                true,
                Optional.of("None")));
  }

  @Test
  void garbage_never_throws() {
    var random = new Random(7);
    var alphabet = "a=;, \t\"/-:09MaxAgeExpires=Path%é";
    for (var round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (var i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(ReceivedCookie.parse(text.toString())).isNotNull();
    }
  }
}
