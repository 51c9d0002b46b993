package dev.lodestar;

import dev.lodestar.engine.Engine;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Prepares the engine while the first application of the process is being built, since both take
/// about as long and neither needs the other. With one processor there is nothing to gain, and
/// tools that only look at an application need no engine.
final class EarlyEngine {
  private EarlyEngine() {}

  /// The preparation, which begins with whoever asks first.
  private static final class Preparation extends Thread {
    static final Preparation THREAD = new Preparation();

    /// What it has found.
    private volatile @Nullable Engine engine;

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
        var found = search();
        if (found.isPresent()) {
          engine = found.get();
          found.get().prepare();
        }
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

  /// The engine: what was prepared, since looking for services opens every jar of the class path.
  static Optional<Engine> find() {
    var prepared = Preparation.THREAD.engine;
    return prepared == null ? search() : Optional.of(prepared);
  }

  private static Optional<Engine> search() {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).findFirst();
  }
}
