package dev.lodestar.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What converters make of bytes is what the JDK makes of the text, within the syntax of ours.
class AsciiConverterTest {
  private static final int ROUNDS = 2_000;
  private static final String DATE = "(\\d{4}|-(?!0000)\\d{4}|[+-][1-9]\\d{4,8})-\\d\\d-\\d\\d";
  private static final String TIME = "\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?";
  private static final String OFFSET = "([Zz]|[+-]\\d\\d:\\d\\d(:\\d\\d)?)";
  private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?";
  private static final String POOL = "0123456789+-:TtZz.,eEaAfFgG []_\u0661\u00e9";

  private final Random random = new Random(20261125);

  @Test
  void booleans() {
    agrees(Boolean.class, "true|false", Boolean::valueOf, random::nextBoolean);
  }

  @Test
  void integers() {
    agrees(Byte.class, "-?\\d+", Byte::valueOf, () -> (byte) random.nextInt());
    agrees(Short.class, "-?\\d+", Short::valueOf, () -> (short) random.nextInt());
    agrees(Integer.class, "-?\\d+", Integer::valueOf, random::nextInt);
    agrees(Long.class, "-?\\d+", Long::valueOf, () -> random.nextLong() >> random.nextInt(64));
    agrees(BigInteger.class, "-?\\d+", BigInteger::new, () -> new BigInteger(200, random).negate());
  }

