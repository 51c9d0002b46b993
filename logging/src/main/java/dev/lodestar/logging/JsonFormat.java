package dev.lodestar.logging;

import java.util.Map;

/// One JSON object a line.
final class JsonFormat implements LineFormat {
  /// What a character may become at most.
  private static final int LONGEST_ESCAPE = 6;

  @Override
  public String of(LogLine line) {
    var out = new StringBuilder(256);
    out.append("{\"time\":\"");
    Times.appendUtc(out, line.millis());
    out.append("\",\"level\":\"").append(line.level()).append('"');
    text(out, "logger", line.logger(), MAX_VALUE);
    text(out, "message", line.message(), MAX_MESSAGE);
    text(out, "thread", line.thread(), MAX_VALUE);
    if (line.requestId().isPresent()) {
      text(out, "requestId", line.requestId().get(), MAX_VALUE);
    }
    if (!line.markers().isEmpty()) {
      text(out, "markers", String.join(",", line.markers()), MAX_VALUE);
    }
    var failure = line.failure();
    if (failure != null) {
      out.append(",\"exception\":{\"type\":");
      quoted(out, failure.getClass().getName(), MAX_VALUE);
      text(out, "message", Texts.messageOf(failure), MAX_VALUE);
      text(out, "stack", Trace.text(failure, MAX_TRACE), MAX_TRACE);
      out.append('}');
    }
    if (!line.fields().isEmpty()) {
      fields(out, line.fields());
    }
    return out.append("}\n").toString();
  }

  private static void fields(StringBuilder out, Map<String, Object> fields) {
    out.append(",\"fields\":{");
    var written = 0;
    for (var field : fields.entrySet()) {
      if (written == MAX_FIELDS || out.length() > MAX_LINE - 2 * LONGEST_ESCAPE * MAX_VALUE) {
        break;
      }
      if (written > 0) {
        out.append(',');
      }
      quoted(out, field.getKey(), MAX_VALUE);
      out.append(':');
      if (field.getValue() instanceof String text) {
        quoted(out, text, MAX_VALUE);
      } else {
        out.append(field.getValue());
      }
      written++;
    }
    out.append('}');
    if (written < fields.size()) {
      out.append(",\"omittedFields\":").append(fields.size() - written);
    }
  }

  private static void text(StringBuilder out, String name, String value, int most) {
    out.append(",\"").append(name).append("\":");
    quoted(out, value, most);
  }

  /// A text that was cut ends with a sign of that.
  private static void quoted(StringBuilder out, String text, int most) {
    out.append('"');
    var end = Math.min(text.length(), most);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (var i = 0; i < end; i++) {
      append(out, text, i);
    }
    if (end < text.length()) {
      out.append("… (").append(text.length() - end).append(" more characters)");
    }
    out.append('"');
  }

  private static void append(StringBuilder out, String text, int index) {
    var c = text.charAt(index);
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' '
        || c == 0x7f
        || (c >= 0x80 && c <= 0x9f)
        || Texts.isMisleading(c)
        || isHalf(text, index)) {
      Texts.escape(out, c);
    } else {
      out.append(c);
    }
  }

  /// A surrogate without its other half, which no encoding has.
  private static boolean isHalf(String text, int index) {
    var c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }
}
