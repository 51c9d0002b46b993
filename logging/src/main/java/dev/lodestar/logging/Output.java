package dev.lodestar.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.log.LogFormat;
import dev.lodestar.log.LogSettings;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Writes lines to the standard error, each with one call. Thread-safe.
///
/// A line that cannot be written is lost, and nothing else: a reader that has gone, one that does
/// not read, and a full disk are no reason to fail for whoever has something to say. How many were
/// lost because nobody read is told when somebody does.
final class Output {
  /// What lines look like, and how they become bytes.
  private record Style(LineFormat format, boolean inUtf8) {
    Charset charset(PrintStream out) {
      return inUtf8 ? UTF_8 : out.charset();
    }
  }

  private final Turns turns = new Turns();
  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable Style style;

  boolean isSet() {
    return style != null;
  }

  void apply(LogSettings settings) {
    style = styleOf(settings);
  }

  private static Style styleOf(LogSettings settings) {
    var terminal = Terminal.isStandardError();
    var console =
        settings.format() == LogFormat.CONSOLE || (settings.format() == LogFormat.AUTO && terminal);
    if (!console) {
      return new Style(new JsonFormat(), true);
    }
    var colours = terminal && Terminal.hasColours(System.getenv());
    return new Style(new ConsoleFormat(new Palette(colours), settings.fullTraces()), false);
  }

  void write(LogLine line) {
    var known = style;
    if (known == null) {
      known = styleOf(LogSettings.defaults());
      style = known;
    }
    var text = known.format().of(line);
    if (!turns.begin()) {
      lost.incrementAndGet();
      return;
    }
    try {
      var missing = lost.getAndSet(0);
      if (missing > 0) {
        write(known, known.format().of(LogLine.of(missing)));
      }
      write(known, text);
    } finally {
      turns.end();
    }
  }

  private static void write(Style style, String text) {
    var out = System.err;
    var bytes = text.getBytes(style.charset(out));
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
