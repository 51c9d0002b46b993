package widgets;

import dev.lodestar.Get;
import dev.lodestar.event.Listens;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Counts what was sold.
final class Sales {
  private final Map<String, Integer> sold = new ConcurrentSkipListMap<>();

  @Listens
  void count(WidgetEvent.Sold event) {
    sold.merge(event.sku(), event.amount(), Integer::sum);
  }

  @Get("/sales")
  Map<String, Integer> sold() {
    return sold;
  }
}
