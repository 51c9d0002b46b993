package dev.lodestar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The file of classes that the engine loads while an application is being built. With
/// `-Dlodestar.first-classes.update=true` it is written anew.
@Timeout(300)
class FirstClassesTest {
  private static final Path FILE =
      Launch.REPOSITORY.resolve("server/src/main/resources/dev/lodestar/server/first-classes.txt");

  /// A few classes depend on what happens first, and whether anything goes on beside it.
  private static final int TOLERATED = 10;

  /// With one processor the file is not used, so this is what a start needs by itself.
  private static final String ONE_PROCESSOR = "-XX:ActiveProcessorCount=1";

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void names_what_a_server_initializes_until_its_first_answer() throws Exception {
    var options = new ArrayList<>(HelloClasses.OPTIONS_OF_SCRIPTS);
    options.add(ONE_PROCESSOR);
    var needed = new LinkedHashSet<>(HelloClasses.initialized(folder, options));
    needed.removeIf(name -> !isOfTheEngine(name));
    assertThat(needed).hasSizeGreaterThan(100);
    if (Boolean.getBoolean("lodestar.first-classes.update")) {
      Files.write(FILE, needed);
    }
    var listed = Files.readAllLines(FILE);

    assertThat(listed).doesNotHaveDuplicates().allMatch(FirstClassesTest::isOfTheEngine);
    assertThat(difference(listed, needed)).as("needless").hasSizeLessThan(TOLERATED);
    assertThat(difference(needed, listed)).as("missing").hasSizeLessThan(TOLERATED);
  }

  /// Classes that are generated have names of their own in each process. Netty chooses one of its
  /// cleaners, and the one that links native `malloc` must not begin where another is chosen.
  private static boolean isOfTheEngine(String name) {
    return (name.startsWith("io.netty.") || name.startsWith("dev.lodestar.server."))
        && !name.startsWith("io.netty.util.internal.CleanerJava")
        && !name.contains("$$")
        && !name.contains("$Proxy");
  }

  private static List<String> difference(Iterable<String> these, Iterable<String> those) {
    var rest = new LinkedHashSet<String>();
    these.forEach(rest::add);
    those.forEach(rest::remove);
    return List.copyOf(rest);
  }
}
