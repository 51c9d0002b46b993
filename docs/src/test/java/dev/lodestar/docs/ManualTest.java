package dev.lodestar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ManualTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

  @TempDir Path folder;

  static List<String> pages() {
    return Manual.pages();
  }

  @TestFactory
  List<DynamicTest> every_sample_does_what_the_page_says() {
    var update = Boolean.getBoolean("lodestar.docs.update");
    var tests = new ArrayList<DynamicTest>();
    for (var page : Manual.pages()) {
      var blocks = Block.of(page, Manual.read(page));
      var name = page.replaceAll("\\W", "_");
      for (var check : PageSamples.of(blocks, folder.resolve(name), update)) {
        tests.add(DynamicTest.dynamicTest(check.name(), check.check()::call));
      }
    }
    return tests;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_to_files_and_headings_that_are_there(String page) {
    var links = LINK.matcher(Manual.read(page));
    while (links.find()) {
      var link = links.group(1);
      if (link.startsWith("http")) {
        continue;
      }
      var hash = link.indexOf('#');
      var path = hash < 0 ? link : link.substring(0, hash);
      var target =
          path.isEmpty() ? Path.of(page) : Path.of("/" + page).resolveSibling(path).normalize();
      var file = Manual.REPOSITORY.resolve(target.toString().replaceFirst("^/", ""));
      assertThat(file).as(page + ": " + link).exists();
      if (hash >= 0) {
        assertThat(headings(file)).as(page + ": " + link).contains(link.substring(hash + 1));
      }
    }
  }

  @Test
  void the_contents_list_every_page() {
    var contents = Manual.read("docs/README.md");
    assertThat(Manual.pages())
        .filteredOn(page -> page.startsWith("docs/") && !page.equals("docs/README.md"))
        .allSatisfy(page -> assertThat(contents).contains("(" + page.substring(5) + ")"));
  }

  /// The anchors of the headings, as repository hosts make them.
  private static List<String> headings(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
          .map(line -> line.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
          .toList();
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
