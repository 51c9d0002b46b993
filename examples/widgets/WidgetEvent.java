package widgets;

/// What happens to widgets.
sealed interface WidgetEvent {
  String sku();

  record Sold(String sku, int amount) implements WidgetEvent {}

  record SoldOut(String sku) implements WidgetEvent {}
}
