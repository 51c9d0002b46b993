package dev.lodestar.server.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// Logs what holds event loops: each handler at most once in a while, with where it is and how
/// often it was caught. Used by the watchdog's thread only.
final class HeldReports {
  private static final int MOST_HANDLERS = 1_000;

  private final long interval;
  private final Map<String, Seen> handlers = new HashMap<>();

  private static final class Seen {
    private long times;
    private long lastLogged;
  }

  /// What a log shows the stack of: no failure, and made without a stack of its own.
  private static final class Where extends Throwable {
    private static final long serialVersionUID = 1;

    Where(StackTraceElement[] stack) {
      super("It is here:", null, false, true);
      setStackTrace(stack);
    }
  }

  HeldReports(Duration interval) {
    this.interval = interval.toNanos();
  }

  /// Reports what holds a loop, or has been holding one until that got another thread, unless it is
  /// over by now.
  void report(Shift shift, long state, long heldFor, long now) {
    var work = shift.work();
    var stack = work.thread().getStackTrace();
    var what = work.toString();
    var handedOver = shift.isLost();
    if (handedOver ? shift.hasLeft() : !shift.isAt(state)) {
      return;
    }
    var handler = handler(stack);
    var seen = handlers.get(handler);
    if (seen == null) {
      if (handlers.size() == MOST_HANDLERS) {
        handlers.clear();
      }
      seen = new Seen();
      handlers.put(handler, seen);
    }
    seen.times++;
    if (seen.times == 1 || now - seen.lastLogged >= interval) {
      seen.lastLogged = now;
      LoggerFactory.getLogger(Watchdog.class)
          .warn(
              "event_loop_held handler={} request=\"{}\" ms={} handed_over={} times={}",
              handler,
              what,
              heldFor / 1_000_000,
              handedOver,
              seen.times,
              new Where(stack));
    }
  }

  /// The handler is what the framework has called: the frame of the application that is next to one
  /// of the framework, seen from the top of the stack.
  static String handler(StackTraceElement[] stack) {
    var handler = "unknown";
    for (var frame : stack) {
      var type = frame.getClassName();
      if (type.startsWith("dev.lodestar.")) {
        if (!handler.equals("unknown")) {
          return handler;
        }
      } else if (!isOfPlatform(type)) {
        handler = type + "." + frame.getMethodName();
      }
    }
    return handler;
  }

  /// Whether a type is none of the application, though it is none of the framework either.
  private static boolean isOfPlatform(String type) {
    return type.startsWith("java.")
        || type.startsWith("jdk.")
        || type.startsWith("sun.")
        || type.startsWith("io.netty.");
  }
}
