package dev.lodestar.text;

/// Counts days since 1970 in the Gregorian calendar, extended to all years. Years are taken to
/// start in March here, so that a leap day is the last of its year, and go round every 400 years.
final class EpochDays {
  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;

  /// From March of the year 0 to 1970.
  private static final int SHIFT = 719_468;

  private EpochDays() {}

  static long of(int year, int month, int day) {
    long marchYear = month > 2 ? year : year - 1;
    long era = Math.floorDiv(marchYear, YEARS_PER_ERA);
    int yearOfEra = (int) (marchYear - era * YEARS_PER_ERA);
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - SHIFT;
  }

  /// The date of a day, as `year << 9 | month << 5 | day`.
  static long date(long epochDay) {
    long days = epochDay + SHIFT;
    long era = Math.floorDiv(days, DAYS_PER_ERA);
    int dayOfEra = (int) (days - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = era * YEARS_PER_ERA + yearOfEra + (month > 2 ? 0 : 1);
    return (year << 9) | (month << 5) | day;
  }
}
