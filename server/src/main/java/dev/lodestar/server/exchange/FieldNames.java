package dev.lodestar.server.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/// Keeps the strings of header names that occurred lately, since clients send the same few names
/// again and again. Its size is fixed, whatever clients send.
public final class FieldNames {
  private static final int SLOTS = 256;
  private static final int LONGEST = 40;

  private final @Nullable String[] known = new @Nullable String[SLOTS];

  public String name(byte[] bytes, int start, int length) {
    if (length > LONGEST) {
      return new String(bytes, start, length, ISO_8859_1);
    }
    var slot =
        (length
                + 7 * bytes[start]
                + 31 * bytes[start + length - 1]
                + 61 * bytes[start + length / 2])
            & (SLOTS - 1);
    var candidate = known[slot];
    if (candidate != null && candidate.length() == length && same(candidate, bytes, start)) {
      return candidate;
    }
    var name = new String(bytes, start, length, ISO_8859_1);
    known[slot] = name;
    return name;
  }

  private static boolean same(String name, byte[] bytes, int start) {
    for (var i = 0; i < name.length(); i++) {
      if (name.charAt(i) != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }
}
