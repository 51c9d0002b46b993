package dev.lodestar.matching;

/// A text that counts how often one of its characters is looked at. For one thread.
public final class CountedText implements CharSequence {
  private final String text;
  private long left;

  /// Thrown when a character is looked at once more than is allowed.
  public static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooMuchWork() {
      super(null, null, false, false);
    }
  }

  /// @param allowed how many looks there may be
  public CountedText(String text, long allowed) {
    this.text = text;
    this.left = allowed;
  }

  /// How many looks are left.
  public long left() {
    return Math.max(0, left);
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new TooMuchWork();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
