package dev.lodestar.example;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Texts of the formats that JSON Schema and OpenAPI name.
final class Formats {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 365;
  private static final int QUARTERS_OF_A_DAY = 96;

  private Formats() {}

  /// Makes texts of a format.
  ///
  /// @return nothing if the format is not known
  static List<String> examples(String format, Chance chance) {
    return switch (format) {
      case "date" -> List.of(day(chance).toString());
      case "time" -> List.of(time(chance) + "Z");
      case "date-time" -> List.of(day(chance) + "T" + time(chance) + "Z");
      case "time-local", "local-time" -> List.of(time(chance));
      case "date-time-local", "local-date-time" -> List.of(day(chance) + "T" + time(chance));
      case "duration" -> List.of("PT" + chance.between(1, 59) + "M");
      case "email", "idn-email" -> chance.shuffled(NamedTexts.of("email", chance));
      case "hostname", "idn-hostname" -> chance.shuffled(NamedTexts.of("host", chance));
      case "ipv4" -> chance.shuffled(NamedTexts.of("ip", chance));
      case "ipv6" -> List.of("2001:db8::" + Integer.toHexString(chance.between(1, 0xffff)));
      case "uri", "url", "iri" -> chance.shuffled(NamedTexts.of("url", chance));
      case "uri-reference", "iri-reference" -> List.of("/stars/" + chance.between(1, 99));
      case "uri-template" -> List.of("/stars/{name}");
      case "uuid" -> List.of(uuid(chance).toString());
      case "json-pointer" -> List.of("/stars/0/name");
      case "relative-json-pointer" -> List.of("1/name");
      case "regex" -> List.of("^[a-z]+$");
      case "password" -> NamedTexts.of("password", chance);
      default -> List.of();
    };
  }

  private static LocalDate day(Chance chance) {
    return FIRST_DAY.plusDays(chance.between(0, DAYS - 1));
  }

  private static String time(Chance chance) {
    var minutes = 15 * chance.between(0, QUARTERS_OF_A_DAY - 1);
    return "%02d:%02d:00".formatted(minutes / 60, minutes % 60);
  }

  /// A random UUID of version 4.
  private static UUID uuid(Chance chance) {
    var high = (chance.number() & ~0xf000L) | 0x4000L;
    var low = (chance.number() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /// Bytes whose Base64 text has a length between two bounds, if there is such a length.
  static String base64(int shortest, int longest) {
    var groups = Math.max((shortest + 3) / 4, Math.min(4, longest / 4));
    return Base64.getEncoder().encodeToString(bytes(groups * 3));
  }

  private static byte[] bytes(int count) {
    var text = "Follow the star. ";
    return text.repeat(count / text.length() + 1)
        .substring(0, count)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
