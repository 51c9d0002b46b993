package dev.lodestar.schemacheck;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;

/// Recognises texts of the formats that JSON Schema and OpenAPI name.
final class TextFormats {
  private TextFormats() {}

  /// Whether a text is of a format. What is not known is not checked.
  static boolean matches(String format, String text) {
    try {
      return switch (format) {
        case "date" -> LocalDate.parse(text).toString().equals(text);
        case "time" -> text.length() >= 9 && hasOffset(text);
        case "date-time" -> OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)) != null;
        case "time-local" -> LocalTime.parse(text) != null;
        case "date-time-local" -> LocalDateTime.parse(text) != null;
        case "duration" -> isDuration(text);
        case "uuid" -> text.length() == 36 && UUID.fromString(text) != null;
        case "email" -> text.indexOf('@') > 0 && text.indexOf('@') < text.length() - 1;
        case "ipv4" -> InetAddress.ofLiteral(text).getAddress().length == 4;
        case "ipv6" -> text.indexOf(':') >= 0 && InetAddress.ofLiteral(text) != null;
        case "uri" -> URI.create(text).isAbsolute();
        case "uri-reference" -> URI.create(text) != null;
        default -> true;
      };
    } catch (DateTimeParseException | IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean hasOffset(String time) {
    return OffsetTime.parse(time.toUpperCase(Locale.ROOT)) != null;
  }

  private static boolean isDuration(String text) {
    if (!text.startsWith("P")) {
      return false;
    }
    var time = text.indexOf('T');
    if (time < 0) {
      return Period.parse(text) != null;
    }
    if (time > 1) {
      Period.parse(text.substring(0, time));
    }
    return Duration.parse("P" + text.substring(time)) != null;
  }
}
