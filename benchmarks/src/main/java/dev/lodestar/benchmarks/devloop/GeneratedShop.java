package dev.lodestar.benchmarks.devloop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// An application of many classes, made of one that has a single kind of things: everything whose
/// name contains `Thing` is there many times, with a number, and so are the lines of the main class
/// that name one. Four classes belong to each kind: a record, another one that is sent to create
/// it, a service, and a controller of five routes.
///
/// One of the kinds is edited. Every edit saves the whole file, as an editor does.
final class GeneratedShop {
  private static final String NAME = "Thing";
  private static final String PATH = "/things";
  private static final int EDITED = 7;
  private static final int CLASSES_OF_A_KIND = 4;
  private static final int OTHER_CLASSES = 2;

  /// The method of a controller that answers `GET …/text`, with its annotations.
  private static final Pattern TEXT =
      Pattern.compile("\n\n((?: {2}@.*\n)* {2}@.*\"/text\".*\n(?:.*\n)*? {2}}\n)");

  /// What an edit has changed, and what shows it.
  ///
  /// @param files what was saved
  /// @param path what has to be asked for
  /// @param text what is in the answer from then on, and was not before
  record Edit(List<Path> files, String path, String text) {}

  private final Path skeleton;
  private final Path folder;
  private final int kinds;
  private final Path controller;
  private final Path record;
  private int edits;
  private int routes;
  private int components;

  /// @param skeleton the project with one kind of things
  /// @param sources where its package starts, relative to it
  /// @param folder where the project with many is written
  /// @param classes how many there are to be, at least 34
  GeneratedShop(Path skeleton, String sources, Path folder, int classes) {
    this.skeleton = skeleton;
    this.folder = folder;
    this.kinds = (classes - OTHER_CLASSES) / CLASSES_OF_A_KIND;
    if (kinds <= EDITED) {
      throw new IllegalArgumentException(
          "There are "
              + classes
              + " classes, but at least "
              + ((EDITED + 1) * CLASSES_OF_A_KIND + OTHER_CLASSES)
              + " are needed.");
    }
    var shop = folder.resolve(sources).resolve("shop");
    this.controller = shop.resolve(NAME + EDITED + "s.java");
    this.record = shop.resolve(NAME + EDITED + ".java");
  }

  Path folder() {
    return folder;
  }

  /// A path that is answered with 200 from the beginning.
  static String path() {
    return PATH + EDITED + "/text";
  }

  /// All sources of the kind that is edited.
  List<Path> edited() {
    var shop = record.resolveSibling("");
    return List.of(
        record,
        controller,
        shop.resolve(NAME + EDITED + "Service.java"),
        shop.resolve("New" + NAME + EDITED + ".java"));
  }

  /// Writes the project.
  void write() throws IOException {
    try (var files = Files.walk(skeleton)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        write(file);
      }
    }
  }

  private void write(Path file) throws IOException {
    var target = folder.resolve(skeleton.relativize(file).toString());
    Files.createDirectories(target.getParent());
    var text = Files.readString(file);
    if (!file.getFileName().toString().contains(NAME)) {
      Files.writeString(target, text.contains(NAME) ? repeated(text) : text);
      return;
    }
    for (var number = 0; number < kinds; number++) {
      Files.writeString(
          target.resolveSibling(numbered(file.getFileName().toString(), number)),
          numbered(text, number));
    }
  }

  private static String numbered(String text, int number) {
    return text.replace(NAME, NAME + number).replace(PATH, PATH + number);
  }

  private String repeated(String text) {
    var lines = new ArrayList<String>();
    for (var line : text.lines().toList()) {
      for (var number = 0; number < (line.contains(NAME) ? kinds : 1); number++) {
        lines.add(numbered(line, number));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /// Has a handler answer something else.
  Edit body() throws IOException {
    var now = "version " + ++edits;
    var text = Files.readString(controller);
    save(controller, text.replace("\"version " + (edits - 1) + "\"", "\"" + now + "\""));
    return new Edit(List.of(controller), path(), now);
  }

  /// Adds a route, as a copy of another one.
  Edit route() throws IOException {
    var number = ++routes;
    var text = Files.readString(controller);
    var method = TEXT.matcher(text);
    if (!method.find()) {
      throw new IllegalStateException("There is no method with \"/text\" in\n" + text);
    }
    var copy =
        method
            .group(1)
            .replace("/text", "/route" + number)
            .replace(" text()", " route" + number + "()")
            .replaceFirst("\"version .*\"", "\"route " + number + "\"");
    save(controller, new StringBuilder(text).insert(method.end(), "\n" + copy).toString());
    return new Edit(List.of(controller), PATH + EDITED + "/route" + number, "route " + number);
  }

  /// Adds a component to a record.
  Edit component() throws IOException {
    var number = ++components;
    var text = Files.readString(record);
    save(
        record,
        text.replaceFirst("\\) \\{", ", String note" + number + ") {")
            .replaceFirst("\\);", ", \"note " + number + "\");"));
    return new Edit(List.of(record), PATH + EDITED + "/sample", "\"note " + number + "\"");
  }

  private static void save(Path file, String text) throws IOException {
    if (text.equals(Files.readString(file))) {
      throw new IllegalStateException("The edit changes nothing in '" + file + "'.");
    }
    Files.writeString(file, text);
  }
}
