package dev.lodestar.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void each_built_in_slot_knows_its_type_and_reads_back_what_it_writes() {
    assertRoundTrip("str", String.class, "text");
    assertRoundTrip("int", int.class, "-5");
    assertRoundTrip("long", long.class, "5000000000");
    assertRoundTrip("double", double.class, "2.5");
    assertRoundTrip("decimal", java.math.BigDecimal.class, "2.50");
    assertRoundTrip("uuid", java.util.UUID.class, "0d9f9d3e-4f8c-4d37-8a05-6fd3f2b1f0aa");
    assertRoundTrip("bool", boolean.class, "true");
    assertRoundTrip("date", java.time.LocalDate.class, "2026-02-28");
    assertRoundTrip("datetime", java.time.OffsetDateTime.class, "2026-02-28T10:15:30Z");
    assertRoundTrip("time", java.time.LocalTime.class, "10:15:30");
    assertRoundTrip("duration", java.time.Duration.class, "PT1H30M");
    assertRoundTrip("path", String.class, "a/b");
    assertThat(Slots.standard().names()).hasSize(12);
  }

  private static void assertRoundTrip(String name, Class<?> type, String text) {
    var slot = Slots.standard().find(name).orElseThrow();
    assertThat(slot.type()).isEqualTo(type);
    assertThat(reformat(slot, text)).isEqualTo(text);
  }

  private static <V> String reformat(Slots.Slot<V> slot, String text) {
    return slot.converter().format(slot.converter().parse(text));
  }

  @Test
  void a_slot_can_be_added_without_changing_the_built_in_set() {
    var slots = again("sku", Slots.standard().find("str").orElseThrow());
    assertThat(slots.find("sku")).isPresent();
    assertThat(slots.find("int")).isPresent();
    assertThat(Slots.standard().find("sku")).isEmpty();
  }

  @Test
  void a_taken_or_unwritable_name_is_refused() {
    var text = Slots.standard().find("str").orElseThrow();
    assertThatThrownBy(() -> again("int", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The slot type \"int\" exists already; choose another name.");
    assertThatThrownBy(() -> again("a-b", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The slot type \"a-b\" is not a Java identifier, such as \"sku\".");
  }

  private static <V> Slots again(String name, Slots.Slot<V> slot) {
    return Slots.standard().with(name, slot.type(), slot.converter());
  }

  @Test
  void a_segment_list_splits_and_joins_text() {
    assertThat(SegmentList.CONVERTER.parse("a/b")).containsExactly("a", "b");
    assertThat(SegmentList.CONVERTER.format(List.of("a", "b"))).isEqualTo("a/b");
    assertThatThrownBy(() -> SegmentList.CONVERTER.format(List.of("a/b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The segment \"a/b\" contains a slash and cannot be joined with others.");
  }
}
