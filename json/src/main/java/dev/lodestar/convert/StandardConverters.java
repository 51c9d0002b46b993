package dev.lodestar.convert;

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
      case "java.lang.Byte" -> new IntegerConverter<Byte>(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "java.lang.Short" -> new IntegerConverter<Short>(Short.MIN_VALUE, Short.MAX_VALUE);
      case "java.lang.Integer" ->
          new IntegerConverter<Integer>(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "java.lang.Long" -> new IntegerConverter<Long>(Long.MIN_VALUE, Long.MAX_VALUE);
      case "java.lang.Float" -> new FloatConverter();
      case "java.lang.Double" -> new DoubleConverter();
      case "java.math.BigInteger" -> new BigIntegerConverter();
      case "java.math.BigDecimal" -> new BigDecimalConverter();
      case "java.util.UUID" -> new UuidConverter();
      case "java.net.URI" -> new SimpleConverter<>(OtherTexts::uri, "a URI");
      case "java.util.Locale" ->
          new SimpleConverter<>(
              OtherTexts::locale, OtherTexts::formatLocale, "a language tag such as en-GB");
      case "java.util.Currency" ->
          new SimpleConverter<>(OtherTexts::currency, "an ISO 4217 currency code such as EUR");
      case "dev.lodestar.secret.Secret" -> new SecretConverter();
      default -> null;
    };
  }

  private static @Nullable Converter<?> time(String type) {
    return switch (type) {
      case "java.time.Instant" -> new IsoConverter.OfInstant();
      case "java.time.LocalDate" -> new IsoConverter.OfLocalDate();
      case "java.time.LocalTime" -> new IsoConverter.OfLocalTime();
      case "java.time.LocalDateTime" -> new IsoConverter.OfLocalDateTime();
      case "java.time.OffsetDateTime" -> new IsoConverter.OfOffsetDateTime();
      case "java.time.OffsetTime" -> new IsoConverter.OfOffsetTime();
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
      case "java.time.Year" -> new IsoConverter.OfYear();
      case "java.time.YearMonth" -> new IsoConverter.OfYearMonth();
      case "java.time.MonthDay" -> new IsoConverter.OfMonthDay();
      case "java.time.ZoneId" ->
          new SimpleConverter<ZoneId>(
              TimeTexts::zoneId, ZoneId::getId, "a time zone such as Europe/Paris");
      case "java.time.ZoneOffset" -> new IsoConverter.OfZoneOffset();
      default -> null;
    };
  }
}
