package dev.lodestar.convert;

import dev.lodestar.text.IsoReader;
import dev.lodestar.text.IsoWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Times with zones as text. A parser answers null for a text it refuses.
final class TimeTexts {
  private static final int MAX_ZONE_LENGTH = 64;

  private TimeTexts() {}

  static @Nullable ZonedDateTime zonedDateTime(String text) {
    int bracket = text.indexOf('[');
    var plain = (bracket < 0 ? text : text.substring(0, bracket)).getBytes(StandardCharsets.UTF_8);
    var time = IsoReader.offsetDateTime(plain, 0, plain.length);
    if (time == null || bracket < 0) {
      return time == null ? null : time.toZonedDateTime();
    }
    var zone = text.endsWith("]") ? zoneId(text.substring(bracket + 1, text.length() - 1)) : null;
    var local = time.toLocalDateTime();
    // An offset that the zone did not have at that time is a contradiction, not something to mend.
    return zone == null || !zone.getRules().isValidOffset(local, time.getOffset())
        ? null
        : ZonedDateTime.ofStrict(local, time.getOffset(), zone);
  }

  static @Nullable ZoneId zoneId(String text) {
    try {
      return text.length() > MAX_ZONE_LENGTH ? null : ZoneId.of(text);
    } catch (DateTimeException refused) {
      return null;
    }
  }

  static String format(ZonedDateTime value) {
    var bytes = new byte[IsoWriter.MAX_LENGTH];
    int length = IsoWriter.write(bytes, 0, value.toOffsetDateTime());
    var text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    return value.getZone() instanceof ZoneOffset
        ? text
        : text + "[" + value.getZone().getId() + "]";
  }
}
