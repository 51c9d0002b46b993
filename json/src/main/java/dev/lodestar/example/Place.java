package dev.lodestar.example;

/// Where a value stands: what is chosen there follows from the seed and the place alone, so that it
/// does not change when other places come or go.
///
/// @param path the names on the way, such as `Order.lines.0.sku`
/// @param name the name of the nearest thing that has one, which tells what texts are about
/// @param key the seed and the path as one number
record Place(String path, String name, long key) {
  static Place root(long seed, String name) {
    return new Place(name, name, mixed(seed ^ hash(name)));
  }

  /// The place of a property.
  Place property(String property) {
    return new Place(path + "." + property, property, mixed(key ^ hash(property)));
  }

  /// The place of one of several values that have no names of their own.
  Place item(int index) {
    return new Place(path + "." + index, name, mixed(key + index + 1));
  }

  /// The same place for another try.
  Place attempt(int number) {
    return number == 0 ? this : new Place(path, name, mixed(key - number));
  }

  Chance chance() {
    return new Chance(key);
  }

  private static long hash(String text) {
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /// The finalizer of MurmurHash3: every bit of the input changes half of those of the result.
  private static long mixed(long value) {
    value = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    value = (value ^ (value >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return value ^ (value >>> 33);
  }
}
