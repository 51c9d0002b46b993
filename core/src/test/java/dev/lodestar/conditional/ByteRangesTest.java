package dev.lodestar.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.conditional.ByteRanges.ByteRange;
import dev.lodestar.conditional.ByteRanges.Satisfiable;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {

  private static String of(String header, long length) {
    return switch (ByteRanges.parse(header, length)) {
      case ByteRanges.Ignored _ -> "whole";
      case ByteRanges.Unsatisfiable _ -> "none";
      case Satisfiable(var ranges) ->
          ranges.stream()
              .map(range -> range.first() + "-" + range.last())
              .collect(Collectors.joining(" "));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-0                       | 0-0",
        "bytes=2-4                       | 2-4",
        "bytes=9-9                       | 9-9",
        "bytes=0-                        | 0-9",
        "bytes=5-                        | 5-9",
        "bytes=5-99                      | 5-9",
        "bytes=-1                        | 9-9",
        "bytes=-10                       | 0-9",
        "bytes=-11                       | 0-9",
        "bytes=-99999999999999999999     | 0-9",
        "bytes=5-99999999999999999999    | 5-9",
        "Bytes=2-4                       | 2-4",
        "bytes= 2-4                      | 2-4",
        "bytes=2-4 , 8-8                 | 2-4 8-8",
        "bytes=,2-4,,                    | 2-4",
        "bytes=8-8,2-4                   | 2-4 8-8",
        "bytes=2-4,99-100                | 2-4",
        "bytes=-0,2-4                    | 2-4"
      })
  void ranges_are_read_and_cut_to_the_content(String header, String expected) {
    assertThat(of(header, 10)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-10,20-30,5-25  | 0-30",
        "bytes=0-4,5-9          | 0-9",
        "bytes=0-4,6-9          | 0-4 6-9",
        "bytes=0-50,10-20       | 0-50",
        "bytes=-10,85-95,0-1    | 0-1 85-99",
        "bytes=3-3,3-3          | 3-3"
      })
  void overlapping_and_adjacent_ranges_are_one(String header, String expected) {
    assertThat(of(header, 100)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20,99-", "bytes=-0", "bytes=9999999999999999999-"})
  void ranges_behind_the_content_cannot_be_satisfied(String header) {
    assertThat(of(header, 10)).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=a-b",
        "bytes=1",
        "bytes=1-2-3",
        "bytes=4-2",
        "bytes=0-0,4-2",
        "bytes=1 -2",
        "bytes=1- 2",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=1-2;3-4",
        "bytes=1-2 3-4",
        "bytes =1-2",
        "items=0-1",
        "bytes: 0-1",
        "0-1",
        "bytes=\u0661-2"
      })
  void what_is_malformed_or_of_another_unit_is_ignored(String header) {
    assertThat(of(header, 10)).isEqualTo("whole");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=-5", "bytes=0-0"})
  void empty_content_is_sent_whole(String header) {
    assertThat(of(header, 0)).isEqualTo("whole");
  }

  @Test
  void too_many_ranges_are_ignored() {
    assertThat(of(many(ByteRanges.MAX_RANGES), 1_000_000)).contains("0-0 2-2", "198-198");
    assertThat(of(many(ByteRanges.MAX_RANGES + 1), 1_000_000)).isEqualTo("whole");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> 2 * i + "-" + 2 * i)
        .collect(Collectors.joining(",", "bytes=", ""));
  }

  @Test
  void ranges_together_are_exactly_the_bytes_that_were_asked_for() {
    var random = new Random(9);
    for (var round = 0; round < 5_000; round++) {
      var asked = new boolean[50];
      var header = new ArrayList<String>();
      for (var i = random.nextInt(8); i >= 0; i--) {
        var first = random.nextInt(50);
        var last = first + random.nextInt(12);
        header.add(first + "-" + last);
        for (var at = first; at <= Math.min(last, 49); at++) {
          asked[at] = true;
        }
      }
      var ranges = ByteRanges.parse("bytes=" + String.join(", ", header), 50);

      assertThat(ranges).isInstanceOf(Satisfiable.class);
      var previous = new ByteRange(-2, -2);
      var sent = new boolean[50];
      for (var range : ((Satisfiable) ranges).ranges()) {
        assertThat(range.first()).isGreaterThan(previous.last() + 1);
        for (var at = range.first(); at <= range.last(); at++) {
          sent[(int) at] = true;
        }
        previous = range;
      }
      assertThat(sent).isEqualTo(asked);
    }
  }
}
