package widgets;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The published widgets of a repository, which cannot be changed through this view.
record PublishedWidgets(WidgetRepository all) implements WidgetRepository {
  @Override
  public List<Widget> list() {
    return all.list().stream().filter(Widget::published).toList();
  }

  @Override
  public Optional<Widget> find(String sku) {
    return all.find(sku).filter(Widget::published);
  }

  @Override
  public long nextId() {
    throw new UnsupportedOperationException("This view is for reading.");
  }

  @Override
  public boolean add(Widget widget) {
    throw new UnsupportedOperationException("This view is for reading.");
  }

  @Override
  public Optional<Widget> update(String sku, UnaryOperator<Widget> change) {
    throw new UnsupportedOperationException("This view is for reading.");
  }

  @Override
  public boolean remove(String sku) {
    throw new UnsupportedOperationException("This view is for reading.");
  }
}
