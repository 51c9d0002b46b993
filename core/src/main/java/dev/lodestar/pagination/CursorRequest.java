package dev.lodestar.pagination;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page of a list a client wants, by a position in the list: the query parameters `cursor`,
/// which a page before has given, and `size`. Without a cursor it is the first page. A handler, or
/// a provider, takes it as a parameter, and answers a [CursorPage]. Limits and names are as those
/// of a [PageRequest].
///
/// ```java
/// record Place(Instant created, long id) {}
///
/// @Get("/widgets")
/// CursorPage<Widget> list(CursorRequest<Place> cursor, Widgets widgets) {
///   var rows = cursor.isBackward()
///       ? widgets.newerThan(cursor.position(), cursor.lookahead())      // the nearest one first
///       : widgets.olderThan(cursor.position(), cursor.lookahead());
///   return cursor.page(rows, widget -> new Place(widget.created(), widget.id()));
/// }
/// ```
///
/// A position is what the list is ordered by, so that no two items have the same: mostly the
/// property to sort by and an identifier. It is a simple value, or a record of simple values.
///
/// Clients get it as a text that means nothing to them, and that they cannot make themselves: it is
/// signed with the [key of the application][dev.lodestar.App.Builder#cursorKeys(String...)], for
/// this path and this type of positions. Any other text, an outdated cursor included, is a 400 that
/// says to start again. Clients can find out what is in it, so what they must not see does not
/// belong into a position.
///
/// Immutable and thread-safe.
///
/// @param <P> the type of the positions
public final class CursorRequest<P> {
  private final int size;
  private final boolean backward;
  private final Optional<P> position;
  private final ListUrl url;
  private final Writer<P> writer;

  /// Writes the texts of cursors. Called by the framework.
  ///
  /// @param <P> the type of the positions
  @FunctionalInterface
  public interface Writer<P> {

    /// Writes a cursor.
    ///
    /// @param backward whether it leads to what is before the position
    /// @param position the position; nothing for the beginning of the list, or the end if it leads
    ///   backward
    /// @return the text
    String write(boolean backward, Optional<P> position);
  }

  private CursorRequest(
      int size, boolean backward, Optional<P> position, ListUrl url, Writer<P> writer) {
    Ranges.check("size", size, 1, PageLimits.MAX_OFFSET);
    this.size = size;
    this.backward = backward;
    this.position = position;
    this.url = url;
    this.writer = writer;
  }

  private static <P> CursorRequest<P> of(int size, boolean backward, Optional<P> position) {
    return new CursorRequest<>(
        size,
        backward,
        position,
        ListUrl.relative(PageNames.standard().size(), Integer.toString(size)),
        CursorRequest::readable);
  }

  /// The text of a cursor that belongs to no application: for people who read tests.
  private static String readable(boolean backward, Optional<?> position) {
    return position.isEmpty()
        ? (backward ? "end" : "beginning")
        : (backward ? "before " : "after ") + position.get();
  }

  /// Returns a request for the first page, for tests and for services that ask for pages
  /// themselves. Its page has cursors that no application takes: `after` or `before`, and the
  /// position.
  ///
  /// @param <P> the type of the positions
  /// @param size how many items the page has, 1 or more
  /// @return the request
  /// @throws IllegalArgumentException if the size is out of range
  public static <P> CursorRequest<P> first(int size) {
    return of(size, false, Optional.empty());
  }

  /// Returns a request for the page behind a position, as [#first(int)] does for the first one.
  ///
  /// @param <P> the type of the positions
  /// @param position the position
  /// @param size how many items the page has, 1 or more
  /// @return the request
  /// @throws IllegalArgumentException if the size is out of range
  public static <P> CursorRequest<P> after(P position, int size) {
    return of(size, false, Optional.of(position));
  }

  /// Returns a request for the page before a position, as [#first(int)] does for the first one.
  ///
  /// @param <P> the type of the positions
  /// @param position the position
  /// @param size how many items the page has, 1 or more
  /// @return the request
  /// @throws IllegalArgumentException if the size is out of range
  public static <P> CursorRequest<P> before(P position, int size) {
    return of(size, true, Optional.of(position));
  }

  /// Returns a request that an HTTP request makes. Called by the framework.
  ///
  /// @param <P> the type of the positions
  /// @param request where links lead to other pages of
  /// @param names what the query parameters are called
  /// @param size how many items the page has
  /// @param backward whether the page before the position is wanted
  /// @param position the position
  /// @param writer writes the cursors of other pages
  /// @return the request
  /// @throws IllegalArgumentException if the size is out of range
  public static <P> CursorRequest<P> from(
      Request request,
      PageNames names,
      int size,
      boolean backward,
      Optional<P> position,
      Writer<P> writer) {
    return new CursorRequest<>(size, backward, position, ListUrl.of(request, names), writer);
  }

