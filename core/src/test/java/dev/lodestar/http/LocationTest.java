package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses in responses.
class LocationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /widgets                       | /widgets
          ../up?a=1&b=2#c                | ../up?a=1&b=2#c
          ?page=2                        | ?page=2
          https://a.example/x?y=z        | https://a.example/x?y=z
          https://[2001:db8::1]:8443/x   | https://[2001:db8::1]:8443/x
          /a b                           | /a%20b
          /a%20b                         | /a%20b
          /100%                          | /100%25
          /%zz                           | /%25zz
          /grüße?q=ß#ü                   | /gr%C3%BC%C3%9Fe?q=%C3%9F#%C3%BC
          /😀                            | /%F0%9F%98%80
          https://bücher.example/ü       | https://xn--bcher-kva.example/%C3%BC
          //bücher.example:80/           | //xn--bcher-kva.example:80/
          https://me@bücher.example      | https://me@xn--bcher-kva.example
          """)
  void is_written_in_ascii(String text, String expected) {
    assertThat(Location.of(text)).hasToString(expected);
  }

  @Test
  void no_text_can_end_the_header() {
    assertThat(Location.of("/a\r\nSet-Cookie: x=y\t\u0000"))
        .hasToString("/a%0D%0ASet-Cookie:%20x=y%09%00");
  }

  @Test
  void what_no_address_has_is_encoded() {
    assertThat(Location.of("/\"<>\\^`{|}")).hasToString("/%22%3C%3E%5C%5E%60%7B%7C%7D");
  }

  @Test
  void half_a_character_is_refused() {
    assertThatThrownBy(() -> Location.of("/\uD800")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_uri_is_taken_as_it_is() {
    assertThat(Location.of(URI.create("/ü?a=%20"))).hasToString("/%C3%BC?a=%20");
  }

  @Test
  void parameters_are_added_to_the_query() {
    assertThat(Location.of("/a").query("q", "x y", 2).query("ü", "a&b=c"))
        .hasToString("/a?q=x%20y&q=2&%C3%BC=a%26b%3Dc");
    assertThat(Location.of("/a?b=c#d").query("e", "f")).hasToString("/a?b=c&e=f#d");
    assertThat(Location.of("/a?").query("e", "f")).hasToString("/a?e=f");
    assertThat(Location.of("/a").query("e")).hasToString("/a");
  }

  @Test
  void a_fragment_replaces_another() {
    assertThat(Location.of("/a#b").fragment("c d")).hasToString("/a#c%20d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/home", "/a//b?next=//evil.example", "/a?b#c", "/ü", "/@name", "/a:b"})
  void a_path_of_the_same_origin_is_local(String target) {
    assertThat(Location.isLocal(target)).isTrue();
    assertThat(Location.fromClient(target, "/default")).isEqualTo(Location.of(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "home",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "HTTPS://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "@evil.example",
        "user@evil.example",
        ".evil.example",
        " //evil.example",
        "\t//evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\n/evil.example",
        "/a\u0000b",
        "/a\\b",
        "/%2Fevil.example",
        "/%2fevil.example",
        "/%5Cevil.example",
        "/\u0085/evil.example",
        "/a\uD800"
      })
  void everything_else_a_client_may_send_is_not(String target) {
    assertThat(Location.isLocal(target)).isFalse();
    assertThat(Location.fromClient(target, "/default")).hasToString("/default");
    assertThatThrownBy(() -> Location.fromClient(target))
        .isInstanceOfSatisfying(
            HttpException.class,
            refusal -> assertThat(refusal.status()).isEqualTo(Status.BAD_REQUEST));
  }

  @Test
  void links_are_written_as_rfc_8288_says() {
    assertThat(
            Link.to("/widgets?page=3&q=ü", "next")
                .title("Page \"3\"")
                .type(MediaType.JSON)
                .with("as", "fetch"))
        .hasToString(
            "</widgets?page=3&q=%C3%BC>; rel=\"next\"; title=\"Page \\\"3\\\"\";"
                + " type=\"application/json\"; as=\"fetch\"");
  }

  @Test
  void links_that_would_break_the_header_are_refused() {
    for (var title : List.of("a\r\nb", "\u0000", "日本")) {
      assertThatThrownBy(() -> Link.to("/", "next").title(title))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Link.to("/", " ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Link.to("/", "next").with("a b", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
