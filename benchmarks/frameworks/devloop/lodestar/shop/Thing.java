package shop;

import java.util.List;

public record Thing(String name, int count, List<String> tags) {
  static Thing of(String name, int count, List<String> tags) {
    return new Thing(name, count, tags);
  }
}
