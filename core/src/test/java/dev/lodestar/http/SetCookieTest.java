package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.SetCookie.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SetCookieTest {

  @Test
  void the_defaults_are_the_safe_ones() {
    assertThat(SetCookie.of("theme", "dark").headerValue())
        .isEqualTo("theme=dark; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void every_attribute_is_written() {
    var cookie =
        SetCookie.of("id", "7")
            .path("/shop")
            .domain("example.org")
            .maxAge(Duration.ofMinutes(1))
            .secure(true)
            .httpOnly(false)
            .sameSite(SameSite.STRICT);

    assertThat(cookie.headerValue())
        .isEqualTo("id=7; Path=/shop; Domain=example.org; Max-Age=60; Secure; SameSite=Strict");
    assertThat(cookie.name()).isEqualTo("id");
    assertThat(cookie.value()).isEqualTo("7");
  }

  @Test
  void a_negative_age_is_written_as_zero() {
    assertThat(SetCookie.of("a", "").maxAge(Duration.ofDays(-1)).headerValue())
        .contains("; Max-Age=0;");
  }

  @Test
  void removing_keeps_what_identifies_the_cookie() {
    var cookie =
        SetCookie.of("id", "7").path("/shop").domain("example.org").sameSite(SameSite.NONE);

    assertThat(SetCookie.removing(cookie).headerValue())
        .isEqualTo(
            "id=; Path=/shop; Domain=example.org; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT;"
                + " Secure; HttpOnly; SameSite=None");
  }

  @Test
  void changes_make_new_cookies() {
    var cookie = SetCookie.of("a", "1");
    cookie.path("/x").secure(true).httpOnly(false).domain("d").maxAge(Duration.ZERO);

    assertThat(cookie.headerValue()).isEqualTo("a=1; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void no_character_breaks_out_of_a_value() {
    for (var c = 0; c <= 0xFFFF; c++) {
      var value = "a" + (char) c;
      var allowed = c > 0x20 && c < 0x7F && "\",;\\".indexOf(c) < 0;
      if (allowed) {
        assertThat(SetCookie.of("a", value).value()).isEqualTo(value);
      } else {
        assertThatThrownBy(() -> SetCookie.of("a", value))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("The value of cookie a has the character U+");
      }
    }
  }

  @Test
  void no_character_breaks_out_of_an_attribute() {
    for (var attack : new String[] {"/a;b", "/\r\nX: y", "/\0", "/\u007F", "/é", "/\uD83D\uDE00"}) {
      assertThatThrownBy(() -> SetCookie.of("a", "b").path(attack))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The path of cookie a has the character U+");
      assertThatThrownBy(() -> SetCookie.of("a", "b").domain(attack))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void names_are_tokens() {
    for (var name : new String[] {"", "a b", "a=b", "a;b", "é", "a\r\nb", "$(a)", "\"a\""}) {
      assertThatThrownBy(() -> SetCookie.of(name, "x"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContainingAny("\r", "\n");
    }
  }

  @Test
  void a_path_starts_with_a_slash_and_a_domain_is_not_empty() {
    var cookie = SetCookie.of("a", "b");
    assertThatThrownBy(() -> cookie.path("x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookie.path("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookie.domain("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_cookie_that_browsers_would_drop_for_its_size_is_refused() {
    assertThat(SetCookie.of("abcd", "x".repeat(SetCookie.MAX_SIZE - 4)).value()).hasSize(4092);
    assertThatThrownBy(() -> SetCookie.of("abcd", "x".repeat(SetCookie.MAX_SIZE - 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4097 characters");
  }

  @Test
  void a_host_prefix_in_any_case_keeps_its_promise() {
    for (var name : new String[] {"__Host-id", "__host-id", "__HOST-id"}) {
      var cookie = SetCookie.of(name, "7");
      assertThat(cookie.headerValue()).contains("; Path=/; Secure;");
      assertThatThrownBy(() -> cookie.secure(false)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cookie.path("/x")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cookie.domain("example.org"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(cookie.path("/").headerValue()).isEqualTo(cookie.headerValue());
    }
  }

  @Test
  void a_secure_prefix_in_any_case_keeps_its_promise() {
    for (var name : new String[] {"__Secure-id", "__secure-id"}) {
      var cookie = SetCookie.of(name, "7");
      assertThat(cookie.headerValue()).contains("; Secure;");
      assertThat(cookie.path("/x").domain("example.org").headerValue()).contains("Path=/x");
      assertThatThrownBy(() -> cookie.secure(false)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_cookie_for_other_sites_is_secure() {
    var cookie = SetCookie.of("a", "b").sameSite(SameSite.NONE);

    assertThat(cookie.headerValue()).isEqualTo("a=b; Path=/; Secure; HttpOnly; SameSite=None");
    assertThatThrownBy(() -> cookie.secure(false)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_partitioned_cookie_is_secure() {
    var cookie = SetCookie.of("a", "b").partitioned(true);

    assertThat(cookie.headerValue())
        .isEqualTo("a=b; Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned");
    assertThatThrownBy(() -> cookie.secure(false)).isInstanceOf(IllegalArgumentException.class);
    assertThat(SetCookie.removing(cookie).headerValue()).endsWith("; Partitioned");
  }

  @Test
  void a_cookie_may_end_at_a_moment() {
    assertThat(SetCookie.of("a", "b").expires(Instant.ofEpochSecond(784_111_777)).headerValue())
        .isEqualTo("a=b; Path=/; Expires=Sun, 06 Nov 1994 08:49:37 GMT; HttpOnly; SameSite=Lax");
    assertThatThrownBy(() -> SetCookie.of("a", "b").expires(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected to be 1601 to 9999");
  }

  @Test
  void attributes_that_browsers_would_ignore_are_refused() {
    var path = "/" + "x".repeat(SetCookie.MAX_ATTRIBUTE_SIZE);

    assertThatThrownBy(() -> SetCookie.of("a", "b").path(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1024");
  }

  @Test
  void the_identity_of_a_cookie_can_be_read_from_its_header() {
    for (var cookie :
        List.of(
            SetCookie.of("a", "b"),
            SetCookie.of("a", "path=/x").path("/y").domain("example.org"))) {
      assertThat(SetCookie.identityOf(cookie.headerValue())).isEqualTo(cookie.identity());
    }
  }

  @Test
  void the_value_is_not_printed() {
    assertThat(SetCookie.of("id", "s3cret")).hasToString("id=***; Path=/; HttpOnly; SameSite=Lax");
    assertThat(SetCookie.of("id", "")).hasToString("id=***; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void whatever_is_accepted_is_a_valid_header_and_comes_back_as_it_was() {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var name = Garbage.wild(random, "abc", 4);
      var value = Garbage.wild(random, "abc!=", 8);
      SetCookie cookie;
      try {
        cookie = SetCookie.of(name, value);
      } catch (IllegalArgumentException refused) {
        continue;
      }
      assertThat(Headers.of("Set-Cookie", cookie.headerValue()).size()).isEqualTo(1);
      var returned = Cookies.from(Headers.of("Cookie", name + "=" + value));
      assertThat(returned.first(name)).hasValue(value);
    }
  }
}
