package dev.lodestar.benchmarks.json;

/// How large a document is.
public enum Size {
  /// One order.
  B270("270 B", 1),
  /// One basket of ten lines.
  B885("885 B", 1),
  /// A list of 100 orders.
  KB27("27 KB", 100),
  /// A list of 1,180 baskets.
  MB1("1 MB", 1180);

  private final String label;
  private final int elements;

  Size(String label, int elements) {
    this.label = label;
    this.elements = elements;
  }

  /// How tables call it.
  ///
  /// @return the size with its unit
  public String label() {
    return label;
  }

  /// The class of the value, or of the elements if it is a list.
  Class<?> type() {
    return this == B270 || this == KB27 ? Order.class : Basket.class;
  }

  boolean isList() {
    return elements > 1;
  }

  int elements() {
    return elements;
  }
}
