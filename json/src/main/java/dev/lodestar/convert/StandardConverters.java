package dev.lodestar.convert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Chooses the standard converter of a class. Each is made when its class is first asked for, so
/// that a start pays only for the types an application uses.
final class StandardConverters {
  private StandardConverters() {}

  static @Nullable Converter<?> create(Class<?> type) {
    if (type.isEnum()) {
      return new EnumConverter(type);
    }
    return type.getName().startsWith("java.time.") ? time(type.getName()) : basic(type.getName());
  }

  private static @Nullable Converter<?> basic(String type) {
    return switch (type) {
      case "java.lang.String" -> new SimpleConverter<String>(text -> text, "a text");
      case "java.lang.Character" ->
          new SimpleConverter<>(
              OtherTexts::character, OtherTexts::formatCharacter, "a single character");
      case "java.lang.Boolean" -> new SimpleConverter<>(OtherTexts::bool, "true or false");
      case "java.lang.Byte" ->
          new SimpleConverter<Byte>(
              text -> {
                var number = NumberTexts.integer(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
                return number == null ? null : number.byteValue();
              },
              "an integer between -128 and 127");
      case "java.lang.Short" ->
          new SimpleConverter<Short>(
              text -> {
                var number = NumberTexts.integer(text, Short.MIN_VALUE, Short.MAX_VALUE);
                return number == null ? null : number.shortValue();
              },
              "an integer between -32768 and 32767");
      case "java.lang.Integer" ->
          new SimpleConverter<Integer>(
              text -> {
                var number = NumberTexts.integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
                return number == null ? null : number.intValue();
              },
              "an integer between -2147483648 and 2147483647");
      case "java.lang.Long" ->
          new SimpleConverter<>(
              text -> NumberTexts.integer(text, Long.MIN_VALUE, Long.MAX_VALUE),
              "an integer between -9223372036854775808 and 9223372036854775807");
      case "java.lang.Float" ->
          new SimpleConverter<>(
              NumberTexts::singlePrecision, NumberTexts::formatFloat, "a finite number");
      case "java.lang.Double" ->
          new SimpleConverter<>(
              NumberTexts::doublePrecision, NumberTexts::formatDouble, "a finite number");
      case "java.math.BigInteger" ->
          new SimpleConverter<>(
              NumberTexts::bigInteger,
              NumberTexts::formatBigInteger,
              "an integer of at most 1000 digits");
      case "java.math.BigDecimal" ->
          new SimpleConverter<>(
              NumberTexts::bigDecimal,
              NumberTexts::formatBigDecimal,
              "a number of at most 1000 characters with a scale between -1000 and 1000");
      case "java.util.UUID" ->
          new SimpleConverter<>(
              OtherTexts::uuid, "a UUID such as 123e4567-e89b-12d3-a456-426614174000");
      case "java.net.URI" -> new SimpleConverter<>(OtherTexts::uri, "a URI");
      case "java.util.Locale" ->
          new SimpleConverter<>(
              OtherTexts::locale, OtherTexts::formatLocale, "a language tag such as en-GB");
      case "java.util.Currency" ->
          new SimpleConverter<>(OtherTexts::currency, "an ISO 4217 currency code such as EUR");
      default -> null;
    };
  }

  private static @Nullable Converter<?> time(String type) {
    return switch (type) {
      case "java.time.Instant" ->
          new SimpleConverter<Instant>(
              TimeTexts::instant, "a date and time with offset such as 2007-12-03T10:15:30Z");
      case "java.time.LocalDate" ->
          new SimpleConverter<LocalDate>(TimeTexts::localDate, "a date such as 2007-12-03");
      case "java.time.LocalTime" ->
          new SimpleConverter<LocalTime>(
              TimeTexts::localTime, TimeTexts::format, "a time such as 10:15:30");
      case "java.time.LocalDateTime" ->
          new SimpleConverter<LocalDateTime>(
              TimeTexts::localDateTime,
              TimeTexts::format,
              "a date and time without offset such as 2007-12-03T10:15:30");
      case "java.time.OffsetDateTime" ->
          new SimpleConverter<OffsetDateTime>(
              TimeTexts::offsetDateTime,
              TimeTexts::format,
              "a date and time with offset such as 2007-12-03T10:15:30+01:00");
      case "java.time.OffsetTime" ->
          new SimpleConverter<OffsetTime>(
              TimeTexts::offsetTime,
              TimeTexts::format,
              "a time with offset such as 10:15:30+01:00");
      case "java.time.ZonedDateTime" ->
          new SimpleConverter<ZonedDateTime>(
              TimeTexts::zonedDateTime,
              TimeTexts::format,
              "a date and time with zone such as 2007-12-03T10:15:30+01:00[Europe/Paris]");
      case "java.time.Duration" ->
          new SimpleConverter<Duration>(
              AmountTexts::duration, "an ISO 8601 duration such as PT1H30M");
      case "java.time.Period" ->
          new SimpleConverter<Period>(AmountTexts::period, "an ISO 8601 period such as P1Y2M3D");
      case "java.time.Year" ->
          new SimpleConverter<Year>(TimeTexts::year, TimeTexts::format, "a year such as 2007");
      case "java.time.YearMonth" ->
          new SimpleConverter<YearMonth>(
              TimeTexts::yearMonth, TimeTexts::format, "a year and month such as 2007-12");
      case "java.time.MonthDay" ->
          new SimpleConverter<MonthDay>(TimeTexts::monthDay, "a month and day such as --12-03");
      case "java.time.ZoneId" ->
          new SimpleConverter<ZoneId>(
              TimeTexts::zoneId, ZoneId::getId, "a time zone such as Europe/Paris");
      case "java.time.ZoneOffset" ->
          new SimpleConverter<ZoneOffset>(
              TimeTexts::zoneOffset, ZoneOffset::getId, "a zone offset such as +01:00 or Z");
      default -> null;
    };
  }
}
