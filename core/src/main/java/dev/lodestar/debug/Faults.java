package dev.lodestar.debug;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Reads a failure: itself, what it suppressed and its causes, in the order of a stack trace.
/// However an exception behaves when it is asked, and however many there are, this ends and does
/// not throw.
final class Faults {
  static final int MOST_EXCEPTIONS = 20;
  static final int MOST_FRAMES = 100;
  static final int LONGEST_MESSAGE = 2_000;

  private static final StackTraceElement[] NO_FRAMES = {};

  private final List<Fault> faults = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Faults() {}

  static List<Fault> of(Throwable failure) {
    var faults = new Faults();
    faults.read(failure, "", 0, NO_FRAMES);
    return List.copyOf(faults.faults);
  }

  private void read(Throwable failure, String relation, int depth, StackTraceElement[] around) {
    if (faults.size() == MOST_EXCEPTIONS || !seen.add(failure)) {
      return;
    }
    var calls = callsOf(failure);
    var common = commonEnd(calls, around);
    var own = calls.length - common;
    var shown = Math.min(own, MOST_FRAMES);
    faults.add(
        new Fault(
            relation,
            depth,
            failure.getClass().getName(),
            messageOf(failure),
            List.of(calls).subList(0, shown),
            common,
            own - shown));
    for (var suppressed : failure.getSuppressed()) {
      read(suppressed, "Suppressed", depth + 1, calls);
    }
    var cause = orElse(failure::getCause, null);
    if (cause != null) {
      read(cause, "Caused by", depth, calls);
    }
  }

  private static String messageOf(Throwable failure) {
    try {
      var message = failure.getMessage();
      return message == null ? "" : Texts.cut(message, LONGEST_MESSAGE);
    } catch (Throwable unreadable) {
      return "(the message cannot be read: " + unreadable.getClass().getName() + ")";
    }
  }

  private static StackTraceElement[] callsOf(Throwable failure) {
    var calls = orElse(failure::getStackTrace, null);
    return calls == null || Arrays.asList(calls).contains(null) ? NO_FRAMES : calls;
  }

  private static int commonEnd(StackTraceElement[] calls, StackTraceElement[] around) {
    var common = 0;
    while (common < calls.length
        && common < around.length
        && calls[calls.length - 1 - common].equals(around[around.length - 1 - common])) {
      common++;
    }
    return common;
  }

  /// An exception is code of others: whatever it throws when it is read is no reason to fail.
  private static <T> @Nullable T orElse(Callable<@Nullable T> read, @Nullable T fallback) {
    try {
      return read.call();
    } catch (Throwable unreadable) {
      return fallback;
    }
  }
}
