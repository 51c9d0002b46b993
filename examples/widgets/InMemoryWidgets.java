package widgets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// Keeps widgets until the application stops.
final class InMemoryWidgets implements WidgetRepository, AutoCloseable {
  private final Map<String, Widget> widgets = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId = new AtomicLong();

  @Override
  public List<Widget> list() {
    return List.copyOf(widgets.values());
  }

  @Override
  public Optional<Widget> find(String sku) {
    return Optional.ofNullable(widgets.get(sku));
  }

  @Override
  public long nextId() {
    return lastId.incrementAndGet();
  }

  @Override
  public boolean add(Widget widget) {
    return widgets.putIfAbsent(widget.sku(), widget) == null;
  }

  @Override
  public synchronized Optional<Widget> update(String sku, UnaryOperator<Widget> change) {
    return Optional.ofNullable(widgets.computeIfPresent(sku, (_, widget) -> change.apply(widget)));
  }

  @Override
  public boolean remove(String sku) {
    return widgets.remove(sku) != null;
  }

  @Override
  public void close() {
    widgets.clear();
  }
}
