package dev.lodestar.pipeline;

import dev.lodestar.offload.Offload;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;

/// The diagnostic context of SLF4J, for threads that an event loop may carry: whoever asks for it
/// first loads the back end, which takes long, and so another thread does that.
final class DiagnosticContext {
  private DiagnosticContext() {}

  /// There is one back end for a process.
  private static final class Loader {
    static final Offload THREAD = new Offload("lodestar-logging", 1);
    static final AtomicBoolean IS_DONE = new AtomicBoolean();
  }

  /// What is said of the current thread.
  static Map<String, String> copy() {
    load();
    var context = MDC.getCopyOfContextMap();
    return context == null ? Map.of() : context;
  }

  private static void load() {
    if (Loader.IS_DONE.get()) {
      return;
    }
    try {
      var _ = Loader.THREAD.run(MDC::getMDCAdapter);
      Loader.IS_DONE.set(true);
    } catch (IOException | RuntimeException | LinkageError failure) {
      // It will be met again where something is logged, and told there.
    }
  }

  static void set(Map<String, String> context) {
    if (!context.isEmpty()) {
      MDC.setContextMap(context);
    }
  }
}
