package dev.lodestar.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CookieJarTest {
  private static final URI ORIGIN = URI.create("http://shop.example");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final CookieJar jar = new CookieJar(() -> now);

  private void receive(String setCookie) {
    receive(ORIGIN, "/", setCookie);
  }

  private void receive(URI origin, String path, String setCookie) {
    jar.store(origin, path, ReceivedCookie.parse(setCookie).orElseThrow());
  }

  private String sentTo(String path) {
    return jar.cookiesFor(ORIGIN, path).toString();
  }

  @Test
  void a_cookie_ends_when_its_age_is_reached() {
    receive("a=1; Max-Age=60");
    now = now.plusSeconds(59);
    assertThat(sentTo("/")).isEqualTo("{a=1}");
    now = now.plusSeconds(1);
    assertThat(sentTo("/")).isEqualTo("{}");
    assertThat(jar.value("a")).isEmpty();
    assertThat(jar.names()).isEmpty();
  }

  @Test
  void a_cookie_ends_at_its_date_but_its_age_counts_first() {
    receive("a=1; Expires=Thu, 01 Jan 2026 00:01:00 GMT");
    receive("b=2; Expires=Thu, 01 Jan 2026 00:01:00 GMT; Max-Age=100");
    now = now.plusSeconds(60);
    assertThat(sentTo("/")).isEqualTo("{b=2}");
  }

  @Test
  void a_cookie_is_removed_by_one_of_the_same_name_and_path_whose_time_is_over() {
    receive("a=1; Path=/");
    receive("a=2; Path=/x");
    receive("a=; Path=/; Max-Age=0");
    assertThat(sentTo("/")).isEqualTo("{}");
    assertThat(sentTo("/x")).isEqualTo("{a=2}");
    receive("a=; Path=/x; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(sentTo("/x")).isEqualTo("{}");
  }

  @Test
  void a_cookie_is_sent_to_its_path_and_what_is_below() {
    receive("a=1; Path=/x");
    assertThat(sentTo("/x")).isEqualTo("{a=1}");
    assertThat(sentTo("/x/")).isEqualTo("{a=1}");
    assertThat(sentTo("/x/y")).isEqualTo("{a=1}");
    assertThat(sentTo("/xy")).isEqualTo("{}");
    assertThat(sentTo("/")).isEqualTo("{}");
  }

  @Test
  void without_a_path_the_folder_of_the_request_counts() {
    receive(ORIGIN, "/x/y", "a=1");
    receive(ORIGIN, "/x", "b=2");
    assertThat(sentTo("/x/z")).isEqualTo("{a=1, b=2}");
    assertThat(sentTo("/")).isEqualTo("{b=2}");
  }

  @Test
  void of_equal_names_the_longest_path_counts() {
    receive("a=root; Path=/");
    receive("a=below; Path=/x");
    assertThat(sentTo("/x")).isEqualTo("{a=below}");
    assertThat(sentTo("/")).isEqualTo("{a=root}");
    assertThat(jar.value("a")).hasValue("below");
    assertThat(jar.names()).containsExactly("a");
  }

  @Test
  void cookies_for_other_domains_are_refused() {
    receive("a=1; Domain=example");
    receive("b=1; Domain=shop.example");
    receive("c=1; Domain=other.example");
    receive("d=1; Domain=hop.example");
    receive("e=1; Domain=sub.shop.example");
    assertThat(jar.names()).containsExactly("a", "b");
  }

  @Test
  void prefixed_names_are_kept_only_with_what_they_promise() {
    var secure = URI.create("https://shop.example");
    receive(secure, "/", "__Host-a=1; Secure; Path=/");
    receive(secure, "/", "__Host-b=1; Secure");
    receive(secure, "/", "__Host-c=1; Secure; Path=/x");
    receive(secure, "/", "__Host-d=1; Path=/");
    receive(secure, "/", "__Host-e=1; Secure; Path=/; Domain=shop.example");
    receive(secure, "/", "__Secure-f=1; Secure");
    receive(secure, "/", "__secure-g=1");
    assertThat(jar.names()).containsExactly("__Host-a", "__Secure-f");
    assertThat(sentTo("/")).isEqualTo("{}");
  }

  @Test
  void the_test_can_set_and_remove_cookies() {
    receive("a=1; Path=/");
    jar.set("a", "2");
    jar.set("b", "3");
    assertThat(sentTo("/x")).isEqualTo("{a=2, b=3}");
    jar.remove("a");
    assertThat(sentTo("/x")).isEqualTo("{b=3}");
    jar.clear();
    assertThat(sentTo("/x")).isEqualTo("{}");
  }

  @Test
  void what_would_break_out_of_the_header_is_refused() {
    for (var name : new String[] {"", "a=b", "a;b", "a\r\nX: y"}) {
      assertThatThrownBy(() -> jar.set(name, "1"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var value : new String[] {"a;b", "a\r\nX: y", "\u007F"}) {
      assertThatThrownBy(() -> jar.set("a", value))
          .as(value)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(jar.names()).isEmpty();
  }
}
