package dev.lodestar;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Runs a program that hands its application over where it would serve it.
final class ProgramThread extends Thread {
  /// A program ends at once when it has handed its application over, unless it catches everything.
  private static final Duration ENDING = Duration.ofSeconds(1);

  private final Lodestar.Program program;
  private final CountDownLatch decided = new CountDownLatch(1);
  private @Nullable App application;
  private @Nullable Throwable failure;

  private ProgramThread(Lodestar.Program program) {
    super("lodestar-program");
    this.program = program;
    setDaemon(true);
    setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  static Optional<App> applicationOf(Lodestar.Program program) throws Throwable {
    var thread = new ProgramThread(program);
    thread.start();
    try {
      thread.decided.await();
      thread.join(ENDING);
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      throw interrupted;
    }
    if (thread.application != null) {
      return Optional.of(thread.application);
    }
    if (thread.failure != null) {
      throw thread.failure;
    }
    return Optional.empty();
  }

  /// Ends the program if it is one that hands its application over.
  static void offer(App application) {
    if (Thread.currentThread() instanceof ProgramThread thread) {
      if (thread.application == null) {
        thread.application = application;
        thread.decided.countDown();
      }
      throw new HandedOver();
    }
  }

  @Override
  public void run() {
    try {
      program.run();
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      decided.countDown();
    }
  }

  /// Unwinds the program; an error, so that it does not take it for a failure to start.
  private static final class HandedOver extends Error {
    private static final long serialVersionUID = 1L;

    HandedOver() {
      super("The application was handed over to a tool, and is not served.", null, false, false);
    }
  }
}
