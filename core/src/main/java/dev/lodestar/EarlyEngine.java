package dev.lodestar;

import dev.lodestar.engine.Engine;
import java.util.Optional;
import java.util.ServiceLoader;

/// Prepares the engine while the first application of the process is being built, since both take
/// about as long and neither needs the other. With one processor there is nothing to gain, and
/// tools that only look at an application need no engine.
final class EarlyEngine {
  private EarlyEngine() {}

  /// The preparation, which begins with whoever asks first.
  private static final class Preparation extends Thread {
    static final Preparation THREAD = new Preparation();

    static {
      if (Runtime.getRuntime().availableProcessors() > 1) {
        THREAD.start();
      }
    }

    private Preparation() {
      super("lodestar-prepare");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        find().ifPresent(Engine::prepare);
      } catch (RuntimeException | Error failure) {
        // The start of a server meets it again, and reports it.
      }
    }
  }

  /// Begins, unless that has happened.
  static void begin() {
    if (!(Thread.currentThread() instanceof ProgramThread)) {
      var _ = Preparation.THREAD;
    }
  }

  /// Waits until everything is prepared, or for nothing if the thread is interrupted.
  static void await() {
    try {
      Preparation.THREAD.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks for the engine.
  static Optional<Engine> find() {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).findFirst();
  }
}
