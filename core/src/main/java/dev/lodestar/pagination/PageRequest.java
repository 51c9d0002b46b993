package dev.lodestar.pagination;

import dev.lodestar.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which page of a list a client wants, by its number: the query parameters `page`, 1 if it is not
/// sent, and `size`. A handler, or a provider, takes it as a parameter, and answers a [Page].
///
/// ```java
/// @Get("/widgets")
/// Page<Widget> list(PageRequest page, Widgets widgets) {
///   return Page.of(widgets.find(page.offset(), page.limit()), page, widgets::count);
/// }
/// ```
///
/// How many items there are without `size`, and how many a client may ask for, is 20 and 100 unless
/// [PageSize] or [dev.lodestar.Layer#pageSize(int, int)] say something else. What is less than 1 or
/// more than allowed is a 400. `@Query("orders")` on the parameter takes `orders.page` and
/// `orders.size`, and [dev.lodestar.Layer#pageNames(PageNames)] changes the names. An `Optional` of
/// it is empty if neither was sent.
///
/// Immutable and thread-safe. Two are equal if number and size are.
public final class PageRequest {
  private final int page;
  private final int size;
  private final ListUrl url;

  private PageRequest(int page, int size, ListUrl url) {
    Ranges.check("page", page, 1, PageLimits.MAX_OFFSET);
    Ranges.check("size", size, 1, PageLimits.MAX_OFFSET);
    if ((page - 1L) * size > PageLimits.MAX_OFFSET) {
      throw new IllegalArgumentException(
          "Page "
              + page
              + " of size "
              + size
              + " begins behind row "
              + PageLimits.MAX_OFFSET
              + ", which is the last that can be reached.");
    }
    this.page = page;
    this.size = size;
    this.url = url;
  }

  /// Returns a request, for tests and for services that ask for pages themselves. The limits of
  /// routes do not count for it.
  ///
  /// @param page the number of the page, 1 or more
  /// @param size how many items it has, 1 or more
  /// @return the request
  /// @throws IllegalArgumentException if one is out of range, or the page begins behind
  ///   [PageLimits#MAX_OFFSET] rows
  public static PageRequest of(int page, int size) {
    return new PageRequest(
        page, size, ListUrl.relative(PageNames.standard().size(), Integer.toString(size)));
  }

  /// Returns a request that an HTTP request makes. Called by the framework.
  ///
  /// @param request where links lead to other pages of
  /// @param names what the query parameters are called
  /// @param page the number of the page
  /// @param size how many items it has
  /// @return the page request
  /// @throws IllegalArgumentException as [#of(int, int)] does
  public static PageRequest from(Request request, PageNames names, int page, int size) {
    return new PageRequest(page, size, ListUrl.of(request, names));
  }

  /// Returns the number of the page.
  ///
  /// @return 1 or more
  public int page() {
    return page;
  }

  /// Returns how many items the page has, unless it is the last.
  ///
  /// @return 1 or more
  public int size() {
    return size;
  }

  /// Returns how many rows come before the page.
  ///
  /// @return `(page - 1) * size`, at most [PageLimits#MAX_OFFSET]
  public int offset() {
    return (page - 1) * size;
  }

  /// Returns how many rows to read.
  ///
  /// @return the size
  public int limit() {
    return size;
  }

  /// Returns how many rows to read for [Page#ofLookahead(List, PageRequest)]: one more than the
  /// page has, which tells whether there is another page.
  ///
  /// @return the size and one
  public int lookahead() {
    return size + 1;
  }

  /// Returns this page of a list that is in memory.
  ///
  /// @param <T> the type of the items
  /// @param all the whole list
  /// @return the page, with the total; empty if it is behind the end
  public <T> Page<T> slice(List<T> all) {
    int from = Math.min(offset(), all.size());
    int to = Math.min(offset() + size, all.size());
    return Page.of(all.subList(from, to), this, all.size());
  }

  ListUrl url() {
    return url;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PageRequest request && page == request.page && size == request.size;
  }

  @Override
  public int hashCode() {
    return 31 * page + size;
  }

  /// Returns number and size, for debugging.
  @Override
  public String toString() {
    return "page " + page + " of size " + size;
  }
}
