package dev.lodestar.pagination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Pages and requests as values, as services and their tests use them.
class PageTest {
  private static long notCounted() {
    throw new AssertionError("The total was counted, although it is known.");
  }

  private static <T> String json(T value, JsonType<T> type) {
    return new String(Json.standard().codec(type).encode(value), UTF_8);
  }

  @Test
  void the_total_is_not_counted_if_the_page_reaches_to_the_end() {
    assertThat(Page.of(List.of(1, 2), PageRequest.of(3, 5), PageTest::notCounted).total())
        .hasValue(12);
    assertThat(Page.of(List.of(), PageRequest.of(1, 5), PageTest::notCounted).total()).hasValue(0);
    assertThat(OffsetPage.of(List.of(1, 2), OffsetRequest.of(7, 5), PageTest::notCounted).total())
        .hasValue(9);
    assertThat(OffsetPage.of(List.of(), OffsetRequest.of(0, 5), PageTest::notCounted).total())
        .hasValue(0);
  }

  @Test
  void the_total_is_counted_if_the_page_is_full_or_behind_the_end() {
    assertThat(Page.of(List.of(1, 2), PageRequest.of(3, 2), () -> 17).total()).hasValue(17);
    assertThat(Page.of(List.of(), PageRequest.of(3, 2), () -> 3).total()).hasValue(3);
    assertThat(OffsetPage.of(List.of(), OffsetRequest.of(9, 2), () -> 3).total()).hasValue(3);
  }

  @Test
  void a_total_tells_how_many_pages_there_are_and_whether_this_is_the_last() {
    var page = Page.of(List.of(1, 2), PageRequest.of(2, 2), 5);

    assertThat(page.pages()).hasValue(3);
    assertThat(page.hasNext()).isTrue();
    assertThat(Page.of(List.of(5), PageRequest.of(3, 2), 5).hasNext()).isFalse();
    assertThat(Page.of(List.of(), PageRequest.of(9, 2), 5).hasNext()).isFalse();
    assertThat(Page.of(List.of(), PageRequest.of(1, 2), 0).pages()).hasValue(0);
    assertThat(Page.of(List.of(), PageRequest.of(1, 1), Long.MAX_VALUE).pages())
        .hasValue(Long.MAX_VALUE);
  }

  @Test
  void a_list_that_has_grown_since_it_was_counted_is_as_long_as_what_is_seen() {
    assertThat(Page.of(List.of(1, 2), PageRequest.of(2, 2), 3).total()).hasValue(4);
    assertThat(OffsetPage.of(List.of(1, 2), OffsetRequest.of(5, 2), 3).total()).hasValue(7);
  }

  @Test
  void without_a_total_a_full_page_is_taken_to_have_a_next_one() {
    assertThat(Page.of(List.of(1, 2), PageRequest.of(1, 2)).hasNext()).isTrue();
    assertThat(Page.of(List.of(1), PageRequest.of(1, 2)).hasNext()).isFalse();
    assertThat(OffsetPage.of(List.of(1, 2), OffsetRequest.of(1, 2)).hasNext()).isTrue();
    assertThat(OffsetPage.of(List.of(1), OffsetRequest.of(1, 2)).hasNext()).isFalse();
  }

  @Test
  void one_more_row_tells_whether_there_is_a_next_page() {
    var request = PageRequest.of(1, 2);

    assertThat(Page.ofLookahead(List.of(1, 2, 3), request))
        .isEqualTo(
            new Page<>(List.of(1, 2), 1, 2, true, OptionalLong.empty(), OptionalLong.empty()));
    assertThat(Page.ofLookahead(List.of(1, 2), request).hasNext()).isFalse();
    assertThat(OffsetPage.ofLookahead(List.of(1, 2, 3), OffsetRequest.of(0, 2)).items())
        .containsExactly(1, 2);
  }

