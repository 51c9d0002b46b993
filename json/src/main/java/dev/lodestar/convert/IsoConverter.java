package dev.lodestar.convert;

import dev.lodestar.text.IsoReader;
import dev.lodestar.text.IsoWriter;
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
import org.jspecify.annotations.Nullable;

/// Reads and writes a class of `java.time` that [IsoReader] and [IsoWriter] know. Each has a class
/// here instead of two method references: linking one of these takes a start as long as describing
/// a record.
abstract sealed class IsoConverter<T> implements AsciiConverter<T> {
  private final String expected;

  private IsoConverter(String expected) {
    this.expected = expected;
  }

  @Override
  public final String expected() {
    return expected;
  }

  @Override
  public final int maxLength(T value) {
    return IsoWriter.LONGEST;
  }

  static final class OfInstant extends IsoConverter<Instant> {
    OfInstant() {
      super("a date and time with offset such as 2007-12-03T10:15:30Z");
    }

    @Override
    public @Nullable Instant parse(byte[] source, int from, int to) {
      return IsoReader.instant(source, from, to);
    }

    @Override
    public int format(Instant value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfLocalDate extends IsoConverter<LocalDate> {
    OfLocalDate() {
      super("a date such as 2007-12-03");
    }

    @Override
    public @Nullable LocalDate parse(byte[] source, int from, int to) {
      return IsoReader.localDate(source, from, to);
    }

    @Override
    public int format(LocalDate value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfLocalTime extends IsoConverter<LocalTime> {
    OfLocalTime() {
      super("a time such as 10:15:30");
    }

    @Override
    public @Nullable LocalTime parse(byte[] source, int from, int to) {
      return IsoReader.localTime(source, from, to);
    }

    @Override
    public int format(LocalTime value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfLocalDateTime extends IsoConverter<LocalDateTime> {
    OfLocalDateTime() {
      super("a date and time without offset such as 2007-12-03T10:15:30");
    }

    @Override
    public @Nullable LocalDateTime parse(byte[] source, int from, int to) {
      return IsoReader.localDateTime(source, from, to);
    }

    @Override
    public int format(LocalDateTime value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfOffsetDateTime extends IsoConverter<OffsetDateTime> {
    OfOffsetDateTime() {
      super("a date and time with offset such as 2007-12-03T10:15:30+01:00");
    }

    @Override
    public @Nullable OffsetDateTime parse(byte[] source, int from, int to) {
      return IsoReader.offsetDateTime(source, from, to);
    }

    @Override
    public int format(OffsetDateTime value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfOffsetTime extends IsoConverter<OffsetTime> {
    OfOffsetTime() {
      super("a time with offset such as 10:15:30+01:00");
    }

    @Override
    public @Nullable OffsetTime parse(byte[] source, int from, int to) {
      return IsoReader.offsetTime(source, from, to);
    }

    @Override
    public int format(OffsetTime value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfYear extends IsoConverter<Year> {
    OfYear() {
      super("a year such as 2007");
    }

    @Override
    public @Nullable Year parse(byte[] source, int from, int to) {
      return IsoReader.year(source, from, to);
    }

    @Override
    public int format(Year value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfYearMonth extends IsoConverter<YearMonth> {
    OfYearMonth() {
      super("a year and month such as 2007-12");
    }

    @Override
    public @Nullable YearMonth parse(byte[] source, int from, int to) {
      return IsoReader.yearMonth(source, from, to);
    }

    @Override
    public int format(YearMonth value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfMonthDay extends IsoConverter<MonthDay> {
    OfMonthDay() {
      super("a month and day such as --12-03");
    }

    @Override
    public @Nullable MonthDay parse(byte[] source, int from, int to) {
      return IsoReader.monthDay(source, from, to);
    }

    @Override
    public int format(MonthDay value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }

  static final class OfZoneOffset extends IsoConverter<ZoneOffset> {
    OfZoneOffset() {
      super("a zone offset such as +01:00 or Z");
    }

    @Override
    public @Nullable ZoneOffset parse(byte[] source, int from, int to) {
      return IsoReader.zoneOffset(source, from, to);
    }

    @Override
    public int format(ZoneOffset value, byte[] target, int position) {
      return IsoWriter.write(target, position, value);
    }
  }
}
