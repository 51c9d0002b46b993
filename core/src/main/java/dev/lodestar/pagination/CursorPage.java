package dev.lodestar.pagination;

import dev.lodestar.http.Response;
import dev.lodestar.model.Doc;
import dev.lodestar.model.Omission;
import dev.lodestar.model.Omit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page of a list, by a position in it: whatever is inserted or deleted meanwhile, going on shows
/// everything else once. [CursorRequest#page(List, Function)] makes it. Immutable, if its items
/// are.
///
/// ```json
/// {"items": […], "size": 20, "next": "AQHTe4…", "previous": "AQM6o2…"}
/// ```
///
/// @param <T> the type of the items
/// @param items the items, at most as many as the size
/// @param size how many items were asked for
/// @param next the cursor of the next page; left out behind the last one
/// @param previous the cursor of the page before; left out on the first one
@Doc("A part of a list.")
public record CursorPage<T>(
    @Doc("The items of this part.") List<T> items,
    @Doc("How many items were asked for.") int size,
    @Doc("The cursor of the next part; there is none behind the last one.") @Omit(Omission.IF_NULL)
        Optional<String> next,
    @Doc("The cursor of the part before; there is none before the first one.")
        @Omit(Omission.IF_NULL)
        Optional<String> previous) {

  /// Makes a page of its parts.
  ///
  /// @throws IllegalArgumentException if the size is less than 1, or there are more items
  public CursorPage {
    items = List.copyOf(items);
    Ranges.check("size", size, 1, Integer.MAX_VALUE);
    Ranges.checkCount(items.size(), size, "size()");
  }

  /// Returns this page with other items in the place of each, for instance what clients may see of
  /// them.
  ///
  /// @param <R> the type of the new items
  /// @param mapping makes a new item
  /// @return the new page
  public <R> CursorPage<R> map(Function<? super T, ? extends R> mapping) {
    return new CursorPage<>(Items.map(items, mapping), size, next, previous);
  }

  /// Returns a response with this page and links to others in the header `Link` (RFC 8288):
  /// `first`, and `prev` and `next` if there are cursors. They lead to the URL of the request, as
  /// the client has written it, with another cursor.
  ///
  /// @param request what was asked for. One that did not come with an HTTP request gives links that
  ///   are relative
  /// @return the response
  public Response<CursorPage<T>> linked(CursorRequest<?> request) {
    var url = request.url();
    var name = url.names().cursor();
    var response = Response.of(this).link(url.linkWithout("first", name));
    if (previous.isPresent()) {
      response = response.link(url.link("prev", name, previous.get()));
    }
    return next.isPresent() ? response.link(url.link("next", name, next.get())) : response;
  }
}
