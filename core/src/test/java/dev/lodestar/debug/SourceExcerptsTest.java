package dev.lodestar.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.sourcefile.SourcePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the sources of calls are looked for, and how much of them is shown.
class SourceExcerptsTest {
  @TempDir Path folder;

  private SourceExcerpts sources;

  @BeforeEach
  void look_into_the_folder() {
    sources = new SourceExcerpts(getClass().getClassLoader(), folder, new SourcePlaces(null));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> "line " + number)
        .collect(Collectors.joining("\n"));
  }

  private static StackTraceElement call(String type, String file, int line) {
    return new StackTraceElement(type, "method", file, line);
  }

  @Test
  void seven_lines_before_and_behind_are_shown() throws IOException {
    write("src/main/java/a/b/C.java", lines(100));

    var excerpt = sources.of(call("a.b.C$D", "C.java", 50)).orElseThrow();

    assertThat(excerpt.file()).endsWith("C.java");
    assertThat(excerpt.first()).isEqualTo(43);
    assertThat(excerpt.marked()).isEqualTo(50);
    assertThat(excerpt.lines()).hasSize(15).startsWith("line 43").endsWith("line 57");
  }

  @Test
  void at_the_ends_of_a_file_there_are_fewer() throws IOException {
    write("src/test/java/C.java", lines(3));

    assertThat(sources.of(call("C", "C.java", 1)).orElseThrow().lines())
        .containsExactly("line 1", "line 2", "line 3");
    assertThat(sources.of(call("C", "C.java", 4))).isEmpty();
    assertThat(sources.of(call("C", "C.java", -1))).isEmpty();
  }

  @Test
  void the_sources_lie_beside_the_folder_of_the_classes() {
    var type = SourceExcerptsTest.class.getName();

    var excerpt = sources.of(call(type, "SourceExcerptsTest.java", 1)).orElseThrow();

    assertThat(excerpt.lines().getFirst()).isEqualTo("package dev.lodestar.debug;");
  }

  @Test
  void a_program_launched_from_source_lies_where_it_was_launched(@TempDir Path elsewhere)
      throws IOException {
    write("App.java", lines(3));
    write("shop/Shelf.java", lines(5));
    var launched =
        new SourceExcerpts(null, elsewhere, new SourcePlaces(folder.resolve("App.java")));

    assertThat(launched.of(call("App", "App.java", 2))).isPresent();
    assertThat(launched.of(call("shop.Shelf", "Shelf.java", 2))).isPresent();

    var inPackage =
        new SourceExcerpts(null, elsewhere, new SourcePlaces(folder.resolve("shop/Shelf.java")));
    assertThat(inPackage.of(call("shop.Shelf", "Shelf.java", 2))).isPresent();
  }

  @Test
  void calls_that_are_made_up_lead_to_no_other_files() throws IOException {
    write("Secret.java", lines(9));
    write("src/main/java/a/C.java", lines(9));
    write("src/main/java/a/passwords.txt", lines(9));

    assertThat(sources.of(call("a.C", "../../../../Secret.java", 1))).isEmpty();
    assertThat(sources.of(call("....Secret", "Secret.java", 1))).isEmpty();
    assertThat(sources.of(call("a/../../../..", "Secret.java", 1))).isEmpty();
    assertThat(sources.of(call(folder + "/C", "Secret.java", 1))).isEmpty();
    assertThat(sources.of(call("a.C", folder + "/Secret.java", 1))).isEmpty();
    assertThat(sources.of(call("a.C", "passwords.txt", 1))).isEmpty();
    assertThat(sources.of(call("a.C", null, 1))).isEmpty();
    assertThat(sources.of(call("a.C\0", "C.java\0.java", 1))).isEmpty();
    assertThat(sources.of(call("a.C", "C.java", 1))).isPresent();
  }

  @Test
  void long_lines_are_cut_and_large_files_left_out() throws IOException {
    write("src/main/java/Long.java", "x".repeat(SourceExcerpts.LONGEST_LINE + 5));
    write("src/main/java/Large.java", "x\n".repeat(SourceExcerpts.LARGEST_FILE));

    assertThat(sources.of(call("Long", "Long.java", 1)).orElseThrow().lines())
        .containsExactly("x".repeat(SourceExcerpts.LONGEST_LINE) + "… (5 more characters)");
    assertThat(sources.of(call("Large", "Large.java", 1))).isEmpty();
  }

  @Test
  void only_so_many_are_shown() throws IOException {
    write("src/main/java/C.java", lines(3));
    for (var i = 0; i < SourceExcerpts.MOST_EXCERPTS; i++) {
      assertThat(sources.of(call("C", "C.java", 1))).isPresent();
    }

    assertThat(sources.of(call("C", "C.java", 1))).isEmpty();
  }
}
