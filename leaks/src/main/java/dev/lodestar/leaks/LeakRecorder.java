package dev.lodestar.leaks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Netty's leak detector, which remembers what it has found.
///
/// @param <T> what is watched
final class LeakRecorder<T> extends ResourceLeakDetector<T> {
  private static final List<String> FOUND = new CopyOnWriteArrayList<>();

  private static int looks;

  private LeakRecorder(Class<?> type, int samplingInterval) {
    super(type, samplingInterval);
  }

  /// Has every buffer watched, of all kinds that no class has asked Netty for a detector of before.
  static void install() {
    ResourceLeakDetector.setLevel(Level.PARANOID);
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
        new ResourceLeakDetectorFactory() {
          @Override
          @SuppressWarnings("deprecation") // it has to be there
          public <T> ResourceLeakDetector<T> newResourceLeakDetector(
              Class<T> type, int samplingInterval, long maxActive) {
            return new LeakRecorder<>(type, samplingInterval);
          }
        });
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
  ///
  /// Each look has to find a buffer that it forgets itself. There are two, one after the other:
  /// what the collector finds is told in the order of collections, so whatever the first of them
  /// found has been told when the second has found its own.
  static synchronized List<String> take() throws InterruptedException {
    findOwn(() -> PooledByteBufAllocator.DEFAULT.directBuffer(100));
    findOwn(() -> Unpooled.directBuffer(100));
    var found = List.copyOf(FOUND);
    FOUND.removeAll(found);
    return found;
  }

  private static void findOwn(Supplier<ByteBuf> kind) throws InterruptedException {
    var mark = "(forgotten on purpose, look " + ++looks + ")";
    forget(kind, mark);
    var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    do {
      System.gc();
      for (var i = 0; i < 50; i++) {
        // Netty looks whenever a buffer is allocated.
        kind.get().release();
        if (FOUND.removeIf(leak -> leak.contains(mark))) {
          return;
        }
        Thread.sleep(1);
      }
    } while (System.nanoTime() < end);
    throw new AssertionError(
        "A buffer that was forgotten on purpose has not been found within a minute, so no other would"
            + " be. Netty may have been used before this extension was there.");
  }

  private static void forget(Supplier<ByteBuf> kind, String mark) {
    kind.get().touch(mark);
  }
}
