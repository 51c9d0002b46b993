package dev.lodestar.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class OffloadTest {
  private static final Offload OFFLOAD = new Offload("lodestar-test", 2);

  private static <T> T onVirtualThread(Callable<T> action) throws Exception {
    var task = new FutureTask<>(action);
    Thread.ofVirtual().start(task);
    return task.get();
  }

  @Test
  void a_virtual_thread_does_not_do_it_itself() throws Exception {
    var worker = onVirtualThread(() -> OFFLOAD.run(Thread::currentThread));

    assertThat(worker.isVirtual()).isFalse();
    assertThat(worker.getName()).startsWith("lodestar-test-");
    assertThat(worker.isDaemon()).isTrue();
  }

  @Test
  void another_thread_does() throws IOException {
    assertThat(OFFLOAD.run(Thread::currentThread)).isSameAs(Thread.currentThread());
  }

  @Test
  void failures_are_those_of_the_action() {
    var checked = new IOException("full");
    var unchecked = new IllegalStateException("broken");

    assertThatThrownBy(() ->
            onVirtualThread(() ->
                OFFLOAD.run(() -> {
                  throw checked;
                })))
        .hasCause(checked);
    assertThatThrownBy(() ->
            onVirtualThread(() ->
                OFFLOAD.run(() -> {
                  throw unchecked;
                })))
        .hasCause(unchecked);
  }

  @Test
  void an_interruption_waits_until_the_action_is_done() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var task =
        new FutureTask<>(() -> {
          var result =
              OFFLOAD.run(() -> {
                begun.countDown();
                return awaited(end);
              });
          return result && Thread.currentThread().isInterrupted();
        });
    var thread = Thread.ofVirtual().start(task);
    begun.await();

    thread.interrupt();
    end.countDown();

    assertThat(task.get()).isTrue();
  }

  private static boolean awaited(CountDownLatch end) throws IOException {
    try {
      end.await();
      return true;
    } catch (InterruptedException unexpected) {
      throw new IOException(unexpected);
    }
  }
}
