package torture;

import dev.lodestar.dto.Dto;

/// What everybody sees of a product.
final class PublicProduct extends Dto<Product> {
  {
    exclude(Product::id, Product::stock, Product::version);
    rename(Product::sku, "article");
    add("available", product -> product.stock() > 0);
  }
}
