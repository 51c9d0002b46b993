package dev.lodestar.server.tls;

import java.io.IOException;
import java.time.Duration;

/// Looks at the files of keys and certificates now and then, and has them read anew when one has
/// changed. What is wrong with them is logged once; what was in use stays then. They are read again
/// until they can be used, since not all that mends them can be seen: a certificate becomes valid,
/// or somebody is allowed to read a file.
public final class TlsWatch implements AutoCloseable {
  /// Several files change one after the other; it is waited until none has for as long.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration DAY = Duration.ofDays(1);

  private final TlsKeys keys;
  private final Duration interval;
  private final Thread thread;

  /// What is wrong with the files; empty if nothing is.
  private String wrong = "";

  private TlsWatch(TlsKeys keys, Duration interval) {
    this.keys = keys;
    this.interval = interval;
    thread = Thread.ofVirtual().name("lodestar-tls-watch").unstarted(this::run);
  }

  /// Begins to watch.
  public static TlsWatch start(TlsKeys keys, Duration interval) {
    var watch = new TlsWatch(keys, interval);
    watch.thread.start();
    return watch;
  }

  private void run() {
    var warned = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(interval);
        if (keys.haveChanged()) {
          settle();
          wrong = "";
          reload();
          warned = System.nanoTime();
        } else if (!wrong.isEmpty()) {
          reload();
        } else if (System.nanoTime() - warned > DAY.toNanos()) {
          keys.warnOfExpiry();
          warned = System.nanoTime();
        }
      }
    } catch (InterruptedException stopped) {
      // the server stops
    }
  }

  /// Waits until nobody writes any more.
  private void settle() throws InterruptedException {
    var before = keys.fingerprint();
    while (true) {
      Thread.sleep(interval.compareTo(PAUSE) < 0 ? interval : PAUSE);
      var now = keys.fingerprint();
      if (now.equals(before)) {
        return;
      }
      before = now;
    }
  }

  private void reload() {
    try {
      keys.reload();
      wrong = "";
    } catch (IOException | RuntimeException unusable) {
      var why = String.valueOf(unusable.getMessage());
      if (!why.equals(wrong)) {
        wrong = why;
        TlsKeys.logger()
            .error(
                "tls_reload_failed The files of TLS have changed, but cannot be used; the"
                    + " certificates from before stay in use. {}",
                why);
      }
    }
  }

  /// Ends the watch.
  @Override
  public void close() {
    thread.interrupt();
  }
}
