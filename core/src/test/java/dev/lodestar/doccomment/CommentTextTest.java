package dev.lodestar.doccomment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTextTest {
  private static String classic(String text) {
    return CommentText.read("/** " + text + " */").text();
  }

  private static String markdown(String text) {
    return CommentText.read("/// " + text.replace("\n", "\n    /// ")).text();
  }

  // The shape of comments.

  @Test
  void lines_of_a_classic_comment_lose_their_stars_and_indentation() {
    assertThat(CommentText.read("/**\n     * Sells\n     *  widgets.\n     */").text())
        .isEqualTo("Sells\nwidgets.");
    assertThat(CommentText.read("/**\n   Sells\n   widgets.\n*/").text())
        .isEqualTo("Sells\nwidgets.");
    assertThat(CommentText.read("/***\n *** Sells.\n ***/").text()).isEqualTo("Sells.");
  }

  @Test
  void lines_of_a_markdown_comment_keep_their_relative_indentation() {
    assertThat(CommentText.read("/// Sells:\n///\n/// - a\n///   - b").text())
        .isEqualTo("Sells:\n\n- a\n  - b");
  }

  @Test
  void block_tags_are_taken_apart() {
    var comment =
        CommentText.read(
            """
            /**
             * Finds a widget.
             *
             * @param sku what stands
             *     on the label
             * @param <T> a type
             * @param empty
             * @return the widget
             * @throws NotFound if there is none
             * @exception java.io.IOException if the disk fails
             * @deprecated ask the shop
             * @see Shop
             * @apiNote Slow.
             */\
            """);

    assertThat(comment.text()).isEqualTo("Finds a widget.\n\nSlow.");
    assertThat(comment.parameters()).isEqualTo(Map.of("sku", "what stands\non the label"));
    assertThat(comment.returns()).isEqualTo("the widget");
    assertThat(comment.exceptions())
        .isEqualTo(
            Map.of("NotFound", "if there is none", "java.io.IOException", "if the disk fails"));
    assertThat(comment.deprecated()).isEqualTo("ask the shop");
  }

  @Test
  void a_comment_that_is_hidden_says_nothing() {
    assertThat(CommentText.read("/// Internal.\n///\n/// @param a b\n/// @hidden").isEmpty())
        .isTrue();
  }

  @Test
  void what_is_meant_for_those_who_implement_is_left_out() {
    assertThat(classic("Sells.\n @implNote Slow.\n @author Ada\n @since 3")).isEqualTo("Sells.");
  }

  @Test
  void an_at_sign_within_code_is_no_block_tag() {
    assertThat(markdown("Say:\n\n```\n@Get\nString hi()\n```")).contains("@Get\nString hi()");
    assertThat(classic("Say {@code\n * @Get\n * hi}.")).isEqualTo("Say `@Get hi`.");
  }

  @Test
  void the_inline_tag_for_results_is_text_and_result() {
    var comment = CommentText.read("/// {@return the name}");

    assertThat(comment.text()).isEqualTo("Returns the name.");
    assertThat(comment.returns()).isEqualTo("the name");
  }

  @Test
  void an_enormous_comment_says_nothing() {
    assertThat(CommentText.read("/** " + "word ".repeat(20_000) + "*/").isEmpty()).isTrue();
  }

  // Inline tags.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{@code a < b}|`a < b`",
        "{@code a`b}|``a`b``",
        "{@code Map<String, {x}>}|`Map<String, {x}>`",
        "{@literal a<b>*c*}|a\\<b\\>\\*c\\*",
        "{@link Widget}|`Widget`",
        "{@link Widget#name()}|`Widget.name()`",
        "{@link #name}|`name`",
        "{@link java.util.Map.Entry#of(int, int) an entry}|an entry",
        "{@link java.util.Map.Entry}|`Map.Entry`",
        "{@linkplain Widget the widget}|the widget",
        "{@linkplain java.util.List}|List",
        "{@value #MOST}|`MOST`",
        "{@summary Sells.} More.|Sells. More.",
        "{@systemProperty user.dir}|`user.dir`",
        "{@index word words}|word",
        "{@unknown thing}|thing",
        "{@code open|`open`",
        "a {b} c|a {b} c"
      })
  void inline_tags_become_markdown(String text, String expected) {
    assertThat(classic(text)).isEqualTo(expected);
    assertThat(markdown(text)).isEqualTo(expected);
  }

  @Test
  void a_snippet_becomes_fenced_code_without_its_marks() {
    assertThat(
            CommentText.read(
                    """
                    /// Like so:
                    /// {@snippet lang=java :
                    /// var a = 1; // @highlight substring="a"
                    /// run(a);
                    /// }\
                    """)
                .text())
        .isEqualTo("Like so:\n\n```java\nvar a = 1;\nrun(a);\n```");
  }

  // HTML.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<b>bold</b> and <i>italic</i>|**bold** and *italic*",
        "<code>a &lt; b</code>|`a < b`",
        "<a href=\"https://example.com/x\">here</a>|[here](https://example.com/x)",
        "<a href='javascript:alert(1)'>here</a>|here",
        "<a name=\"x\">here</a>|here",
        "a &lt; b|a &lt; b",
        "<script>alert(1)</script>gone|gone",
        "<img src=\"https://example.com/x.png\" alt=\"a star\">|a star",
        "<span onclick=\"x\">text</span>|text",
        "a < b|a < b",
        "<!-- hidden -->seen|seen"
      })
  void inline_html_becomes_markdown(String html, String expected) {
    assertThat(classic(html)).isEqualTo(expected);
  }

  @Test
  void blocks_of_html_become_markdown() {
    assertThat(
            CommentText.read(
                    """
                    /**
                     * Sells widgets.
                     * <p>
                     * Of two kinds:
                     * <ul>
                     *   <li>small ones,
                     *     which are cheap</li>
                     *   <li>large ones
                     *     <ol><li>red</li><li>blue</li></ol>
                     *   </li>
                     * </ul>
                     * <h2>Prices</h2>
                     * <pre>{@code
                     *   var a = b < c;
                     * }</pre>
                     * <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
                     */\
                    """)
                .text()
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty()))
        .containsExactly(
            "Sells widgets.",
            "Of two kinds:",
            "- small ones,",
            "  which are cheap",
            "- large ones",
            "  1. red",
            "  2. blue",
            "## Prices",
            "```",
            "var a = b < c;",
            "```",
            "| a | b |",
            "|---|---|",
            "| 1 | 2 |");
  }

  // References in Markdown.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[Widget]|`Widget`",
        "[Widget#name()]|`Widget.name()`",
        "[#name]|`name`",
        "[the name][Widget#name()]|the name",
        "[java.util.List]|`List`",
        "[java.base/java.util.List]|`List`",
        "[Widgets#all(String\\[\\])]|`Widgets.all(String[])`",
        "[here](https://example.com)|[here](https://example.com)",
        "[optional]|[optional]",
        "[1, 2]|[1, 2]",
        "[x] done|[x] done",
        "`[Widget]`|`[Widget]`",
        "\\[Widget]|\\[Widget]",
        "open [|open ["
      })
  void references_become_code_and_other_brackets_stay(String text, String expected) {
    assertThat(markdown(text)).isEqualTo(expected);
  }

  @Test
  void code_in_markdown_stays_as_it_is() {
    assertThat(markdown("```java\n{@code x} [Widget] <b>\n```\nend"))
        .isEqualTo("```java\n{@code x} [Widget] <b>\n```\nend");
    assertThat(markdown("```\nnever closed")).isEqualTo("```\nnever closed");
  }

  // Summaries.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sells widgets. And more.|Sells widgets.",
        "Sells e.g. widgets. And more.|Sells e.g. widgets.",
        "Version 1.4 is out. Now.|Version 1.4 is out.",
        "No full stop|No full stop",
        "Really? Yes.|Really?",
        "A `Widget.of` thing. More.|A Widget.of thing.",
        "A **bold** and *soft* word.|A bold and soft word.",
        "A [link](https://example.com) here.|A link here.",
        "3 * 4 is 12.|3 * 4 is 12.",
        "a &lt; b &amp; c.|a < b & c.",
        "a \\*b.|a *b.",
        "# Title|Title",
        "- an item|an item"
      })
  void the_summary_is_the_first_sentence_as_plain_text(String text, String expected) {
    assertThat(Summary.of(text)).isEqualTo(expected);
  }

  @Test
  void the_summary_ends_with_its_paragraph() {
    assertThat(Summary.of("Sells\nwidgets\n\nMore.")).isEqualTo("Sells widgets");
    assertThat(Summary.of("Sells:\n- a\n- b")).isEqualTo("Sells:");
    assertThat(Summary.of("```\ncode\n```")).isEmpty();
    assertThat(Summary.of("")).isEmpty();
  }

  // What nobody should write.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        ">",
        "</",
        "<a",
        "<a href=",
        "<a href=\"",
        "</ul></ul></a>",
        "<li>",
        "<td>",
        "</tr>",
        "<pre>",
        "<code>",
        "{@",
        "{@code",
        "{@link}",
        "{@link #}",
        "{@link a(}",
        "{@snippet}",
        "&",
        "&;",
        "&#;",
        "&#x;",
        "&#99999999;",
        "[",
        "[]",
        "[][]",
        "[#]",
        "[.]",
        "[a.]",
        "\\",
        "`",
        "```",
        "~~~",
        "{@return}",
        "{@value}",
        "{@index}",
        "<!--",
        "[A#]",
        "[A][",
        "{@code {"
      })
  void malformed_texts_do_no_harm(String text) {
    assertThat(classic(text)).isNotNull();
    assertThat(markdown(text)).isNotNull();
    assertThat(Summary.of(text)).isNotNull();
  }
}
