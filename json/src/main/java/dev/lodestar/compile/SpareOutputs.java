package dev.lodestar.compile;

import dev.lodestar.format.Output;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Outputs that nothing is written to at the moment. Making and clearing the array of a new one
/// takes a notable part of the time that a document takes.
///
/// Threads look at different places, as far as there are some, so that they seldom wait for each
/// other's caches. Where there is none, a new one is made: nobody waits for anybody.
///
/// @param <O> the class of the outputs
public final class SpareOutputs<O extends Output> {
  /// A power of two.
  private static final int PLACES = 16;

  /// So many references fill a line of a processor's cache.
  private static final int DISTANCE = 16;

  /// Outputs with larger arrays are kept at one place only.
  private static final int LARGE = 100_000;

  private static final int LARGE_PLACE = PLACES * DISTANCE;
  private static final int MOST = 2_000_000;

  private final AtomicReferenceArray<@Nullable O> kept =
      new AtomicReferenceArray<>(LARGE_PLACE + DISTANCE);

  /// Takes an output; null if there is none.
  ///
  /// @param size how long the document probably becomes
  public @Nullable O take(int size) {
    int place = place(size);
    return kept.getPlain(place) == null ? null : kept.getAndSet(place, null);
  }

  /// Takes an output back whose document is complete. Nothing may use it afterwards.
  public void giveBack(O output) {
    int size = output.array().length;
    if (size <= MOST) {
      output.clear();
      kept.setRelease(place(size), output);
    }
  }

  private static int place(int size) {
    return size > LARGE
        ? LARGE_PLACE
        : ((int) Thread.currentThread().threadId() & (PLACES - 1)) * DISTANCE;
  }
}
