package dev.lodestar.logging;

import org.slf4j.event.Level;

/// Lines for people.
final class ConsoleFormat implements LineFormat {
  private static final int LEVEL_WIDTH = 5;

  /// Enough of a request id to find its lines.
  private static final int ID_LENGTH = 8;

  private final Palette palette;
  private final boolean fullTraces;

  ConsoleFormat(Palette palette, boolean fullTraces) {
    this.palette = palette;
    this.fullTraces = fullTraces;
  }

  @Override
  public String of(LogLine line) {
    var out = new StringBuilder(160);
    out.append(palette.dim());
    Times.appendLocal(out, line.millis());
    out.append(palette.plain()).append(' ').append(palette.of(line.level()));
    out.append(line.level()).append(" ".repeat(LEVEL_WIDTH - line.level().name().length()));
    out.append(palette.plain()).append(' ').append(palette.name());
    Texts.appendTo(out, line.logger(), MAX_VALUE);
    out.append(palette.plain()).append("  ");
    if (line.level() == Level.ERROR) {
      out.append(palette.strong());
    }
    Texts.appendTo(out, line.message(), MAX_MESSAGE);
    out.append(palette.plain()).append(palette.dim());
    fields(out, line);
    if (line.requestId().isPresent()) {
      var id = line.requestId().get();
      out.append("  [").append(id, 0, Math.min(ID_LENGTH, id.length())).append(']');
    }
    out.append(palette.plain()).append(System.lineSeparator());
    var failure = line.failure();
    if (failure != null) {
      for (var traced : Trace.of(failure, fullTraces, MAX_TRACE)) {
        out.append(palette.of(traced.kind())).append(traced.text());
        out.append(palette.plain()).append(System.lineSeparator());
      }
    }
    return out.toString();
  }

  private static void fields(StringBuilder out, LogLine line) {
    var written = 0;
    for (var marker : line.markers()) {
      out.append(written++ == 0 ? "  " : " ");
      Texts.appendTo(out, marker, MAX_VALUE);
    }
    for (var field : line.fields().entrySet()) {
      if (written == MAX_FIELDS || out.length() > MAX_LINE / 2) {
        out.append(" … (").append(line.fields().size() - written).append(" more fields)");
        return;
      }
      out.append(written++ == 0 ? "  " : " ");
      Texts.appendTo(out, field.getKey(), MAX_VALUE);
      out.append('=');
      value(out, field.getValue());
    }
  }

  /// In quotes where it would not be clear where it ends.
  private static void value(StringBuilder out, Object value) {
    var text = value.toString();
    if (!text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=')) {
      Texts.appendTo(out, text, MAX_VALUE);
      return;
    }
    out.append('"');
    Texts.appendTo(out, text.replace("\\", "\\\\").replace("\"", "\\\""), MAX_VALUE);
    out.append('"');
  }
}
