package dev.lodestar.benchmarks.application;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One hundred products, as if they came from a database: the rows stay, and every request gets new
/// objects that are made of them.
public final class Catalog {
  private static final List<String> THINGS =
      List.of("Pocket compass", "Brass sextant", "Star chart", "Ship's clock", "Spyglass");
  private static final List<String> CATEGORIES = List.of("navigation", "charts", "instruments");
  private static final List<Row> ROWS = IntStream.rangeClosed(1, 100).mapToObj(Row::of).toList();

  private record Row(
      long id,
      String sku,
      String name,
      String description,
      double price,
      int stock,
      boolean available,
      String category,
      List<String> tags) {
    static Row of(int number) {
      var thing = THINGS.get(number % THINGS.size());
      return new Row(
          number,
          "SKU-" + (100_000 + number),
          thing + " no. " + number,
          thing
              + " of the old kind, made by hand and tested at sea. It comes in a box of oak"
              + " with a booklet that tells how to use it.",
          10 + number * 0.25,
          number * 7 % 50,
          number % 3 != 0,
          CATEGORIES.get(number % CATEGORIES.size()),
          List.of("brass", "gift"));
    }
  }

  private Catalog() {}

  /// Makes the products of the list.
  ///
  /// @return 100 new objects
  public static List<Item> items() {
    var items = new ArrayList<Item>(ROWS.size());
    for (var row : ROWS) {
      items.add(
          new Item(
              row.id,
              row.sku,
              row.name,
              row.description,
              row.price,
              row.stock,
              row.available,
              row.category,
              row.tags));
    }
    return items;
  }
}
