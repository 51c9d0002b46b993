package dev.lodestar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.report.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// What the blocks of one page claim, as checks.
///
/// | block | marker before it | check |
/// |---|---|---|
/// | `java` | `sample: App.java` | begins a sample: compiles without warnings, and runs |
/// | `java` | `and: Other.java` | one more source file of the sample above |
/// | `java` | `file: PATH` | is the whole of a file, which is the sample |
/// | `java` | `part of: PATH` | is a part of a file, which is the sample; if it is in a package, together with the other files of its folder |
/// | `console` | none | each `$ curl …` of the application above answers what follows |
/// | `text` | `output` | what the sample above prints |
/// | `text` | `report` | what the sample above reports when its application is built |
/// | `yaml` | `document: POINTER` | is what stands there in the OpenAPI document of the application above |
/// | `xml` | none | names artifacts that there are |
/// | any | `not run: REASON` | none |
final class PageSamples {

  /// One claim.
  ///
  /// @param name the place in the page
  /// @param check fails if the claim is wrong
  record Check(String name, Callable<Void> check) {}

  private final List<Check> checks = new ArrayList<>();
  private final Path folder;
  private final boolean update;
  private Sample sample;
  private int samples;

  private PageSamples(Path folder, boolean update) {
    this.folder = folder;
    this.update = update;
  }

  /// Lists the claims of a page.
  ///
  /// @param folder where samples are compiled
  /// @param update whether to correct what the page shows instead of failing
  static List<Check> of(List<Block> blocks, Path folder, boolean update) {
    var page = new PageSamples(folder, update);
    for (var block : blocks) {
      page.add(block);
    }
    return page.checks;
  }

  private void add(Block block) {
    if (block.marked("not run") != null) {
      var reason = block.marked("not run");
      check(block, "not run", () -> assertThat(reason).as("the reason").isNotBlank());
      return;
    }
    switch (block.language()) {
      case "java" -> addJava(block);
      case "console" -> {
        var current = sample;
        check(block, "console", () -> compare(block, converse(block, current)));
      }
      case "text" -> addText(block);
      case "yaml" -> {
        var current = sample;
        var pointer = block.marked("document");
        assertThat(pointer).as(block.place() + ": the marker 'document'").isNotNull();
        check(block, "document", () -> compare(block, current.document(pointer)));
      }
      case "xml" -> check(block, "xml", () -> PomSnippets.check(block.text()));
      default ->
          throw new IllegalArgumentException(
              block.place() + ": A block of '" + block.language() + "' has no check.");
    }
  }

  private void addJava(Block block) {
    var name = block.marked("sample");
    var more = block.marked("and");
    var file = block.marked("file");
    var part = block.marked("part of");
    if (more != null) {
      sample.add(more, block.text());
      return;
    }
    begin();
    if (name != null) {
      sample.add(name, block.text());
    } else if (file != null) {
      var text = Manual.read(file);
      sample.add(Path.of(file).getFileName().toString(), text);
      check(block, file, () -> assertThat(block.text()).isEqualTo(text));
    } else if (part != null) {
      var text = Manual.read(part);
      sample.add(Path.of(part).getFileName().toString(), text);
      if (text.startsWith("package ")) {
        Manual.siblings(part).forEach(other -> sample.add(other, Manual.read(other)));
      }
      check(block, part, () -> assertThat("\n" + text).contains("\n" + block.text()));
    } else {
      throw new IllegalArgumentException(
          block.place()
              + ": Put a marker before the block, such as <!-- sample: App.java --> or"
              + " <!-- not run: reason -->.");
    }
    var begun = sample;
    check(block, "compiles", begun::compile);
    check(block, "runs", () -> runOrReport(begun));
  }

  private void addText(Block block) {
    var current = sample;
    switch (block.marker()) {
      case "output" -> check(block, "output", () -> compare(block, current.run()));
      case "report" -> {
        current.refuse();
        check(block, "report", () -> compare(block, report(current)));
      }
      default ->
          throw new IllegalArgumentException(
              block.place()
                  + ": Put <!-- output -->, <!-- report --> or <!-- not run: reason --> before the"
                  + " block.");
    }
  }

  private void begin() {
    sample = new Sample(folder.resolve("sample" + ++samples));
  }

  /// A sample that is meant to be refused has its report checked by the block that shows it.
  private static void runOrReport(Sample sample) throws Exception {
    try {
      sample.run();
    } catch (StartupException mistakes) {
      if (!sample.isRefused()) {
        throw mistakes;
      }
    }
  }

  private static String report(Sample sample) throws Exception {
    try {
      sample.run();
    } catch (StartupException mistakes) {
      return mistakes.getMessage() + "\n";
    }
    throw new AssertionError("The application was built without a problem.");
  }

  private static String converse(Block block, Sample sample) throws Exception {
    var transcript = new StringBuilder();
    var lines = block.text().lines().toList();
    for (var line : lines) {
      if (line.startsWith("$ ")) {
        transcript.append(line).append('\n');
        transcript.append(Curl.run(line.substring(2), sample.client()));
      }
    }
    assertThat(transcript.toString()).as("commands").isNotEmpty();
    return transcript.toString();
  }

  private void compare(Block block, String actual) throws IOException {
    if (!Expected.matches(block.text(), actual)) {
      if (update) {
        correct(block, actual);
      } else {
        assertThat(actual).as(block.place()).isEqualTo(block.text());
      }
    }
  }

  /// Blocks are corrected in the order of the page, so of equal ones the first is meant.
  private static void correct(Block block, String actual) throws IOException {
    var page = Manual.read(block.page());
    var shown = block.fenced(block.text());
    var from = page.indexOf(shown);
    Files.writeString(
        Manual.REPOSITORY.resolve(block.page()),
        page.substring(0, from) + block.fenced(actual) + page.substring(from + shown.length()));
  }

  private interface Action {
    void run() throws Exception;
  }

  private void check(Block block, String what, Action action) {
    checks.add(
        new Check(
            block.place() + " " + what,
            () -> {
              action.run();
              return null;
            }));
  }
}
