package dev.lodestar.pagination;

import dev.lodestar.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which part of a list a client wants: the query parameters `offset`, 0 if it is not sent, and
/// `limit`. A handler, or a provider, takes it as a parameter, and answers an [OffsetPage]. Limits
/// and names are as those of a [PageRequest].
///
/// ```java
/// @Get("/widgets")
/// OffsetPage<Widget> list(OffsetRequest part, Widgets widgets) {
///   return OffsetPage.of(widgets.find(part.offset(), part.limit()), part, widgets::count);
/// }
/// ```
///
/// Immutable and thread-safe. Two are equal if offset and limit are.
public final class OffsetRequest {
  private final int offset;
  private final int limit;
  private final ListUrl url;

  private OffsetRequest(int offset, int limit, ListUrl url) {
    Ranges.check("offset", offset, 0, PageLimits.MAX_OFFSET);
    Ranges.check("limit", limit, 1, PageLimits.MAX_OFFSET);
    this.offset = offset;
    this.limit = limit;
    this.url = url;
  }

  /// Returns a request, for tests and for services that ask for parts of lists themselves. The
  /// limits of routes do not count for it.
  ///
  /// @param offset how many items to pass over, 0 or more
  /// @param limit how many items are wanted, 1 or more
  /// @return the request
  /// @throws IllegalArgumentException if one is out of range
  public static OffsetRequest of(int offset, int limit) {
    return new OffsetRequest(
        offset, limit, ListUrl.relative(PageNames.standard().limit(), Integer.toString(limit)));
  }

  /// Returns a request that an HTTP request makes. Called by the framework.
  ///
  /// @param request where links lead to other parts of
  /// @param names what the query parameters are called
  /// @param offset how many items to pass over
  /// @param limit how many items are wanted
  /// @return the request
  /// @throws IllegalArgumentException as [#of(int, int)] does
  public static OffsetRequest from(Request request, PageNames names, int offset, int limit) {
    return new OffsetRequest(offset, limit, ListUrl.of(request, names));
  }

  /// Returns how many rows to pass over.
  ///
  /// @return 0 or more, at most [PageLimits#MAX_OFFSET]
  public int offset() {
    return offset;
  }

  /// Returns how many rows to read.
  ///
  /// @return 1 or more
  public int limit() {
    return limit;
  }

  /// Returns how many rows to read for [OffsetPage#ofLookahead(List, OffsetRequest)]: one more than
  /// the page has, which tells whether there is more.
  ///
  /// @return the limit and one
  public int lookahead() {
    return limit + 1;
  }

  /// Returns this part of a list that is in memory.
  ///
  /// @param <T> the type of the items
  /// @param all the whole list
  /// @return the part, with the total; empty if it is behind the end
  public <T> OffsetPage<T> slice(List<T> all) {
    int from = Math.min(offset, all.size());
    int to = Math.min(offset + limit, all.size());
    return OffsetPage.of(all.subList(from, to), this, all.size());
  }

  ListUrl url() {
    return url;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OffsetRequest request
        && offset == request.offset
        && limit == request.limit;
  }

  @Override
  public int hashCode() {
    return 31 * offset + limit;
  }

  /// Returns offset and limit, for debugging.
  @Override
  public String toString() {
    return "offset " + offset + ", limit " + limit;
  }
}
