package torture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// The products by their article numbers.
final class Warehouse {
  private final Map<String, Product> products = new ConcurrentSkipListMap<>();
  private final AtomicLong ids = new AtomicLong();

  Warehouse() {
    for (var name : List.of("Anvil", "Bread", "Chair")) {
      add(
          new Product(
              nextId(),
              new Sku(name.charAt(0) + "-1"),
              name,
              Category.values()[name.charAt(0) % 3],
              new BigDecimal("9.50"),
              3,
              Optional.of("A " + name.toLowerCase(java.util.Locale.ROOT) + "."),
              null,
              List.of("new"),
              Map.of("height", 120.5),
              false,
              Optional.of("secret"),
              1));
    }
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  List<Product> all() {
    return List.copyOf(products.values());
  }

  Optional<Product> find(Sku sku) {
    return Optional.ofNullable(products.get(sku.code()));
  }

  boolean add(Product product) {
    return products.putIfAbsent(product.sku().code(), product) == null;
  }

  Product put(Sku sku, Product product) {
    products.put(sku.code(), product);
    return product;
  }

  void remove(Sku sku) {
    products.remove(sku.code());
  }
}
