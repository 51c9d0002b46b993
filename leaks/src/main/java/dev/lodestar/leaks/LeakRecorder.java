package dev.lodestar.leaks;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Netty's leak detector, which remembers what it has found. Netty makes it by its name, a system
/// property that the build sets.
///
/// @param <T> what is watched
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {
  private static final List<String> FOUND = new CopyOnWriteArrayList<>();

  /// Creates a detector; called by Netty.
  public LeakRecorder(Class<?> type, int samplingInterval) {
    super(type, samplingInterval);
  }

  /// Creates a detector; called by Netty.
  public LeakRecorder(Class<?> type, int samplingInterval, long maxActive) {
    super(type, samplingInterval);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String type, String records) {
    FOUND.add(type + "\n" + records);
  }

  @Override
  protected void reportUntracedLeak(String type) {
    FOUND.add(type);
  }

  /// Returns what has been found since the last call, after looking once more.
  static List<String> take() throws InterruptedException {
    for (var i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      // Netty looks whenever a buffer is allocated.
      PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
    var found = List.copyOf(FOUND);
    FOUND.clear();
    return found;
  }
}
