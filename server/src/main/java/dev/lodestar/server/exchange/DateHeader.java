package dev.lodestar.server.exchange;

import dev.lodestar.http.HttpDate;

/// The value of the header `Date` (RFC 9110, section 6.6.1), made once a second. One serves an
/// event loop.
public final class DateHeader {
  private final byte[] text = new byte[HttpDate.LENGTH];
  private long second = -1;

  /// Returns the date of a moment, in an array that the next call changes.
  ///
  /// @param millis milliseconds since 1970
  public byte[] at(long millis) {
    var now = millis / 1000;
    if (now != second) {
      second = now;
      HttpDate.write(now, text, 0);
    }
    return text;
  }
}
