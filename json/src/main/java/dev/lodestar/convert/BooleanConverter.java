package dev.lodestar.convert;

import org.jspecify.annotations.Nullable;

/// Reads and writes `true` and `false`.
record BooleanConverter() implements AsciiConverter<Boolean> {
  private static final String TRUE = "true";
  private static final String FALSE = "false";

  @Override
  public @Nullable Boolean parse(byte[] source, int from, int to) {
    if (is(TRUE, source, from, to)) {
      return true;
    }
    return is(FALSE, source, from, to) ? false : null;
  }

  private static boolean is(String word, byte[] source, int from, int to) {
    int length = word.length();
    boolean same = to - from == length;
    for (int i = 0; same && i < length; i++) {
      same = source[from + i] == word.charAt(i);
    }
    return same;
  }

  @Override
  public int format(Boolean value, byte[] target, int position) {
    var word = format(value);
    for (int i = 0; i < word.length(); i++) {
      target[position + i] = (byte) word.charAt(i);
    }
    return position + word.length();
  }

  @Override
  public String format(Boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public int maxLength(Boolean value) {
    return FALSE.length();
  }

  @Override
  public String expected() {
    return "true or false";
  }
}
