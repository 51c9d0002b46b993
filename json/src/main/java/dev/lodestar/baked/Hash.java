package dev.lodestar.baked;

/// The hash code FNV-1a of 64 bits, as sixteen digits: the end of the name of a baked class.
public final class Hash {
  private static final long OFFSET = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private Hash() {}

  /// Hashes a text.
  public static String of(CharSequence text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    var digits = Long.toHexString(hash);
    return "0".repeat(16 - digits.length()).concat(digits);
  }
}
