package dev.lodestar.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConverterRoundTripTest {
  private static final int ROUNDS = 2000;

  private final Random random = new Random(20250922);
  private final List<String> zones =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> !id.startsWith("System"))
          .sorted()
          .toList();

  @Test
  void every_number_reads_back_from_its_text() {
    holds(byte.class, () -> (byte) random.nextInt());
    holds(short.class, () -> (short) random.nextInt());
    holds(int.class, random::nextInt);
    holds(long.class, () -> random.nextLong() >> random.nextInt(64));
    holds(float.class, () -> finite(Float.intBitsToFloat(random.nextInt())));
    holds(double.class, () -> finite(Double.longBitsToDouble(random.nextLong())));
    holds(BigInteger.class, () -> signed(new BigInteger(random.nextInt(3000), random)));
    holds(
        BigDecimal.class,
        () ->
            new BigDecimal(
                signed(new BigInteger(random.nextInt(300), random)), random.nextInt(1800) - 900));
  }

  @Test
  void the_extremes_of_every_integer_type_read_back() {
    same(Long.class, Long.MIN_VALUE);
    same(Long.class, Long.MAX_VALUE);
    same(Integer.class, Integer.MIN_VALUE);
    same(Integer.class, Integer.MAX_VALUE);
    same(Short.class, Short.MIN_VALUE);
    same(Byte.class, Byte.MAX_VALUE);
    same(Double.class, -0.0);
    same(Double.class, Double.MIN_VALUE);
    same(Double.class, Double.MAX_VALUE);
    same(Float.class, Float.MIN_VALUE);
  }

  @Test
  void every_date_and_time_reads_back_from_its_text() {
    holds(Instant.class, this::instant);
    holds(LocalDate.class, () -> dateTime().toLocalDate());
    holds(LocalTime.class, () -> dateTime().toLocalTime());
    holds(LocalDateTime.class, this::dateTime);
    holds(OffsetDateTime.class, () -> dateTime().atOffset(offset()));
    holds(OffsetTime.class, () -> dateTime().toLocalTime().atOffset(offset()));
    holds(ZonedDateTime.class, this::zonedDateTime);
    holds(Year.class, () -> Year.of(year()));
    holds(YearMonth.class, () -> YearMonth.from(dateTime()));
    holds(MonthDay.class, () -> MonthDay.from(dateTime()));
    holds(ZoneOffset.class, this::offset);
    holds(ZoneId.class, () -> ZoneId.of(zones.get(random.nextInt(zones.size()))));
    holds(
        Duration.class, () -> Duration.ofSeconds(random.nextLong() >> random.nextInt(64), nano()));
    holds(Period.class, () -> Period.of(random.nextInt(), random.nextInt(), random.nextInt()));
  }

  @Test
  void the_extremes_of_every_time_type_read_back() {
    same(Instant.class, Instant.MIN);
    same(Instant.class, Instant.MAX);
    same(LocalDate.class, LocalDate.MIN);
    same(LocalDate.class, LocalDate.MAX);
    same(LocalTime.class, LocalTime.MAX);
    same(OffsetDateTime.class, OffsetDateTime.MIN);
    same(OffsetDateTime.class, OffsetDateTime.MAX);
    same(MonthDay.class, MonthDay.of(2, 29));
    same(Duration.class, Duration.ofSeconds(Long.MIN_VALUE));
    same(Duration.class, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    same(Year.class, Year.of(5));
    same(ZoneOffset.class, ZoneOffset.MIN);
    same(ZoneOffset.class, ZoneOffset.ofTotalSeconds(-3601));
  }

  @Test
  void both_sides_of_a_clock_change_read_back() {
    var paris = ZoneId.of("Europe/Paris");
    var twice = LocalDateTime.of(2024, 10, 27, 2, 30);

    same(ZonedDateTime.class, ZonedDateTime.ofStrict(twice, ZoneOffset.ofHours(2), paris));
    same(ZonedDateTime.class, ZonedDateTime.ofStrict(twice, ZoneOffset.ofHours(1), paris));
  }

  @Test
  void every_other_simple_value_reads_back_from_its_text() {
    holds(String.class, () -> Integer.toString(random.nextInt(), 36));
    holds(boolean.class, random::nextBoolean);
    holds(char.class, () -> (char) random.nextInt(0xD800));
    holds(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
    holds(URI.class, () -> URI.create("https://h" + random.nextInt() + "/a%20b?c=d#e"));
    var locales = new ArrayList<>(List.of(Locale.getAvailableLocales()));
    locales.removeIf(locale -> locale.toString().contains("_#") || locale.hasExtensions());
    locales.removeIf(locale -> locale.toString().equals("no_NO_NY"));
    assertThat(locales).hasSizeGreaterThan(100);
    locales.forEach(locale -> same(Locale.class, locale));
    Currency.getAvailableCurrencies().forEach(currency -> same(Currency.class, currency));
    for (var day : DayOfWeek.values()) {
      same(DayOfWeek.class, day);
    }
    same(Month.class, Month.MAY);
  }

  private <T> void holds(Class<T> type, Supplier<T> values) {
    for (int i = 0; i < ROUNDS; i++) {
      same(type, values.get());
    }
  }

  private static <T> void same(Class<T> type, T value) {
    var converter = Converters.standard().find(type).orElseThrow();
    assertThat(converter.parse(converter.format(value))).isEqualTo(value);
  }

  private BigInteger signed(BigInteger value) {
    return random.nextBoolean() ? value : value.negate();
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 1.5;
  }

  private static float finite(float value) {
    return Float.isFinite(value) ? value : 1.5f;
  }

  private int nano() {
    return random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
  }

  private int year() {
    int limit = Year.MAX_VALUE >> random.nextInt(30);
    return random.nextInt(-limit, limit + 1);
  }

  private Instant instant() {
    long second = random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    return Instant.ofEpochSecond(second >> random.nextInt(50), nano());
  }

  private LocalDateTime dateTime() {
    var date = LocalDate.ofYearDay(year(), 1 + random.nextInt(365));
    return date.atTime(LocalTime.ofSecondOfDay(random.nextInt(86400)).withNano(nano()));
  }

  private ZoneOffset offset() {
    int seconds = random.nextInt(-18 * 3600, 18 * 3600 + 1);
    return ZoneOffset.ofTotalSeconds(random.nextBoolean() ? seconds : seconds / 900 * 900);
  }

  private ZonedDateTime zonedDateTime() {
    var instant = Instant.ofEpochSecond(random.nextInt() * 4L, nano());
    return instant.atZone(
        random.nextInt(5) == 0 ? offset() : ZoneId.of(zones.get(random.nextInt(zones.size()))));
  }
}
