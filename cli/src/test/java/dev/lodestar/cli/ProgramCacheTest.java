package dev.lodestar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCacheTest {
  @TempDir Path temporary;
  private Path kept;
  private Sources sources;
  private ProgramCache cache;
  private CompiledProgram program;

  @BeforeEach
  void compile() throws Exception {
    var folder = Files.createDirectory(temporary.resolve("sources"));
    sources = new Sources(folder);
    sources.write("Used.java", "class Used {}");
    var file = sources.write("App.java", "void main() { new Used(); }");
    program = sources.compile(file);
    kept = temporary.resolve("cache").resolve("run");
    cache = cacheIn(kept.getParent());
  }

  private static ProgramCache cacheIn(Path folder) {
    return new ProgramCache(Map.of("LODESTAR_CACHE", folder.toString()), "/nowhere");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(kept)) {
      return files.toList();
    }
  }

  @Test
  void a_program_is_found_as_it_was_kept() {
    cache.keep("identity", program);
    var found = cache.find("identity").orElseThrow();

    assertThat(found).usingRecursiveComparison().isEqualTo(program);
  }

  @Test
  void a_program_without_a_root_is_found_as_it_was_kept() throws Exception {
    var alone = sources.compile(sources.write("Alone.java", "package shop; class Alone {}"));
    cache.keep("identity", alone);

    assertThat(cache.find("identity").orElseThrow()).usingRecursiveComparison().isEqualTo(alone);
  }

  @Test
  void nothing_is_found_before_something_is_kept() {
    assertThat(cache.find("identity")).isEmpty();
  }

  @Test
  void a_program_of_another_identity_is_not_found() throws IOException {
    cache.keep("identity", program);
    var file = files().getFirst();
    cache.keep("other", program);
    for (var other : files()) {
      if (!other.equals(file)) {
        Files.copy(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }

    assertThat(cache.find("identity")).isEmpty();
    assertThat(cache.find("other")).isPresent();
  }

  @Test
  void a_changed_source_is_not_found() {
    cache.keep("identity", program);
    sources.write("App.java", "void main() { new Used() ; }");

    assertThat(cache.find("identity")).isEmpty();
  }

  @Test
  void a_changed_source_that_is_only_used_is_not_found() {
    cache.keep("identity", program);
    sources.write("Used.java", "class Used { int x; }");

    assertThat(cache.find("identity")).isEmpty();
  }

  @Test
  void a_deleted_source_is_not_found() throws IOException {
    cache.keep("identity", program);
    Files.delete(temporary.resolve("sources").resolve("Used.java"));

    assertThat(cache.find("identity")).isEmpty();
  }

  @Test
  void a_new_source_in_the_folder_may_change_what_a_name_means() {
    cache.keep("identity", program);
    sources.write("String.java", "class String {}");

    assertThat(cache.find("identity")).isEmpty();
  }

  @Test
  void a_new_file_of_another_kind_changes_nothing() {
    cache.keep("identity", program);
    sources.write("notes.txt", "new");

    assertThat(cache.find("identity")).isPresent();
  }

  @Test
  void every_damaged_file_is_as_good_as_none() throws IOException {
    cache.keep("identity", program);
    var file = files().getFirst();
    var bytes = Files.readAllBytes(file);
    for (var length = 0; length < bytes.length; length += 7) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThat(cache.find("identity")).as("cut to %d bytes", length).isEmpty();
    }
    for (var at = 0; at < bytes.length; at += 5) {
      var damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThat(cache.find("identity")).as("byte %d changed", at).isEmpty();
    }
    Files.write(file, bytes);
    assertThat(cache.find("identity")).isPresent();
  }

  @Test
  void a_folder_that_cannot_be_made_only_means_that_nothing_is_kept() throws IOException {
    var file = Files.createFile(temporary.resolve("file"));
    var broken = cacheIn(file);
    broken.keep("identity", program);

    assertThat(broken.find("identity")).isEmpty();
    assertThat(file).isEmptyFile();
  }

  @Test
  void without_any_folder_nothing_is_kept() {
    for (var home : List.of("", "?", "a\0b")) {
      var nowhere = new ProgramCache(Map.of(), home);
      nowhere.keep("identity", program);

      assertThat(nowhere.find("identity")).isEmpty();
    }
    assertThat(Path.of("?")).doesNotExist();
    assertThat(Path.of(".cache")).doesNotExist();
  }

  @Test
  void only_the_owner_may_see_the_folder() throws IOException {
    cache.keep("identity", program);

    assertThat(Files.getPosixFilePermissions(kept))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void the_folder_is_chosen_by_the_environment() {
    var own = temporary.resolve("own");
    var shared = temporary.resolve("shared");
    var home = temporary.resolve("home");
    new ProgramCache(
            Map.of("LODESTAR_CACHE", own.toString(), "XDG_CACHE_HOME", shared.toString()),
            home.toString())
        .keep("identity", program);
    assertThat(own.resolve("run")).isNotEmptyDirectory();
    assertThat(shared).doesNotExist();

    new ProgramCache(
            Map.of("LODESTAR_CACHE", " ", "XDG_CACHE_HOME", shared.toString()), home.toString())
        .keep("identity", program);
    assertThat(shared.resolve("lodestar/run")).isNotEmptyDirectory();
    assertThat(home).doesNotExist();

    new ProgramCache(Map.of("XDG_CACHE_HOME", "relative"), home.toString())
        .keep("identity", program);
    assertThat(home.resolve(".cache/lodestar/run")).isNotEmptyDirectory();
    assertThat(Path.of("relative")).doesNotExist();
  }

  @Test
  void several_that_keep_the_same_program_at_once_leave_one_complete_file() throws Exception {
    var writers = 8;
    var together = new CyclicBarrier(writers);
    var tasks = new ArrayList<Callable<Boolean>>();
    for (var i = 0; i < writers; i++) {
      tasks.add(() -> {
        together.await();
        for (var round = 0; round < 20; round++) {
          cache.keep("identity", program);
          if (cache.find("identity").isEmpty()) {
            return false;
          }
        }
        return true;
      });
    }
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (var task : threads.invokeAll(tasks)) {
        assertThat(task.get()).isTrue();
      }
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void what_was_not_used_for_long_is_deleted_when_something_is_kept() throws IOException {
    cache.keep("old", program);
    age(files().getFirst(), Duration.ofDays(31));
    var unfinished = Files.createFile(kept.resolve("program1.new"));
    age(unfinished, Duration.ofDays(31));
    var foreign = Files.createFile(kept.resolve("notes.txt"));
    age(foreign, Duration.ofDays(31));
    cache.keep("new", program);

    assertThat(cache.find("old")).isEmpty();
    assertThat(cache.find("new")).isPresent();
    assertThat(unfinished).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void what_is_used_stays() throws IOException {
    cache.keep("used", program);
    age(files().getFirst(), Duration.ofDays(29));
    assertThat(cache.find("used")).isPresent();

    assertThat(Files.getLastModifiedTime(files().getFirst()).toInstant())
        .isAfter(Instant.now().minus(Duration.ofDays(1)));
  }

  @Test
  void the_oldest_of_more_than_a_hundred_programs_are_deleted() throws IOException {
    cache.keep("oldest", program);
    age(files().getFirst(), Duration.ofDays(2));
    for (var i = 1; i < 100; i++) {
      cache.keep("identity " + i, program);
    }
    assertThat(files()).hasSize(100);
    cache.keep("one more", program);

    assertThat(files()).hasSize(100);
    assertThat(cache.find("oldest")).isEmpty();
    assertThat(cache.find("one more")).isPresent();
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
