package widgets;

/// More was to be sold than there is.
final class OutOfStock extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final String sku;
  final int left;

  OutOfStock(String sku, int left) {
    super("There are " + left + " left of " + sku + ".");
    this.sku = sku;
    this.left = left;
  }
}
