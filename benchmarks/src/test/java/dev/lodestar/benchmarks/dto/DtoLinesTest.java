package dev.lodestar.benchmarks.dto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The manual compares how much there is to write.
class DtoLinesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/lodestar/benchmarks/dto");
  private static final Path PAGE = Path.of("../docs/dto.md");

  @Test
  void the_manual_has_the_number_of_lines_for_the_shapes_that_are_read_and_written()
      throws IOException {
    int derived = lines("derived/ReadArticle", "derived/WriteArticle");
    int byHand = lines("byhand/ArticleView", "byhand/PartView", "byhand/NewArticle");
    int mapStruct =
        lines(
            "mapstruct/ArticleView",
            "mapstruct/PartView",
            "mapstruct/NewArticle",
            "mapstruct/ArticleMapper");
    // The rest of the viewed types is the model itself.
    int views =
        lines("views/Views")
            + count("views/ViewedArticle", DtoLinesTest::isView)
            + count("views/ViewedPart", DtoLinesTest::isView);

    assertThat(Files.readString(PAGE))
        .contains("| %d | %d | %d | %d |".formatted(derived, byHand, mapStruct, views));
  }

  @Test
  void the_manual_has_the_number_of_lines_for_changes() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(
            "| %d | %d |"
                .formatted(
                    lines("derived/PatchArticle"),
                    lines("byhand/ArticleChange", "byhand/MakerChange")));
  }

  private static int lines(String... sources) throws IOException {
    int lines = 0;
    for (var source : sources) {
      lines += count(source, DtoLinesTest::isCode);
    }
    return lines;
  }

  private static int count(String source, Predicate<String> counts) throws IOException {
    return (int)
        Files.readAllLines(SOURCES.resolve(source + ".java")).stream().filter(counts).count();
  }

  /// What says which package a file is in, and what it uses, is written by tools.
  private static boolean isCode(String line) {
    var text = line.strip();
    return !text.isEmpty()
        && !text.startsWith("///")
        && !text.startsWith("import ")
        && !text.startsWith("package ");
  }

  private static boolean isView(String line) {
    return isCode(line) && line.contains("@Json");
  }
}