  @Test
  void more_rows_than_were_asked_for_are_a_mistake_of_the_program() {
    assertThatThrownBy(() -> Page.of(List.of(1, 2, 3), PageRequest.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There are 3 items, but 2 were asked for; read no more rows than limit() says.");
    assertThatThrownBy(() -> Page.ofLookahead(List.of(1, 2, 3, 4), PageRequest.of(1, 2)))
        .hasMessage(
            "There are 4 items, but 3 were asked for; read no more rows than lookahead() says.");
    assertThatThrownBy(() -> CursorRequest.first(1).page(List.of(1, 2, 3), i -> i))
        .hasMessage(
            "There are 3 items, but 2 were asked for; read no more rows than lookahead() says.");
    assertThatThrownBy(() -> Page.of(List.of(), PageRequest.of(1, 2), -1))
        .hasMessage("The total is -1; expected 0 or more.");
  }

  @Test
  void a_page_is_consistent() {
    assertThatThrownBy(
            () -> new Page<>(List.of(), 1, 2, false, OptionalLong.of(5), OptionalLong.of(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The number of pages is not that of a total");
  }

  @Test
  void items_can_be_replaced() {
    assertThat(Page.of(List.of(1, 2), PageRequest.of(1, 2), 5).map(i -> "n" + i))
        .isEqualTo(Page.of(List.of("n1", "n2"), PageRequest.of(1, 2), 5));
    assertThat(OffsetPage.of(List.of(1), OffsetRequest.of(1, 2)).map(i -> "n" + i))
        .isEqualTo(OffsetPage.of(List.of("n1"), OffsetRequest.of(1, 2)));
    assertThat(CursorRequest.<Integer>first(1).page(List.of(1, 2), i -> i).map(i -> "n" + i))
        .isEqualTo(new CursorPage<>(List.of("n1"), 1, Optional.of("after 1"), Optional.empty()));
  }

  @Test
  void later_changes_of_a_list_do_not_change_its_page() {
    var rows = new ArrayList<>(List.of(1, 2, 3));
    var page = PageRequest.of(1, 2).slice(rows);
    rows.clear();

    assertThat(page.items()).containsExactly(1, 2);
  }

  @Test
  void a_list_in_memory_can_be_cut_into_pages() {
    var all = List.of(5, 3, 1, 4, 2);

    assertThat(PageRequest.of(2, 2).slice(all))
        .isEqualTo(Page.of(List.of(1, 4), PageRequest.of(2, 2), 5));
    assertThat(PageRequest.of(9, 2).slice(all).items()).isEmpty();
    assertThat(OffsetRequest.of(4, 2).slice(all).items()).containsExactly(2);
    assertThat(OffsetRequest.of(PageLimits.MAX_OFFSET, PageLimits.MAX_OFFSET).slice(all).items())
        .isEmpty();
    assertThat(CursorRequest.after(2, 2).slice(all, i -> i, Comparator.<Integer>naturalOrder()))
        .isEqualTo(
            new CursorPage<>(List.of(3, 4), 2, Optional.of("after 4"), Optional.of("before 3")));
    assertThat(CursorRequest.before(3, 2).slice(all, i -> i, Comparator.<Integer>naturalOrder()))
        .isEqualTo(new CursorPage<>(List.of(1, 2), 2, Optional.of("after 2"), Optional.empty()));
  }

  @Test
  void requests_are_values() {
    assertThat(PageRequest.of(2, 20))
        .isEqualTo(PageRequest.of(2, 20))
        .hasSameHashCodeAs(PageRequest.of(2, 20))
        .isNotEqualTo(PageRequest.of(2, 21))
        .hasToString("page 2 of size 20");
    assertThat(OffsetRequest.of(2, 20))
        .isEqualTo(OffsetRequest.of(2, 20))
        .hasSameHashCodeAs(OffsetRequest.of(2, 20))
        .isNotEqualTo(OffsetRequest.of(3, 20))
        .hasToString("offset 2, limit 20");
    assertThat(CursorRequest.after(7, 20))
        .isEqualTo(CursorRequest.after(7, 20))
        .hasSameHashCodeAs(CursorRequest.after(7, 20))
        .isNotEqualTo(CursorRequest.before(7, 20))
        .hasToString("20 items after 7");
  }

  @Test
  void requests_are_in_range() {
    assertThatThrownBy(() -> PageRequest.of(0, 20))
        .hasMessage("The page is 0; expected 1 to 1000000000.");
    assertThatThrownBy(() -> PageRequest.of(1, 0))
        .hasMessage("The size is 0; expected 1 to 1000000000.");
    assertThatThrownBy(() -> PageRequest.of(1_000_000_000, 1_000_000_000))
        .hasMessage(
            "Page 1000000000 of size 1000000000 begins behind row 1000000000, which is the last that"
                + " can be reached.");
    assertThatThrownBy(() -> OffsetRequest.of(-1, 1))
        .hasMessage("The offset is -1; expected 0 to 1000000000.");
    assertThatThrownBy(() -> CursorRequest.first(0))
        .hasMessage("The size is 0; expected 1 to 1000000000.");
  }

  @Test
  void what_is_not_known_is_left_out_of_the_document() {
    assertThat(json(Page.of(List.of(1, 2), PageRequest.of(1, 2)), new JsonType<Page<Integer>>() {}))
        .isEqualTo("{\"items\":[1,2],\"page\":1,\"size\":2,\"hasNext\":true}");
    assertThat(
            json(Page.of(List.of(1, 2), PageRequest.of(1, 2), 3), new JsonType<Page<Integer>>() {}))
        .isEqualTo(
            "{\"items\":[1,2],\"page\":1,\"size\":2,\"hasNext\":true,\"total\":3,\"pages\":2}");
    assertThat(
            json(
                OffsetPage.of(List.of(1), OffsetRequest.of(0, 2)),
                new JsonType<OffsetPage<Integer>>() {}))
        .isEqualTo("{\"items\":[1],\"offset\":0,\"limit\":2,\"hasNext\":false}");
    assertThat(
            json(
                CursorRequest.<Integer>first(2).page(List.of(1), i -> i),
                new JsonType<CursorPage<Integer>>() {}))
        .isEqualTo("{\"items\":[1],\"size\":2}");
  }

  @Test
  void what_is_not_known_is_left_out_even_where_nulls_are_written() {
    var codec = Json.builder().omitNulls(false).build().codec(new JsonType<Page<Integer>>() {});

    assertThat(new String(codec.encode(Page.of(List.of(), PageRequest.of(1, 2))), UTF_8))
        .isEqualTo("{\"items\":[],\"page\":1,\"size\":2,\"hasNext\":false}");
  }

  @Test
  void clients_read_pages_as_they_were_written() {
    var codec = Json.standard().codec(new JsonType<Page<Integer>>() {});
    var page = Page.of(List.of(1, 2), PageRequest.of(1, 2), 3);

    assertThat(codec.decode(codec.encode(page)).orThrow()).isEqualTo(page);
  }
}
