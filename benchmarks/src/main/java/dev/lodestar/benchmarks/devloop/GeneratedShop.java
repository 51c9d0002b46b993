package dev.lodestar.benchmarks.devloop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An application of fifty classes in a folder: a main class, and controllers that each have four
/// routes, records and what they compute with.
final class GeneratedShop {
  private final Path folder;
  private final int classes;

  GeneratedShop(Path folder, int classes) {
    this.folder = folder;
    this.classes = classes;
  }

  /// The source that is edited.
  Path edited() {
    return folder.resolve("shop/Controller7.java");
  }

  /// The path that shows what it says.
  static String path() {
    return "/c7/text";
  }

  void write() throws IOException {
    Files.createDirectories(folder.resolve("shop"));
    var routes = new StringBuilder();
    for (var i = 0; i < classes - 1; i++) {
      edit(i, "version 0");
      routes.append("        .routes(new Controller").append(i).append("())\n");
    }
    Files.writeString(
        folder.resolve("shop/Main.java"),
        """
        package shop;

        import dev.lodestar.Lodestar;

        public class Main {
          public static void main(String[] args) {
            Lodestar.run(Lodestar.app()
        %s        .build(), args);
          }
        }
        """
            .formatted(routes));
  }

  /// Saves the edited source with another text.
  void edit(String text) throws IOException {
    edit(7, text);
  }

  private void edit(int number, String text) throws IOException {
    Files.writeString(
        folder.resolve("shop/Controller" + number + ".java"),
        """
        package shop;

        import dev.lodestar.*;
        import java.util.*;

        @dev.lodestar.Path("/c%1$d")
        public class Controller%1$d {
          public record Item(String name, int count, List<String> tags) {}

          private final Map<String, Item> items = new TreeMap<>();

          @Get("/text")
          public String text() {
            return "%2$s";
          }

          @Get("/items")
          public List<Item> list(@dev.lodestar.model.Default("10") int limit) {
            return items.values().stream().limit(limit).toList();
          }

          @Get("/items/{name}")
          public Optional<Item> item(String name) {
            return Optional.ofNullable(items.get(name));
          }

          @Post("/items")
          public Item add(Item item) {
            items.put(item.name(), item);
            return item;
          }
        }
        """
            .formatted(number, text));
  }
}
