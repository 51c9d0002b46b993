package dev.lodestar.pagination;

import java.util.function.LongSupplier;

/// How long a list is, of which a part is known.
final class Totals {
  private Totals() {}

  /// Counts, unless the part reaches to the end: it is there, but not full, or it is empty although
  /// nothing was passed over.
  static long of(int items, int offset, int limit, LongSupplier total) {
    return items < limit && (items > 0 || offset == 0) ? offset + (long) items : total.getAsLong();
  }
}
