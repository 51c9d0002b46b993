package shop;

import io.avaje.jsonb.Json;
import java.util.List;

/// The small object of about 100 bytes.
@Json
record Product(long id, String name, double price, boolean available, List<String> tags) {
  static Product sample() {
    return new Product(42, "Pocket compass", 12.5, true, List.of("navigation", "brass"));
  }
}
