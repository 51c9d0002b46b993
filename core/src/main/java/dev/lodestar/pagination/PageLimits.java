package dev.lodestar.pagination;

/// How many items a page has. Immutable and thread-safe.
///
/// @param size how many there are if the client does not say it
/// @param max the most that a client may ask for
public record PageLimits(int size, int max) {
  /// How many items a page has, if neither the client nor the application says anything.
  public static final int STANDARD_SIZE = 20;

  /// How many items a client may ask for, if the application says nothing.
  public static final int MAX_SIZE = 100;

  /// The most rows that a request may pass over, and the largest page that an application may
  /// allow: 1,000,000,000. Offset and size of a request, and their sum, fit into an `int`.
  public static final int MAX_OFFSET = 1_000_000_000;

  private static final PageLimits STANDARD = new PageLimits(STANDARD_SIZE, MAX_SIZE);

  /// Checks the limits.
  ///
  /// @throws IllegalArgumentException unless 1 ≤ `size` ≤ `max` ≤ [#MAX_OFFSET]
  public PageLimits {
    if (size < 1) {
      throw new IllegalArgumentException(
          "The standard size of a page is " + size + "; expected 1 or more.");
    }
    if (max > MAX_OFFSET) {
      throw new IllegalArgumentException(
          "The maximum size of a page is " + max + "; expected " + MAX_OFFSET + " or less.");
    }
    if (max < size) {
      throw new IllegalArgumentException(
          "The standard size of a page is "
              + size
              + ", which is more than the maximum of "
              + max
              + "; set a larger maximum, too.");
    }
  }

  /// Returns what counts where nothing is said.
  ///
  /// @return [#STANDARD_SIZE] and [#MAX_SIZE]
  public static PageLimits standard() {
    return STANDARD;
  }

  /// Returns the limits as explanations show them.
  @Override
  public String toString() {
    return size + ", at most " + max;
  }
}
