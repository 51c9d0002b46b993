package dev.lodestar.pagination;

import dev.lodestar.http.Response;
import dev.lodestar.model.Doc;
import dev.lodestar.model.Omission;
import dev.lodestar.model.Omit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A page of a list, by its number. Immutable, if its items are.
///
/// ```json
/// {"items": […], "page": 2, "size": 20, "hasNext": true, "total": 45, "pages": 3}
/// ```
///
/// Total and number of pages are left out where the total is not known.
///
/// @param <T> the type of the items
/// @param items the items, at most as many as the size
/// @param page the number of the page, 1 or more
/// @param size how many items a page has, unless it is the last
/// @param hasNext whether there is a next page; where that is not known, whether this one is full
/// @param total how many items there are on all pages
/// @param pages how many pages there are
@Doc("One page of a list.")
public record Page<T>(
    @Doc("The items of this page.") List<T> items,
    @Doc("The number of this page; the first is 1.") int page,
    @Doc("How many items a page has at most.") int size,
    @Doc("Whether there is a next page.") boolean hasNext,
    @Doc("How many items there are on all pages, if that is known.") @Omit(Omission.IF_NULL)
        OptionalLong total,
    @Doc("How many pages there are, if that is known.") @Omit(Omission.IF_NULL)
        OptionalLong pages) {

  /// Makes a page of all its parts; the methods `of` derive some of them.
  ///
  /// @throws IllegalArgumentException if there are more items than the size, the size or the number
  ///   is less than 1, the total is negative, or the number of pages is not that of total and size
  public Page {
    items = List.copyOf(items);
    Ranges.check("page", page, 1, Integer.MAX_VALUE);
    Ranges.check("size", size, 1, Integer.MAX_VALUE);
    Ranges.checkCount(items.size(), size, "limit()");
    total.ifPresent(Ranges::checkTotal);
    if (!pages.equals(pagesOf(total, size))) {
      throw new IllegalArgumentException(
          "The number of pages is not that of a total of "
              + total
              + " items, "
              + size
              + " on each page.");
    }
  }

  private static OptionalLong pagesOf(OptionalLong total, int size) {
    return total.isEmpty() ? total : OptionalLong.of(Math.ceilDiv(total.getAsLong(), size));
  }

  private static <T> Page<T> of(List<T> items, PageRequest request, boolean hasNext) {
    return new Page<>(
        items, request.page(), request.size(), hasNext, OptionalLong.empty(), OptionalLong.empty());
  }

  /// Makes a page of a list whose length is not known. A full page is taken to have a next one.
  ///
  /// @param <T> the type of the items
  /// @param items the items
  /// @param request what was asked for
  /// @return the page
  /// @throws IllegalArgumentException if there are more items than the request asks for
  public static <T> Page<T> of(List<T> items, PageRequest request) {
    return of(items, request, items.size() >= request.size());
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
  public static <T> Page<T> of(List<T> items, PageRequest request, long total) {
    Ranges.checkTotal(total);
    var seen = items.isEmpty() ? 0 : request.offset() + (long) items.size();
    var known = OptionalLong.of(Math.max(total, seen));
    var pages = pagesOf(known, request.size());
    return new Page<>(
        items, request.page(), request.size(), request.page() < pages.orElseThrow(), known, pages);
  }

  /// Makes a page of a list that is counted if need be: the last page tells by itself how many
  /// items there are, and so does an empty first one.
  ///
  /// @param <T> the type of the items
  /// @param items the items
  /// @param request what was asked for
  /// @param total counts the items of the whole list; called at most once
  /// @return the page, with the total
  /// @throws IllegalArgumentException if there are more items than the request asks for, or the
  ///   total is negative
  public static <T> Page<T> of(List<T> items, PageRequest request, LongSupplier total) {
    return of(items, request, Totals.of(items.size(), request.offset(), request.limit(), total));
  }

  /// Makes a page of a list whose length is not known, of which one more row was read than the page
  /// shows: that tells whether there is a next page.
  ///
  /// @param <T> the type of the items
  /// @param rows the items and perhaps one more, as [PageRequest#lookahead()] says
  /// @param request what was asked for
  /// @return the page
  /// @throws IllegalArgumentException if there are even more rows
  public static <T> Page<T> ofLookahead(List<T> rows, PageRequest request) {
    Ranges.checkCount(rows.size(), request.lookahead(), "lookahead()");
    var hasNext = rows.size() > request.size();
    return of(hasNext ? rows.subList(0, request.size()) : rows, request, hasNext);
  }

  /// Returns this page with other items in the place of each, for instance what clients may see of
  /// them.
  ///
  /// @param <R> the type of the new items
  /// @param mapping makes a new item
  /// @return the new page
  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    return new Page<>(Items.map(items, mapping), page, size, hasNext, total, pages);
  }

  /// Returns a response with this page and links to others in the header `Link` (RFC 8288):
  /// `first`, `prev`, `next` and `last`, as far as there are such pages and they are known. They
  /// lead to the URL of the request, as the client has written it, with another page number.
  ///
  /// ```java
  /// return Page.of(items, page, total).linked(page);
  /// ```
  ///
  /// @param request what was asked for. One that did not come with an HTTP request gives links that
  ///   are relative
  /// @return the response
  public Response<Page<T>> linked(PageRequest request) {
    var links = new ArrayList<Target>(4);
    links.add(new Target("first", 1));
    if (page > 1) {
      links.add(new Target("prev", Math.max(1, Math.min(page - 1, pages.orElse(page)))));
    }
    if (hasNext) {
      links.add(new Target("next", page + 1L));
    }
    if (pages.orElse(0) > 0) {
      links.add(new Target("last", pages.getAsLong()));
    }
    var response = Response.of(this);
    for (var link : links) {
      if ((link.page - 1) * size <= PageLimits.MAX_OFFSET) {
        response =
            response.link(
                request
                    .url()
                    .link(link.relation, request.url().names().page(), Long.toString(link.page)));
      }
    }
    return response;
  }

  private record Target(String relation, long page) {}
}
