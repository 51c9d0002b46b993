package dev.lodestar.convert;

import dev.lodestar.text.IsoReader;
import dev.lodestar.text.IsoWriter;
import dev.lodestar.text.Uuids;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
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
      case "java.lang.Boolean" -> new BooleanConverter();
      case "java.lang.Byte" ->
          new IntegerConverter<Byte>(Byte.MIN_VALUE, Byte.MAX_VALUE, value -> (byte) value);
      case "java.lang.Short" ->
          new IntegerConverter<Short>(Short.MIN_VALUE, Short.MAX_VALUE, value -> (short) value);
      case "java.lang.Integer" ->
          new IntegerConverter<Integer>(Integer.MIN_VALUE, Integer.MAX_VALUE, value -> (int) value);
      case "java.lang.Long" ->
          new IntegerConverter<Long>(Long.MIN_VALUE, Long.MAX_VALUE, value -> value);
      case "java.lang.Float" -> new FloatConverter();
      case "java.lang.Double" -> new DoubleConverter();
      case "java.math.BigInteger" -> new BigIntegerConverter();
      case "java.math.BigDecimal" -> new BigDecimalConverter();
      case "java.util.UUID" ->
          new BytesConverter<>(
              Uuids::parse,
              Uuids::write,
              Uuids.LENGTH,
              "a UUID such as 123e4567-e89b-12d3-a456-426614174000");
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
          iso(
              IsoReader::instant,
              IsoWriter::write,
              "a date and time with offset such as 2007-12-03T10:15:30Z");
      case "java.time.LocalDate" ->
          iso(IsoReader::localDate, IsoWriter::write, "a date such as 2007-12-03");
      case "java.time.LocalTime" ->
          iso(IsoReader::localTime, IsoWriter::write, "a time such as 10:15:30");
      case "java.time.LocalDateTime" ->
          iso(
              IsoReader::localDateTime,
              IsoWriter::write,
              "a date and time without offset such as 2007-12-03T10:15:30");
      case "java.time.OffsetDateTime" ->
          iso(
              IsoReader::offsetDateTime,
              IsoWriter::write,
              "a date and time with offset such as 2007-12-03T10:15:30+01:00");
      case "java.time.OffsetTime" ->
          iso(IsoReader::offsetTime, IsoWriter::write, "a time with offset such as 10:15:30+01:00");
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
      case "java.time.Year" -> iso(IsoReader::year, IsoWriter::write, "a year such as 2007");
      case "java.time.YearMonth" ->
          iso(IsoReader::yearMonth, IsoWriter::write, "a year and month such as 2007-12");
      case "java.time.MonthDay" ->
          iso(IsoReader::monthDay, IsoWriter::write, "a month and day such as --12-03");
      case "java.time.ZoneId" ->
          new SimpleConverter<ZoneId>(
              TimeTexts::zoneId, ZoneId::getId, "a time zone such as Europe/Paris");
      case "java.time.ZoneOffset" ->
          iso(IsoReader::zoneOffset, IsoWriter::write, "a zone offset such as +01:00 or Z");
      default -> null;
    };
  }

  private static <T> Converter<T> iso(
      BytesConverter.Reader<T> reader, BytesConverter.Writer<T> writer, String expected) {
    return new BytesConverter<>(reader, writer, IsoWriter.MAX_LENGTH, expected);
  }
}
