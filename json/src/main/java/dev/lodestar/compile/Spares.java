package dev.lodestar.compile;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Inputs or outputs that no document uses at the moment. Making a new one and the arrays that it
/// has takes a notable part of the time that a document takes.
///
/// Threads look at different places, as far as there are some, so that they seldom wait for each
/// other's caches. Where there is none, a new one is made: nobody waits for anybody.
///
/// @param <T> the class of the inputs or outputs
public final class Spares<T> {
  /// A power of two.
  private static final int PLACES = 16;

  /// So many references fill a line of a processor's cache.
  private static final int DISTANCE = 16;

  /// Those with larger arrays are kept at one place only.
  private static final int LARGE = 100_000;

  private static final int LARGE_PLACE = PLACES * DISTANCE;
  private static final int MOST = 2_000_000;

  private final AtomicReferenceArray<@Nullable T> kept =
      new AtomicReferenceArray<>(LARGE_PLACE + DISTANCE);

  /// Takes one; null if there is none.
  ///
  /// @param size how large its array should be
  public @Nullable T take(int size) {
    int place = place(size);
    return kept.getPlain(place) == null ? null : kept.getAndSet(place, null);
  }

  /// Takes one back that is ready for another document. Nothing else may use it afterwards.
  ///
  /// @param size how large its array is
  public void giveBack(T spare, int size) {
    if (size <= MOST) {
      kept.setRelease(place(size), spare);
    }
  }

  private static int place(int size) {
    return size > LARGE
        ? LARGE_PLACE
        : ((int) Thread.currentThread().threadId() & (PLACES - 1)) * DISTANCE;
  }
}
