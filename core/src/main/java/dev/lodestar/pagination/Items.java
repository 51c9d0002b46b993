package dev.lodestar.pagination;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The items of a page.
final class Items {
  private Items() {}

  static <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> mapping) {
    var mapped = new ArrayList<R>(items.size());
    for (var item : items) {
      mapped.add(mapping.apply(item));
    }
    return mapped;
  }
}
