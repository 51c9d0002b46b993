package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Answers on a platform thread, which may be blocked without holding up other connections, while
/// the request's own thread waits.
record BlockingEndpoint(BlockingThreads threads, Endpoint inner) implements Endpoint {

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var work = new Work(inner, request, match);
    threads.start(work);
    return work.await();
  }

  /// The handling of one request.
  private static final class Work implements Runnable {
    private final Endpoint inner;
    private final Request request;
    private final Match<?> match;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Thread worker;
    private boolean interrupted;
    private @Nullable RenderedResponse answer;
    private @Nullable Throwable failure;

    Work(Endpoint inner, Request request, Match<?> match) {
      this.inner = inner;
      this.request = request;
      this.match = match;
    }

    @Override
    public void run() {
      begin();
      try {
        answer = inner.answer(request, match);
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        end();
        done.countDown();
      }
    }

    private synchronized void begin() {
      worker = Thread.currentThread();
      if (interrupted) {
        worker.interrupt();
      }
    }

    /// From here on the thread may be at work for another request.
    private synchronized void end() {
      worker = null;
    }

    private synchronized void interrupt() {
      interrupted = true;
      if (worker != null) {
        worker.interrupt();
      }
    }

    /// Waits for the end, and passes interruptions on.
    RenderedResponse await() throws Throwable {
      var signalled = false;
      while (true) {
        try {
          done.await();
          break;
        } catch (InterruptedException signal) {
          signalled = true;
          interrupt();
        }
      }
      if (signalled) {
        Thread.currentThread().interrupt();
      }
      if (answer == null) {
        throw failure == null ? new IllegalStateException("There is no answer.") : failure;
      }
      return answer;
    }
  }
}
