package dev.lodestar.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

  @Test
  void texts_and_attributes_are_escaped() {
    var page = new HtmlPage("<t>&", "");
    page.element("p", "<b>'\"&", "title", "\"><script>");

    assertThat(html(page))
        .contains("<title>&lt;t&gt;&amp;</title>")
        .contains("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&#39;&quot;&amp;</p>")
        .doesNotContain("<script>");
  }

  @Test
  void control_characters_are_replaced() {
    assertThat(html(new HtmlPage("t", "").text("a\0\u001b[2J\r\nb\tc\u0085")))
        .contains("a\uFFFD\uFFFD[2J\uFFFD\nb\tc\uFFFD");
    assertThat(PlainText.safe("a\u001b[2J\rb\n\tc"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("a\uFFFD[2J\uFFFDb\n\tc");
  }

  @Test
  void an_element_that_is_not_closed_is_noticed() {
    var page = new HtmlPage("t", "").open("ul");

    assertThatThrownBy(page::finish).hasMessage("The element ul was not closed.");
  }

  @Test
  void the_policy_allows_the_style_of_the_page_and_nothing_else() {
    var page = new HtmlPage("t", "p{color:red}");

    // printf 'p{color:red}' | openssl dgst -sha256 -binary | base64
    assertThat(page.policy())
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64=';"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(html(page)).contains("<style>p{color:red}</style>");
  }

  private static String html(HtmlPage page) {
    return new String(page.finish(), StandardCharsets.UTF_8);
  }
}
