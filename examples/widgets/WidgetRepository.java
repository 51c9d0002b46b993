package widgets;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where widgets are kept.
interface WidgetRepository {
  /// All widgets, ordered by SKU.
  List<Widget> list();

  Optional<Widget> find(String sku);

  /// An id that no widget has had.
  long nextId();

  /// Adds a widget, unless there is one with its SKU.
  ///
  /// @return whether it was added
  boolean add(Widget widget);

  /// Replaces a widget by what becomes of it. Nobody else changes it meanwhile.
  ///
  /// @return the new widget, or nothing if there is none
  Optional<Widget> update(String sku, UnaryOperator<Widget> change);

  boolean remove(String sku);

  /// The same widgets, as everybody sees them.
  default WidgetRepository visibleOnly() {
    return new PublishedWidgets(this);
  }
}