  /// Returns how many items the page has, unless the list ends before.
  ///
  /// @return 1 or more
  public int size() {
    return size;
  }

  /// Returns how many rows to read: one more than the page has, which tells whether there is
  /// another page.
  ///
  /// @return the size and one
  public int lookahead() {
    return size + 1;
  }

  /// Tells in which direction to read: backward, what comes before the position is wanted, and the
  /// nearest row is to be read first.
  ///
  /// @return `true` for backward
  public boolean isBackward() {
    return backward;
  }

  /// Returns where to start reading. The row that is there itself does not belong to the page.
  ///
  /// @return the position; nothing to read from the beginning of the list, or from its end if the
  ///   direction is backward
  public Optional<P> position() {
    return position;
  }

  /// Makes the page of the rows that were read.
  ///
  /// @param <T> the type of the items
  /// @param rows the rows in the order in which they were read, so backward the one that is nearest
  ///   to the position first; at most [#lookahead()]
  /// @param position gives the position of a row
  /// @return the page, its items in the order of the list, with the cursors of the pages around it
  /// @throws IllegalArgumentException if there are more rows
  /// @throws IllegalStateException if a position is too long for a cursor
  public <T> CursorPage<T> page(List<T> rows, Function<? super T, ? extends P> position) {
    Ranges.checkCount(rows.size(), lookahead(), "lookahead()");
    var more = rows.size() > size;
    var items = more ? rows.subList(0, size) : rows;
    if (backward) {
      items = items.reversed();
    }
    return new CursorPage<>(
        items, size, next(items, more, position), previous(items, more, position));
  }

  /// Makes the page of the rows that were read, for a list that is only read forward: the page has
  /// no cursor of the one before, so that no request is [#isBackward()].
  ///
  /// @param <T> the type of the items
  /// @param rows the rows; at most [#lookahead()]
  /// @param position gives the position of a row
  /// @return the page, with the cursor of the next one
  /// @throws IllegalArgumentException if there are more rows
  /// @throws IllegalStateException if a position is too long for a cursor
  public <T> CursorPage<T> pageForward(List<T> rows, Function<? super T, ? extends P> position) {
    Ranges.checkCount(rows.size(), lookahead(), "lookahead()");
    var more = rows.size() > size;
    var items = more ? rows.subList(0, size) : rows;
    return new CursorPage<>(items, size, next(items, more, position), Optional.empty());
  }

  /// Behind what was read backward there is what was read before. If nothing is left, that is the
  /// whole list.
  private <T> Optional<String> next(
      List<T> items, boolean more, Function<? super T, ? extends P> position) {
    if (backward ? this.position.isEmpty() : !more) {
      return Optional.empty();
    }
    return Optional.of(cursor(false, items.isEmpty() ? null : items.getLast(), position));
  }

  /// Before what was read forward there is what was read before, unless it is the first page. If
  /// nothing is left, that is the whole list.
  private <T> Optional<String> previous(
      List<T> items, boolean more, Function<? super T, ? extends P> position) {
    if (backward ? !more : this.position.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(cursor(true, items.isEmpty() ? null : items.getFirst(), position));
  }

  private <T> String cursor(
      boolean backward, @Nullable T item, Function<? super T, ? extends P> position) {
    return writer.write(
        backward,
        item == null
            ? Optional.empty()
            : Optional.of(requireNonNull(position.apply(item), "position")));
  }

  /// Returns the page of a list that is in memory.
  ///
  /// @param <T> the type of the items
  /// @param all the whole list, in any order
  /// @param position gives the position of an item
  /// @param order the order of the list
  /// @return the page
  public <T> CursorPage<T> slice(
      List<T> all, Function<? super T, ? extends P> position, Comparator<? super P> order) {
    Comparator<P> reading = backward ? (one, other) -> order.compare(other, one) : order::compare;
    var rows = new ArrayList<T>();
    for (var item : all) {
      if (this.position.isEmpty()
          || reading.compare(position.apply(item), this.position.get()) > 0) {
        rows.add(item);
      }
    }
    rows.sort(Comparator.comparing(position, reading));
    return page(rows.subList(0, Math.min(rows.size(), lookahead())), position);
  }

  ListUrl url() {
    return url;
  }

  /// Two are equal if size, direction and position are.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CursorRequest<?> request
        && size == request.size
        && backward == request.backward
        && position.equals(request.position);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, backward, position);
  }

  /// Returns position and size, for debugging.
  @Override
  public String toString() {
    return size + " items " + readable(backward, position);
  }
}
