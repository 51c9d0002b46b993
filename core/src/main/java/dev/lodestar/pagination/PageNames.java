package dev.lodestar.pagination;

/// What the query parameters of page requests are called. Immutable and thread-safe.
///
/// ```java
/// Lodestar.app().pageNames(PageNames.standard().page("currentPage").size("pageSize"))
/// ```
///
/// @param page the page number of a [PageRequest]
/// @param size how many items are wanted, in a [PageRequest] and a [CursorRequest]
/// @param offset how many items are passed over in an [OffsetRequest]
/// @param limit how many items are wanted in an [OffsetRequest]
/// @param cursor the cursor of a [CursorRequest]
public record PageNames(String page, String size, String offset, String limit, String cursor) {
  private static final PageNames STANDARD =
      new PageNames("page", "size", "offset", "limit", "cursor");

  /// Checks the names.
  ///
  /// @throws IllegalArgumentException if one is empty, or two that one request needs are the same
  public PageNames {
    differ(page, size);
    differ(offset, limit);
    differ(cursor, size);
  }

  private static void differ(String first, String second) {
    if (first.isEmpty() || second.isEmpty()) {
      throw new IllegalArgumentException(
          "The name of a query parameter of page requests is empty; give it one.");
    }
    if (first.equals(second)) {
      throw new IllegalArgumentException(
          "Two query parameters of one page request are both called '" + first + "'.");
    }
  }

  /// Returns the names that are used where nothing else is said.
  ///
  /// @return those of the components of this record
  public static PageNames standard() {
    return STANDARD;
  }

  /// Returns these names, except that of the page number.
  ///
  /// @param name the new name
  /// @return the new names
  public PageNames page(String name) {
    return new PageNames(name, size, offset, limit, cursor);
  }

  /// Returns these names, except that of the size.
  ///
  /// @param name the new name
  /// @return the new names
  public PageNames size(String name) {
    return new PageNames(page, name, offset, limit, cursor);
  }

  /// Returns these names, except that of the offset.
  ///
  /// @param name the new name
  /// @return the new names
  public PageNames offset(String name) {
    return new PageNames(page, size, name, limit, cursor);
  }

  /// Returns these names, except that of the limit.
  ///
  /// @param name the new name
  /// @return the new names
  public PageNames limit(String name) {
    return new PageNames(page, size, offset, name, cursor);
  }

  /// Returns these names, except that of the cursor.
  ///
  /// @param name the new name
  /// @return the new names
  public PageNames cursor(String name) {
    return new PageNames(page, size, offset, limit, name);
  }

  /// Returns these names with a prefix and a dot before each, as `@Query("orders")` on a parameter
  /// has them.
  ///
  /// @param prefix the prefix; empty changes nothing
  /// @return the new names
  public PageNames within(String prefix) {
    return prefix.isEmpty()
        ? this
        : new PageNames(
            prefix + "." + page,
            prefix + "." + size,
            prefix + "." + offset,
            prefix + "." + limit,
            prefix + "." + cursor);
  }
}
