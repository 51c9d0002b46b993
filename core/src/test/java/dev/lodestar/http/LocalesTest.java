package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The languages that a client wants (RFC 9110, section 12.5.4).
class LocalesTest {
  private static final Connection CONNECTION =
      new Connection(
          InetSocketAddress.createUnresolved("client", 1),
          InetSocketAddress.createUnresolved("server", 2),
          false,
          "HTTP/1.1");

  private static List<Locale> locales(String... lines) {
    var headers = Headers.builder();
    for (var line : lines) {
      headers.add("Accept-Language", line);
    }
    return Request.of(HttpMethod.GET, "/", headers.build(), RequestBody.empty(), CONNECTION)
        .locales();
  }

  @Test
  void without_the_header_there_are_none() {
    assertThat(locales()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          da, en-GB;q=0.8, en;q=0.7        | da en-GB en
          en;q=0.5, de, fr;q=0.9           | de fr en
          de ; q=0.3 ,  fr;Q=0.4           | fr de
          de;q=0, en                       | en
          de, de;q=0.1                     | de
          *, de                            | de
          zh-Hant-TW                       | zh-Hant-TW
          ''                               | ''
          """)
  void they_are_in_the_order_of_their_weights(String header, String expected) {
    assertThat(String.join(" ", locales(header).stream().map(Locale::toLanguageTag).toList()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de;q=x, en
          de;level=1, en
          d_e, en
          de--AT, en
          verylongtag, en
          -de, en
          ;q=1, en
          ,,, en
          de;q=2, en
          x-klingon, en
          """)
  void what_is_malformed_is_left_out(String header) {
    assertThat(locales(header)).containsExactly(Locale.ENGLISH);
  }

  @Test
  void several_lines_are_one_list() {
    assertThat(locales("de;q=0.1", "fr")).containsExactly(Locale.FRENCH, Locale.GERMAN);
  }

  @Test
  void no_more_than_32_are_read() {
    assertThat(locales("de;q=0.1," + "*,".repeat(30) + "en,fr"))
        .containsExactly(Locale.ENGLISH, Locale.GERMAN);
  }

  @Test
  void a_tag_that_is_too_long_is_left_out() {
    assertThat(locales("en" + "-abcdefgh".repeat(7) + ",fr")).containsExactly(Locale.FRENCH);
  }
}