  @Test
  void numbers_with_fractions() {
    agrees(
        Double.class,
        NUMBER,
        text -> finite(Double.valueOf(text)),
        () -> random.nextInt(1_000_000) / 1000.0);
    agrees(
        Double.class,
        NUMBER,
        text -> finite(Double.valueOf(text)),
        () -> Math.scalb(random.nextDouble(), random.nextInt(-1100, 1020)));
    agrees(
        Float.class,
        NUMBER,
        text -> Float.isFinite(Float.parseFloat(text)) ? Float.valueOf(text) : null,
        () -> Math.scalb(random.nextFloat(), random.nextInt(-150, 127)));
    agrees(
        BigDecimal.class,
        NUMBER,
        AsciiConverterTest::decimal,
        () -> BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(60) - 30));
  }

  private static @Nullable Double finite(Double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static @Nullable BigDecimal decimal(String text) {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent >= 0 && text.length() - exponent > 8) {
      return null;
    }
    var value = new BigDecimal(text);
    return Math.abs(value.scale()) > 1000 ? null : value;
  }

  @Test
  void uuids() {
    var hex = "[0-9a-fA-F]";
    agrees(
        UUID.class,
        hex + "{8}(-" + hex + "{4}){3}-" + hex + "{12}",
        UUID::fromString,
        () -> new UUID(random.nextLong(), random.nextLong()));
  }

  @Test
  void dates() {
    agrees(LocalDate.class, DATE, LocalDate::parse, () -> dateTime().toLocalDate());
    agrees(
        Year.class,
        "\\d{4}|-(?!0000)\\d{4}|[+-][1-9]\\d{4,8}",
        Year::parse,
        () -> Year.of(dateTime().getYear()));
    agrees(
        YearMonth.class,
        "(\\d{4}|-(?!0000)\\d{4}|[+-][1-9]\\d{4,8})-\\d\\d",
        YearMonth::parse,
        () -> YearMonth.from(dateTime()));
    agrees(MonthDay.class, "--\\d\\d-\\d\\d", MonthDay::parse, () -> MonthDay.from(dateTime()));
  }

  @Test
  void times() {
    agrees(LocalTime.class, TIME, LocalTime::parse, () -> dateTime().toLocalTime());
    agrees(
        LocalDateTime.class,
        DATE + "[Tt]" + TIME,
        text -> LocalDateTime.parse(text.replace('t', 'T')),
        this::dateTime);
    agrees(
        OffsetTime.class,
        TIME + OFFSET,
        OffsetTime::parse,
        () -> dateTime().toLocalTime().atOffset(offset()));
    agrees(
        OffsetDateTime.class,
        DATE + "[Tt]" + TIME + OFFSET,
        text -> OffsetDateTime.parse(text.replace('t', 'T')),
        () -> dateTime().atOffset(offset()));
    agrees(
        Instant.class,
        DATE + "[Tt]" + TIME + OFFSET,
        text -> OffsetDateTime.parse(text.replace('t', 'T')).toInstant(),
        () -> dateTime().toInstant(offset()));
    agrees(ZoneOffset.class, OFFSET, text -> ZoneOffset.of(text.replace('z', 'Z')), this::offset);
  }

  @Test
  void the_text_of_an_instant_is_that_of_the_jdk() {
    var converter = Converters.standard().find(Instant.class).orElseThrow();
    for (int i = 0; i < 20_000; i++) {
      long second =
          random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
              >> random.nextInt(50);
      var instant = Instant.ofEpochSecond(second, nano());
      assertThat(converter.format(instant)).isEqualTo(instant.toString());
      assertThat(converter.parse(converter.format(instant))).isEqualTo(instant);
    }
    for (var instant : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
      assertThat(converter.format(instant)).isEqualTo(instant.toString());
    }
  }

  @Test
  void the_text_of_a_date_or_time_is_that_of_the_jdk_with_seconds() {
    for (int i = 0; i < ROUNDS; i++) {
      var dateTime = dateTime();
      var seconds = dateTime.toString().length() - dateTime.toString().indexOf('T') == 6;
      var text = dateTime + (seconds ? ":00" : "");
      var offset = offset();

      assertThat(format(LocalDate.class, dateTime.toLocalDate()))
          .isEqualTo(dateTime.toLocalDate().toString());
      assertThat(format(LocalDateTime.class, dateTime)).isEqualTo(text);
      assertThat(format(OffsetDateTime.class, dateTime.atOffset(offset))).isEqualTo(text + offset);
      assertThat(format(ZoneOffset.class, offset)).isEqualTo(offset.getId());
      // The JDK prints a year and month without the sign that it wants to read.
      assertThat(format(YearMonth.class, YearMonth.from(dateTime)))
          .isEqualTo((dateTime.getYear() > 9999 ? "+" : "") + YearMonth.from(dateTime));
      assertThat(format(MonthDay.class, MonthDay.from(dateTime)))
          .isEqualTo(MonthDay.from(dateTime).toString());
    }
  }

  private static <T> String format(Class<T> type, T value) {
    return Converters.standard().find(type).orElseThrow().format(value);
  }

  @Test
  void a_converter_of_an_application_only_needs_to_know_bytes() {
    var converter = new Grade();

    assertThat(converter.parse("B")).isEqualTo('B');
    assertThat(converter.format('C')).isEqualTo("C");
    assertThatThrownBy(() -> converter.parse("\u00c4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The text is not a grade from A to F.");
  }

  private record Grade() implements AsciiConverter<Character> {
    @Override
    public @Nullable Character parse(byte[] source, int from, int to) {
      return to - from == 1 && source[from] >= 'A' && source[from] <= 'F'
          ? (char) source[from]
          : null;
    }

    @Override
    public int format(Character value, byte[] target, int position) {
      target[position] = (byte) (char) value;
      return position + 1;
    }

    @Override
    public int maxLength(Character value) {
      return 1;
    }

    @Override
    public String expected() {
      return "a grade from A to F";
    }
  }

  /// Compares random values, their texts, and what becomes of these by small changes.
  private <T> void agrees(
      Class<T> type, String syntax, Function<String, @Nullable T> jdk, Supplier<T> values) {
    var converter = (AsciiConverter<T>) Converters.standard().find(type).orElseThrow();
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      var value = values.get();
      var text = converter.format(value);
      assertThat(converter.maxLength(value)).isGreaterThanOrEqualTo(text.length());
      assertThat(converter.parse(text)).isEqualTo(value);
      for (int change = 0; change < 3; change++) {
        var expected = text.matches(syntax) ? value(jdk, text) : null;
        assertThat(read(converter, text)).as("%s of '%s'", type, text).isEqualTo(expected);
        accepted += expected == null ? 0 : 1;
        text = changed(text);
      }
    }
    assertThat(accepted).isGreaterThanOrEqualTo(ROUNDS);
  }

  private static <T> @Nullable T value(Function<String, @Nullable T> jdk, String text) {
    try {
      return jdk.apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      return null;
    }
  }

  private static <T> @Nullable T read(AsciiConverter<T> converter, String text) {
    var bytes = ("1" + text + "1").getBytes(StandardCharsets.UTF_8);
    var value = converter.parse(bytes, 1, bytes.length - 1);
    if (value == null) {
      assertThatThrownBy(() -> converter.parse(text)).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(converter.parse(text)).isEqualTo(value);
    }
    return value;
  }

  private String changed(String text) {
    int at = random.nextInt(text.length() + 1);
    int behind = Math.min(text.length(), at + random.nextInt(3));
    var inserted = "" + POOL.charAt(random.nextInt(POOL.length()));
    return text.substring(0, at)
        + (random.nextInt(3) == 0 ? "" : inserted)
        + text.substring(behind);
  }

  private int nano() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(1000) * 1_000_000;
      case 2 -> random.nextInt(1_000_000) * 1000;
      default -> random.nextInt(1_000_000_000);
    };
  }

  private LocalDateTime dateTime() {
    int limit = Year.MAX_VALUE >> random.nextInt(30);
    var date = LocalDate.ofYearDay(random.nextInt(-limit, limit + 1), 1 + random.nextInt(365));
    int second = random.nextInt(86400);
    return date.atTime(
        LocalTime.ofSecondOfDay(random.nextBoolean() ? second : second / 60 * 60).withNano(nano()));
  }

  private ZoneOffset offset() {
    int seconds = random.nextInt(-18 * 3600, 18 * 3600 + 1);
    return ZoneOffset.ofTotalSeconds(random.nextBoolean() ? seconds : seconds / 900 * 900);
  }
}
