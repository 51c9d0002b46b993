package dev.lodestar.benchmarks.mixed;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// What a server had before a load, under it, and after it. It has grown if the last quarter of the
/// load, or what is left when it is over, is above the first by more than noise.
///
/// @param before the server at rest, warmed up
/// @param under looks at it under load, the first ones first
/// @param after the server at rest again
record Growth(ServerState before, List<ServerState> under, ServerState after) {

  /// What is looked at, and how much more of it is no growth.
  private record Row(String what, long allowed, ToLongFunction<ServerState> value) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("heap after collections, without Netty's pool, KiB", 6_144, ServerState::heap),
          new Row("resident memory, MiB", 64, ServerState::resident),
          new Row("memory of Netty's pool, KiB", 16_384, ServerState::pooled),
          new Row("direct memory of it in buffers, KiB", 4_096, ServerState::pinned),
          new Row("direct memory of the virtual machine, KiB", 8_192, ServerState::direct),
          new Row("open files", 30, ServerState::files),
          new Row("threads of the platform", 4, ServerState::threads),
          new Row("virtual threads", 30, ServerState::virtualThreads));

  /// At rest nothing comes and goes, so nothing of this may be left.
  private static final List<Row> EXACT =
      List.of(
          new Row("open files", 0, ServerState::files),
          new Row("virtual threads", 0, ServerState::virtualThreads));

  boolean passed() {
    return ROWS.stream().allMatch(this::passed)
        && EXACT.stream().allMatch(row -> isWithin(row, before, after));
  }

  private boolean passed(Row row) {
    return last(row) <= first(row) + row.allowed() && isWithin(row, before, after);
  }

  private static boolean isWithin(Row row, ServerState before, ServerState after) {
    var value = row.value();
    return value.applyAsLong(after) <= value.applyAsLong(before) + row.allowed();
  }

  /// The lines of a table of Markdown.
  String markdown() {
    var text =
        new StringBuilder(
            "| of the server | at rest before | first quarter | last quarter | at rest after | more is"
                + " growth |\n|---|---:|---:|---:|---:|---:|\n");
    for (var row : ROWS) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %,d | %,d | %s%,d |%n",
              row.what(),
              row.value().applyAsLong(before),
              first(row),
              last(row),
              row.value().applyAsLong(after),
              passed(row) ? "+" : "**GROWN** +",
              row.allowed()));
    }
    EXACT.stream()
        .filter(row -> !isWithin(row, before, after))
        .forEach(row -> text.append("\nLeft at rest, where nothing may be: ").append(row.what()));
    return text.toString();
  }

  private long first(Row row) {
    return median(under.subList(0, quarter()), row.value());
  }

  private long last(Row row) {
    return median(under.subList(under.size() - quarter(), under.size()), row.value());
  }

  private int quarter() {
    return Math.max(1, under.size() / 4);
  }

  private static long median(List<ServerState> states, ToLongFunction<ServerState> value) {
    var sorted = states.stream().mapToLong(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
