package dev.lodestar.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class DiskThreadsTest {

  private static <T> T onVirtualThread(DiskThreads.Action<T> action) throws Exception {
    var task = new FutureTask<>(action::run);
    Thread.ofVirtual().start(task);
    return task.get();
  }

  @Test
  void a_virtual_thread_does_not_wait_for_the_disk_itself() throws Exception {
    var worker = onVirtualThread(() -> DiskThreads.run(Thread::currentThread));

    assertThat(worker.isVirtual()).isFalse();
    assertThat(worker.getName()).startsWith("lodestar-form-disk-");
    assertThat(worker.isDaemon()).isTrue();
  }

  @Test
  void another_thread_does() throws IOException {
    assertThat(DiskThreads.run(Thread::currentThread)).isSameAs(Thread.currentThread());
  }

  @Test
  void failures_are_those_of_the_action() {
    var checked = new IOException("full");
    var unchecked = new IllegalStateException("broken");

    assertThatThrownBy(() ->
            onVirtualThread(() ->
                DiskThreads.run(() -> {
                  throw checked;
                })))
        .hasCause(checked);
    assertThatThrownBy(() ->
            onVirtualThread(() ->
                DiskThreads.run(() -> {
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
              DiskThreads.run(() -> {
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
