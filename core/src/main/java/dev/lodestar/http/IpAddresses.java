package dev.lodestar.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// IP addresses as texts, in their strict forms: four decimal numbers without leading zeros, or
/// IPv6 as RFC 4291 writes it, without a zone. Nothing is ever looked up.
final class IpAddresses {
  private static final int LONGEST = 45;

  private IpAddresses() {}

  /// Reads an address. One of IPv4 inside of IPv6 (`::ffff:1.2.3.4`) is the IPv4 address.
  ///
  /// @return the address; `null` if the text is none
  static @Nullable InetAddress parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    var bytes = text.indexOf(':') < 0 ? ipv4(text, 0) : ipv6(text);
    return bytes == null ? null : of(bytes);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("The bytes are 4 or 16.", impossible);
    }
  }

  private static byte @Nullable [] ipv4(String text, int start) {
    var bytes = new byte[4];
    var position = start;
    for (var i = 0; i < 4; i++) {
      if (i > 0) {
        if (position == text.length() || text.charAt(position) != '.') {
          return null;
        }
        position++;
      }
      var first = position;
      var value = 0;
      while (position < text.length() && isDigit(text.charAt(position)) && position < first + 3) {
        value = 10 * value + text.charAt(position++) - '0';
      }
      var digits = position - first;
      if (digits == 0 || value > 255 || (digits > 1 && text.charAt(first) == '0')) {
        return null;
      }
      bytes[i] = (byte) value;
    }
    return position == text.length() ? bytes : null;
  }

  private static byte @Nullable [] ipv6(String text) {
    var bytes = new byte[16];
    var count = 0;
    var gap = -1;
    var position = 0;
    if (text.startsWith("::")) {
      gap = 0;
      position = 2;
    } else if (text.startsWith(":")) {
      return null;
    }
    while (position < text.length()) {
      var end = position;
      while (end < text.length() && text.charAt(end) != ':') {
        end++;
      }
      if (end == text.length() && text.indexOf('.', position) >= 0) {
        var last = count <= 12 ? ipv4(text, position) : null;
        if (last == null) {
          return null;
        }
        System.arraycopy(last, 0, bytes, count, 4);
        count += 4;
        position = end;
        break;
      }
      var group = group(text, position, end);
      if (group < 0 || count == 16) {
        return null;
      }
      bytes[count++] = (byte) (group >> 8);
      bytes[count++] = (byte) group;
      position = end;
      if (position < text.length()) {
        position++;
        if (position == text.length()) {
          return null;
        }
        if (text.charAt(position) == ':') {
          if (gap >= 0) {
            return null;
          }
          gap = count;
          position++;
        }
      }
    }
    return expanded(bytes, count, gap);
  }

  /// Puts zeros where `::` stands, for one group at least.
  private static byte @Nullable [] expanded(byte[] bytes, int count, int gap) {
    if (gap < 0) {
      return count == 16 ? bytes : null;
    }
    if (count > 14) {
      return null;
    }
    var all = new byte[16];
    System.arraycopy(bytes, 0, all, 0, gap);
    System.arraycopy(bytes, gap, all, 16 - (count - gap), count - gap);
    return all;
  }

  private static int group(String text, int start, int end) {
    if (end == start || end - start > 4) {
      return -1;
    }
    var value = 0;
    for (var i = start; i < end; i++) {
      var digit = hexDigit(text.charAt(i));
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int hexDigit(char c) {
    if (isDigit(c)) {
      return c - '0';
    }
    var lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
