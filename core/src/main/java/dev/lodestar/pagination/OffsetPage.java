package dev.lodestar.pagination;

import dev.lodestar.http.Response;
import dev.lodestar.model.Doc;
import dev.lodestar.model.Omission;
import dev.lodestar.model.Omit;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A part of a list, by the number of items before it. Immutable, if its items are.
///
/// ```json
/// {"items": […], "offset": 20, "limit": 20, "hasNext": true, "total": 45}
/// ```
///
/// The total is left out where it is not known.
///
/// @param <T> the type of the items
/// @param items the items, at most as many as the limit
/// @param offset how many items come before them
/// @param limit how many items were asked for
/// @param hasNext whether there are items behind these; where that is not known, whether there are
///   as many as were asked for
/// @param total how many items the whole list has
@Doc("A part of a list.")
public record OffsetPage<T>(
    @Doc("The items of this part.") List<T> items,
    @Doc("How many items come before them.") int offset,
    @Doc("How many items were asked for.") int limit,
    @Doc("Whether there are items behind these.") boolean hasNext,
    @Doc("How many items the whole list has, if that is known.") @Omit(Omission.IF_NULL)
        OptionalLong total) {

  /// Makes a page of all its parts; the methods `of` derive some of them.
  ///
  /// @throws IllegalArgumentException if there are more items than the limit, the limit is less
  ///   than 1, or offset or total is negative
  public OffsetPage {
    items = List.copyOf(items);
    Ranges.check("offset", offset, 0, Integer.MAX_VALUE);
    Ranges.check("limit", limit, 1, Integer.MAX_VALUE);
    Ranges.checkCount(items.size(), limit, "limit()");
    total.ifPresent(Ranges::checkTotal);
  }

  private static <T> OffsetPage<T> of(List<T> items, OffsetRequest request, boolean hasNext) {
    return new OffsetPage<>(
        items, request.offset(), request.limit(), hasNext, OptionalLong.empty());
  }

  /// Makes a page of a list whose length is not known. If there are as many items as were asked
  /// for, there are taken to be more.
  ///
  /// @param <T> the type of the items
  /// @param items the items
  /// @param request what was asked for
  /// @return the page
  /// @throws IllegalArgumentException if there are more items than the request asks for
  public static <T> OffsetPage<T> of(List<T> items, OffsetRequest request) {
    return of(items, request, items.size() >= request.limit());
  }

  /// Makes a page of a list whose length is known.
  ///
  /// @param <T> the type of the items
  /// @param items the items
  /// @param request what was asked for
  /// @param total how many items the whole list has, 0 or more. If it is less than what the page
  ///   shows, since the list has grown after it was counted, what the page shows counts
  /// @return the page
  /// @throws IllegalArgumentException if there are more items than the request asks for, or the
  ///   total is negative
  public static <T> OffsetPage<T> of(List<T> items, OffsetRequest request, long total) {
    Ranges.checkTotal(total);
    var seen = items.isEmpty() ? 0 : request.offset() + (long) items.size();
    var known = Math.max(total, seen);
    return new OffsetPage<>(
        items,
        request.offset(),
        request.limit(),
        request.offset() + (long) request.limit() < known,
        OptionalLong.of(known));
  }

  /// Makes a page of a list that is counted if need be, as [Page#of(List, PageRequest,
  /// LongSupplier)] does.
  ///
  /// @param <T> the type of the items
  /// @param items the items
  /// @param request what was asked for
  /// @param total counts the items of the whole list; called at most once
  /// @return the page, with the total
  /// @throws IllegalArgumentException if there are more items than the request asks for, or the
  ///   total is negative
  public static <T> OffsetPage<T> of(List<T> items, OffsetRequest request, LongSupplier total) {
    return of(items, request, Totals.of(items.size(), request.offset(), request.limit(), total));
  }

  /// Makes a page of a list whose length is not known, of which one more row was read than the page
  /// shows: that tells whether there is more.
  ///
  /// @param <T> the type of the items
  /// @param rows the items and perhaps one more, as [OffsetRequest#lookahead()] says
  /// @param request what was asked for
  /// @return the page
  /// @throws IllegalArgumentException if there are even more rows
  public static <T> OffsetPage<T> ofLookahead(List<T> rows, OffsetRequest request) {
    Ranges.checkCount(rows.size(), request.lookahead(), "lookahead()");
    var hasNext = rows.size() > request.limit();
    return of(hasNext ? rows.subList(0, request.limit()) : rows, request, hasNext);
  }

  /// Returns this page with other items in the place of each.
  ///
  /// @param <R> the type of the new items
  /// @param mapping makes a new item
  /// @return the new page
  public <R> OffsetPage<R> map(Function<? super T, ? extends R> mapping) {
    return new OffsetPage<>(Items.map(items, mapping), offset, limit, hasNext, total);
  }

  /// Returns a response with this page and links to others in the header `Link`, as
  /// [Page#linked(PageRequest)] does. The last page is the one that is reached by going on from
  /// this one.
  ///
  /// @param request what was asked for
  /// @return the response
  public Response<OffsetPage<T>> linked(OffsetRequest request) {
    var response = with(Response.of(this), request, "first", 0);
    if (offset > 0) {
      var previous = Math.min(offset - (long) limit, lastOffset(offset));
      response = with(response, request, "prev", Math.max(0, previous));
    }
    if (hasNext) {
      response = with(response, request, "next", offset + (long) limit);
    }
    return total.orElse(0) > 0 ? with(response, request, "last", lastOffset(0)) : response;
  }

  /// Where the last page begins that is reached by steps of the limit.
  ///
  /// @param otherwise what stands for it if the total is not known
  private long lastOffset(long otherwise) {
    if (total.isEmpty()) {
      return otherwise;
    }
    var phase = offset % limit;
    var last = total.getAsLong() - 1;
    return last < phase ? 0 : phase + (last - phase) / limit * limit;
  }

  private static <T> Response<OffsetPage<T>> with(
      Response<OffsetPage<T>> response, OffsetRequest request, String relation, long offset) {
    var url = request.url();
    return offset > PageLimits.MAX_OFFSET
        ? response
        : response.link(url.link(relation, url.names().offset(), Long.toString(offset)));
  }
}
