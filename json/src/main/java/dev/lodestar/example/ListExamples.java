package dev.lodestar.example;

import dev.lodestar.schemacheck.JsonValues;
import dev.lodestar.schemacheck.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists of as many items as there must be, or one. They are different if that is easily done,
/// since readers learn nothing from a repetition, and the list may be meant for a set.
final class ListExamples {
  private static final int MOST_ITEMS = 1_000;
  private static final int MOST_ATTEMPTS = 50;

  private final Generation generation;
  private final Keywords schema;
  private final Style style;
  private final Place place;

  ListExamples(Generation generation, Keywords schema, Style style, Place place) {
    this.generation = generation;
    this.schema = schema;
    this.style = style;
    this.place = place;
  }

  @Nullable Made list() {
    var fewest = schema.count("minItems").orElse(0);
    var most = schema.count("maxItems").orElse(MOST_ITEMS);
    var prefix = schema.list("prefixItems");
    if (fewest > most || fewest > MOST_ITEMS) {
      return null;
    }
    if (schema.isFalse("items")) {
      most = Math.min(most, prefix.size());
    }
    var wanted = wanted(fewest, most, prefix.size());
    var items = new ArrayList<@Nullable Object>();
    for (var attempt = 0;
        items.size() < wanted && attempt < 4 * wanted + MOST_ATTEMPTS;
        attempt++) {
      var at = items.size();
      var made =
          generation.value(at < prefix.size() ? prefix.get(at) : itemSchema(), place.item(attempt));
      if (made == null) {
        break;
      }
      var mayRepeat = !schema.isTrue("uniqueItems") && attempt >= 3 * wanted;
      if (mayRepeat || items.stream().noneMatch(item -> JsonValues.equal(item, made.value()))) {
        items.add(made.value());
      }
    }
    return items.size() < fewest ? null : new Made(items);
  }

  /// What `contains` asks for may be in every item.
  private Object itemSchema() {
    var items = schema.get("items");
    var contained = schema.get("contains");
    if (items == null) {
      return contained == null ? true : contained;
    }
    return contained == null ? items : Map.of("allOf", List.of(items, contained));
  }

  private int wanted(int fewest, int most, int prefix) {
    return switch (style) {
      case SPARSE -> Math.max(fewest, schema.has("contains") ? Math.min(1, most) : 0);
      case TYPICAL -> Math.min(most, Math.max(fewest, Math.max(1, prefix)));
      case VARIED -> place.chance().between(fewest, Math.min(most, fewest + 3));
    };
  }
}
