package dev.lodestar.logging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The stack trace of an exception, with its causes: whole, or with the frames of the application
/// and how many others there are between them.
final class Trace {
  /// What an exception shows if none of its frames belongs to the application.
  private static final int FRAMES_WITHOUT_OWN = 8;

  /// How many exceptions are shown: the first, causes, and what they suppressed.
  private static final int MOST_EXCEPTIONS = 20;

  /// What is nobody's own code: the JDK, the framework, and what applications are often built with.
  private static final List<String> FOREIGN =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "jakarta.",
          "dev.lodestar.",
          "io.netty.",
          "org.slf4j.",
          "ch.qos.logback.",
          "org.apache.",
          "com.fasterxml.",
          "tools.jackson.",
          "com.google.",
          "org.hibernate.",
          "org.jboss.",
          "com.zaxxer.hikari.",
          "org.postgresql.",
          "org.h2.",
          "com.mysql.",
          "org.mariadb.",
          "redis.clients.",
          "io.lettuce.",
          "org.flywaydb.",
          "io.micrometer.",
          "io.opentelemetry.",
          "io.prometheus.",
          "reactor.",
          "kotlin.",
          "kotlinx.",
          "scala.",
          "groovy.",
          "org.junit.",
          "org.assertj.",
          "org.mockito.",
          "picocli.");

  /// What a line of a trace is.
  enum Kind {
    /// The type of an exception and its message.
    EXCEPTION,
    /// A frame of the application.
    OWN,
    /// Any other frame.
    FOREIGN,
    /// How many frames are not shown.
    LEFT_OUT
  }

  /// A line of a trace.
  ///
  /// @param text without the end of the line; it has been made safe to show
  record Line(Kind kind, String text) {}

  private final boolean full;
  private final List<Line> lines = new ArrayList<>();
  private final Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());
  private int room;

  private Trace(boolean full, int most) {
    this.full = full;
    this.room = most;
  }

  /// The lines of a trace.
  ///
  /// @param full whether all frames are shown
  /// @param most how many characters there may be
  static List<Line> of(Throwable failure, boolean full, int most) {
    var trace = new Trace(full, most);
    try {
      trace.add(failure, "", "", new StackTraceElement[0]);
    } catch (Throwable worse) {
      trace.lines.add(
          new Line(
              Kind.EXCEPTION,
              failure.getClass().getName()
                  + " [its trace cannot be had: "
                  + worse.getClass().getName()
                  + "]"));
    }
    return trace.lines;
  }

  /// The whole trace, with what ends the lines between them.
  static String text(Throwable failure, int most) {
    var text = new StringBuilder();
    for (var line : of(failure, true, most)) {
      text.append(text.isEmpty() ? "" : "\n").append(line.text());
    }
    return text.toString();
  }

  private void add(
      Throwable failure, String indent, String caption, StackTraceElement[] enclosing) {
    if (shown.size() == MOST_EXCEPTIONS) {
      put(Kind.LEFT_OUT, indent + "… and further exceptions");
      return;
    }
    var head = new StringBuilder(indent).append(caption).append(failure.getClass().getName());
    if (!shown.add(failure)) {
      put(Kind.EXCEPTION, head.append(" (shown above)").toString());
      return;
    }
    var message = Texts.messageOf(failure);
    if (!message.isEmpty()) {
      Texts.appendTo(head.append(": "), message, LineFormat.MAX_VALUE);
    }
    put(Kind.EXCEPTION, head.toString());
    var frames = failure.getStackTrace();
    var own = frames.length - inCommon(frames, enclosing);
    frames(frames, own, indent);
    if (own < frames.length) {
      put(Kind.LEFT_OUT, indent + "    … " + counted(frames.length - own) + " as above");
    }
    for (var suppressed : failure.getSuppressed()) {
      add(suppressed, indent + "    ", "Suppressed: ", frames);
    }
    var cause = failure.getCause();
    if (cause != null) {
      add(cause, indent, "Caused by: ", frames);
    }
  }

  /// How many frames at the end are those of the exception around.
  private static int inCommon(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    var count = 0;
    while (count < frames.length
        && count < enclosing.length
        && frames[frames.length - 1 - count].equals(enclosing[enclosing.length - 1 - count])) {
      count++;
    }
    return count;
  }

  private void frames(StackTraceElement[] frames, int count, String indent) {
    var anyOwn = full;
    for (var i = 0; i < count; i++) {
      anyOwn |= isOwn(frames[i]);
    }
    var foreign = new ArrayList<StackTraceElement>();
    for (var i = 0; i < count && room > 0; i++) {
      var isOwn = isOwn(frames[i]);
      if (full || isOwn || (!anyOwn && i < FRAMES_WITHOUT_OWN)) {
        leaveOut(foreign, indent);
        put(isOwn ? Kind.OWN : Kind.FOREIGN, indent + "    at " + text(frames[i]));
      } else {
        foreign.add(frames[i]);
      }
    }
    leaveOut(foreign, indent);
  }

  private void leaveOut(List<StackTraceElement> foreign, String indent) {
    if (foreign.isEmpty()) {
      return;
    }
    var names = new LinkedHashSet<String>();
    for (var frame : foreign) {
      names.add(family(frame.getClassName()));
    }
    put(
        Kind.LEFT_OUT,
        indent + "    … " + counted(foreign.size()) + " of " + String.join(", ", names));
    foreign.clear();
  }

  private static String counted(int frames) {
    return frames == 1 ? "1 frame" : frames + " frames";
  }

  static boolean isOwn(StackTraceElement frame) {
    for (var prefix : FOREIGN) {
      if (frame.getClassName().startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }

  /// Whose a class is: `java` of those of the JDK, else the first two parts of its package.
  private static String family(String className) {
    for (var jdk : List.of("java.", "javax.", "jdk.", "sun.", "com.sun.")) {
      if (className.startsWith(jdk)) {
        return "java";
      }
    }
    var first = className.indexOf('.');
    var second = className.indexOf('.', first + 1);
    return second > 0 ? className.substring(0, second) : className;
  }

  private static String text(StackTraceElement frame) {
    var text = new StringBuilder();
    var name = frame.getClassName() + "." + frame.getMethodName();
    Texts.appendTo(text, name, LineFormat.MAX_VALUE);
    var file = frame.getFileName();
    text.append('(');
    if (frame.isNativeMethod()) {
      text.append("Native Method");
    } else if (file == null) {
      text.append("Unknown Source");
    } else {
      Texts.appendTo(text, file, LineFormat.MAX_VALUE);
      if (frame.getLineNumber() >= 0) {
        text.append(':').append(frame.getLineNumber());
      }
    }
    return text.append(')').toString();
  }

  private void put(Kind kind, String text) {
    if (room <= 0) {
      return;
    }
    room -= text.length() + 1;
    lines.add(
        room > 0 ? new Line(kind, text) : new Line(Kind.LEFT_OUT, "    … and further frames"));
  }
}
