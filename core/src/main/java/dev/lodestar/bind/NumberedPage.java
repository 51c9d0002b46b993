package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page request that is made of two numbers.
///
/// @param start reads where the page is
/// @param place what people are told of that: its number, or how many items come before it
/// @param size reads how many items it has
/// @param maker makes the request of both
record NumberedPage(TextField start, String place, TextField size, Maker maker)
    implements FieldReader {
  /// What people are told of the size.
  static final String SIZE = "How many items the page has at most.";

  @FunctionalInterface
  interface Maker {
    Object make(Request request, int start, int size);
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    var before = errors.count();
    var place = start.read(request, errors);
    var count = size.read(request, errors);
    return errors.count() == before
            && place instanceof Integer from
            && count instanceof Integer items
        ? maker.make(request, from, items)
        : null;
  }

  @Override
  public void describe(Telling telling) {
    start.describe(telling.of(place));
    size.describe(telling.of(SIZE));
  }

  @Override
  public void addNames(Set<String> names) {
    start.addNames(names);
    size.addNames(names);
  }

  @Override
  public boolean isPresent(Request request) {
    return start.isPresent(request) || size.isPresent(request);
  }
}
