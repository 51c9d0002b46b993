package dev.lodestar.server.exchange;

/// The syntax of IPv6 addresses (RFC 3986, section 3.2.2), without zones, which mean nothing on
/// another machine.
final class Ipv6Syntax {
  private static final int GROUPS = 8;

  private Ipv6Syntax() {}

  /// Tells whether a part of a text is an address.
  static boolean isAddress(String text, int start, int end) {
    var groups = 0;
    var gap = false;
    var position = start;
    if (end - start >= 2 && text.startsWith("::", start)) {
      gap = true;
      position += 2;
    }
    while (position < end) {
      var groupEnd = groupEnd(text, position, end);
      if (groupEnd < end && text.charAt(groupEnd) == '.') {
        groups += 2;
        position = end + (isIpv4(text, position, end) ? 0 : 1);
        break;
      }
      if (groupEnd == position) {
        return false;
      }
      groups++;
      if (groupEnd == end) {
        position = end;
        break;
      }
      position = groupEnd + 1;
      if (text.charAt(groupEnd) != ':' || position == end) {
        return false;
      }
      if (text.charAt(position) == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        position++;
      }
    }
    return position == end && (gap ? groups < GROUPS : groups == GROUPS);
  }

  private static int groupEnd(String text, int start, int end) {
    var position = start;
    while (position < end && position < start + 4 && isHexadecimal(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private static boolean isHexadecimal(char c) {
    return c < 128 && FieldSyntax.hexValue((byte) c) >= 0;
  }

  private static boolean isIpv4(String text, int start, int end) {
    var numbers = 0;
    var position = start;
    while (numbers < 4) {
      var value = 0;
      var numberStart = position;
      while (position < end && isDigit(text.charAt(position)) && position < numberStart + 3) {
        value = 10 * value + text.charAt(position++) - '0';
      }
      if (position == numberStart || value > 255) {
        return false;
      }
      numbers++;
      if (numbers < 4) {
        if (position == end || text.charAt(position) != '.') {
          return false;
        }
        position++;
      }
    }
    return position == end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
