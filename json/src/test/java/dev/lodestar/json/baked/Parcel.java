package dev.lodestar.json.baked;

import java.util.List;
import java.util.Optional;

public record Parcel(long id, String label, double weight, List<Item> items, Optional<Item> gift) {
  public record Item(String name, int amount, boolean fragile) {}

  private record Hidden(int value) {}

  public static Class<?> hidden() {
    return Hidden.class;
  }
}
