package dev.lodestar.bind;

import dev.lodestar.cursor.Cursor;
import dev.lodestar.cursor.Cursors;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.pagination.PageNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page request by cursor.
///
/// @param <P> the type of the positions
/// @param names what the query parameters are called
/// @param size reads how many items the page has
/// @param cursors reads and writes cursors
record CursorField<P>(PageNames names, TextField size, Cursors<P> cursors) implements FieldReader {
  private static final Cursor<?> FIRST = new Cursor<>(false, Optional.empty());

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    var before = errors.count();
    var cursor = cursor(request, errors);
    var count = size.read(request, errors);
    return errors.count() == before && cursor != null && count instanceof Integer items
        ? CursorRequest.from(
            request, names, items, cursor.backward(), cursor.position(), cursors::write)
        : null;
  }

  private @Nullable Cursor<P> cursor(Request request, InputErrors errors) {
    var texts = RequestTexts.QUERY.one(request, names.cursor());
    if (texts.isEmpty()) {
      @SuppressWarnings("unchecked") // it has no position
      var first = (Cursor<P>) FIRST;
      return first;
    }
    if (texts.size() > 1) {
      errors.duplicate(InputSource.QUERY, names.cursor(), texts.size());
      return null;
    }
    var cursor = cursors.read(texts.getFirst());
    if (cursor.isEmpty()) {
      errors.cursor(InputSource.QUERY, names.cursor());
      return null;
    }
    return cursor.get();
  }

  @Override
  public void describe(Telling telling) {
    var text = telling.taker().json().models().use(String.class);
    telling
        .of("Where the page begins: a cursor that came with another page. The first page has none.")
        .maybe()
        .texts(InputSource.QUERY, names.cursor(), List.of(), text, false, false);
    size.describe(telling.of(NumberedPage.SIZE));
  }

  @Override
  public void addNames(Set<String> known) {
    known.add(names.cursor());
    size.addNames(known);
  }

  @Override
  public boolean isPresent(Request request) {
    return request.query().contains(names.cursor()) || size.isPresent(request);
  }
}
