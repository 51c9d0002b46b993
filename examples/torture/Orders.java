package torture;

import jakarta.validation.constraints.Min;

/// A class whose nested record has the name of another one.
final class Orders {
  record Line(Sku article, @Min(1) int amount) {}

  private Orders() {}
}
