package dev.lodestar.example;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// In which range one expects a number of a certain name.
final class NamedNumbers {
  private static final Range ANY = new Range(BigDecimal.ONE, BigDecimal.valueOf(100));

  private static final Map<String, Range> RANGES = ranges();

  private NamedNumbers() {}

  /// @param first the smallest number
  /// @param last the largest number
  record Range(BigDecimal first, BigDecimal last) {}

  static Range range(String name) {
    return NameWords.find(name, RANGES).orElse(ANY);
  }

  private static Map<String, Range> ranges() {
    var ranges = new HashMap<String, Range>();
    put(ranges, 1, 9_999, "id", "number", "code", "key", "reference");
    put(ranges, 5, 200, "price", "amount", "total", "cost", "fee", "charge", "sum", "value");
    put(ranges, 100, 5_000, "balance", "budget", "revenue", "credit");
    put(ranges, 30_000, 90_000, "salary", "income");
    put(ranges, 1, 20, "quantity", "count", "stock", "items", "pieces", "seats", "rooms");
    put(ranges, 18, 80, "age");
    put(ranges, 1990, 2030, "year");
    put(ranges, 1, 12, "month");
    put(ranges, 1, 28, "day");
    put(ranges, 0, 23, "hour");
    put(ranges, 0, 59, "minute", "second");
    put(ranges, -60, 60, "latitude", "lat");
    put(ranges, -150, 150, "longitude", "lon", "lng");
    put(ranges, 0, 25, "discount", "tax", "vat");
    put(ranges, 0, 100, "percent", "percentage", "score", "progress");
    put(ranges, 0, 1, "ratio", "fraction", "probability", "opacity");
    put(ranges, 1, 5, "rating", "stars", "level", "priority", "rank", "version", "revision");
    put(ranges, 1, 5, "page");
    put(ranges, 10, 50, "limit", "page size");
    put(ranges, 0, 100, "offset", "index", "position");
    put(ranges, 1_024, 9_999, "port");
    put(ranges, 1, 50, "weight", "mass");
    put(ranges, 10, 300, "width", "height", "length", "depth", "size", "distance", "radius");
    put(ranges, -10, 35, "temperature");
    put(ranges, 1_700_000_000, 1_800_000_000, "timestamp", "epoch");
    put(ranges, 1_000, 5_000_000, "bytes");
    return Map.copyOf(ranges);
  }

  private static void put(Map<String, Range> ranges, long first, long last, String... names) {
    var range = new Range(BigDecimal.valueOf(first), BigDecimal.valueOf(last));
    for (var name : names) {
      ranges.put(name, range);
    }
  }
}
