package dev.lodestar.logging;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Times as texts, without what formats them by patterns, which is slow to load.
final class Times {
  private static final long MILLIS = 1_000;

  private Times() {}

  /// `2026-11-29T08:33:28.123Z`.
  static void appendUtc(StringBuilder out, long millis) {
    var time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, MILLIS),
            (int) Math.floorMod(millis, MILLIS) * 1_000_000,
            ZoneOffset.UTC);
    digits(out, time.getYear(), 4);
    digits(out.append('-'), time.getMonthValue(), 2);
    digits(out.append('-'), time.getDayOfMonth(), 2);
    append(out.append('T'), time.toLocalTime());
    out.append('Z');
  }

  /// `08:33:28.123`, as clocks here show it.
  static void appendLocal(StringBuilder out, long millis) {
    append(
        out,
        LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault())
            .toLocalTime());
  }

  private static void append(StringBuilder out, LocalTime time) {
    digits(out, time.getHour(), 2);
    digits(out.append(':'), time.getMinute(), 2);
    digits(out.append(':'), time.getSecond(), 2);
    digits(out.append('.'), time.getNano() / 1_000_000, 3);
  }

  private static void digits(StringBuilder out, int number, int width) {
    var text = Integer.toString(number);
    out.append("0".repeat(Math.max(0, width - text.length()))).append(text);
  }
}
