package dev.lodestar.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.FairnessOptions;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What becomes of a loop whose thread is held.
class HandOverTest {
  private static final int ROUNDS = 300;

  /// What is resumed in a round until it has only to be waited for the end of it.
  private static final int MOST = 200_000;

  /// Work that is done at once, and counted.
  private record Small(AtomicInteger count) implements Work {
    @Override
    public Thread thread() {
      return Thread.currentThread();
    }

    @Override
    public void carry(Shift shift, long number) {
      count.incrementAndGet();
    }

    @Override
    public void done() {}

    @Override
    public void abandoned() {}

    @Override
    public void late() {}
  }

  /// Work that resumes other work until it has lost its loop, as a handler does that wakes others.
  private record Busy(Loop loop, Small other, AtomicInteger resumed, CountDownLatch lost)
      implements Work {
    @Override
    public Thread thread() {
      return Thread.currentThread();
    }

    @Override
    public void carry(Shift shift, long number) {
      for (var i = 0; i < MOST && shift.isAt(number); i++) {
        resume();
      }
      while (shift.isAt(number)) {
        Thread.onSpinWait();
      }
      resume();
    }

    private void resume() {
      loop.resume(other);
      resumed.incrementAndGet();
    }

    @Override
    public void done() {}

    @Override
    public void abandoned() {}

    @Override
    public void late() {
      lost.countDown();
    }
  }

  @Test
  void what_is_resumed_by_work_that_loses_its_loop_meanwhile_is_all_done() throws Exception {
    var fairness = FairnessOptions.defaults().withHandOverAfter(Duration.ofMillis(1));
    var loops = Loops.start(1, NioIoHandler.newFactory(), fairness);
    try {
      var loop = loops.all().getFirst();
      var done = new AtomicInteger();
      var resumed = new AtomicInteger();
      for (var round = 0; round < ROUNDS; round++) {
        var lost = new CountDownLatch(1);
        loop.resume(new Busy(loop, new Small(done), resumed, lost));
        assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
        var caughtUp = new CountDownLatch(1);
        loop.execute(caughtUp::countDown);
        assertThat(caughtUp.await(20, TimeUnit.SECONDS)).isTrue();
      }
      var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (done.get() < resumed.get() && System.nanoTime() - end < 0) {
        Thread.sleep(10);
      }
      assertThat(done).hasValue(resumed.get());
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }
}
