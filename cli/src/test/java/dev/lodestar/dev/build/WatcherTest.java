package dev.lodestar.dev.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Which files have changed, however they were saved.
@Timeout(60)
class WatcherTest {
  @TempDir Path folder;

  private Watcher watching(Build.Tree... trees) {
    return new Watcher(new Build.Watched(List.of(trees), List.of(folder.resolve(".env"))));
  }

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void nothing_has_changed_before_something_does() throws Exception {
    write("A.java", "a");

    assertThat(watching(Build.Tree.of(folder)).changed()).isEmpty();
  }

  @Test
  void a_file_that_the_watcher_is_told_to_spare_never_changes() throws Exception {
    var written = write("api.ts", "a");
    var watched = new Build.Watched(List.of(Build.Tree.mixed(folder)), List.of());
    var watcher = new Watcher(watched.sparing(List.of(written)));

    write("api.ts", "another");
    var other = write("app.ts", "a");

    assertThat(watcher.changed()).containsExactly(other);
  }

  @Test
  void files_that_are_new_edited_and_gone_are_told_together() throws Exception {
    var edited = write("Edited.java", "a");
    var gone = write("Gone.java", "a");
    var watcher = watching(Build.Tree.of(folder));

    Files.writeString(edited, "another");
    Files.delete(gone);
    var added = write("deep/down/Added.java", "a");

    assertThat(watcher.changed()).containsExactlyInAnyOrder(edited, gone, added);
    assertThat(watcher.changed()).isEmpty();
  }

  @Test
  void a_file_that_an_editor_replaces_by_another_of_the_same_size_and_time_has_changed()
      throws Exception {
    var file = write("A.java", "one");
    var time = Files.getLastModifiedTime(file);
    var watcher = watching(Build.Tree.of(folder));

    var saved = write("A.java~", "two");
    Files.setLastModifiedTime(saved, time);
    Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(watcher.changed()).containsExactly(file);
  }

  @Test
  void a_checkout_of_many_files_is_one_change() throws Exception {
    var watcher = watching(Build.Tree.of(folder));

    for (var i = 0; i < 300; i++) {
      write("p" + i % 10 + "/C" + i + ".java", "class C" + i + " {}");
    }

    assertThat(watcher.await()).hasSize(300);
    assertThat(watcher.changed()).isEmpty();
  }

  @Test
  void what_an_application_writes_beside_its_sources_is_no_change() throws Exception {
    var watcher = watching(Build.Tree.mixed(folder));

    write("app.log", "x");
    write("data.db", "x");
    write("upload", "x");
    write("target/classes/A.java", "x");
    write(".git/index.java", "x");
    write("node_modules/x/index.js", "x");

    assertThat(watcher.changed()).isEmpty();
  }

  @Test
  void a_package_may_be_named_as_folders_of_builds_are() throws Exception {
    var watcher = watching(Build.Tree.of(folder));

    var source = write("shop/build/Target.java", "x");

    assertThat(watcher.changed()).containsExactly(source);
  }

  @Test
  void templates_and_styles_beside_sources_are_changes() throws Exception {
    var watcher = watching(Build.Tree.mixed(folder));

    var page = write("static/index.html", "x");

    assertThat(watcher.changed()).containsExactly(page);
  }

  @Test
  void a_file_that_does_not_exist_yet_can_be_watched() throws Exception {
    var watcher = watching();

    var environment = write(".env", "A=1");

    assertThat(watcher.changed()).containsExactly(environment);
  }

  @Test
  void a_change_before_more_is_watched_is_not_missed() throws Exception {
    var first = write("a/A.java", "a");
    var watcher = watching(Build.Tree.of(folder.resolve("a")));

    Files.writeString(first, "edited");
    watcher.watch(
        new Build.Watched(
            List.of(Build.Tree.of(folder.resolve("a")), Build.Tree.of(folder.resolve("b"))),
            List.of()),
        System.currentTimeMillis() + 60_000);

    assertThat(watcher.changed()).containsExactly(first);
  }

  @Test
  void what_is_edited_while_it_is_read_for_the_first_time_has_changed() throws Exception {
    var read = write("a/Read.java", "a");
    Files.setLastModifiedTime(read, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
    var watcher = watching();
    var since = System.currentTimeMillis();

    var edited = write("a/Edited.java", "a");
    watcher.watch(new Build.Watched(List.of(Build.Tree.of(folder.resolve("a"))), List.of()), since);

    assertThat(watcher.changed()).containsExactly(edited);
  }

  @Test
  void what_is_behind_links_is_watched_and_a_circle_ends() throws Exception {
    var elsewhere = write("elsewhere/Shared.java", "a");
    Files.createDirectories(folder.resolve("sources/shop"));
    Files.createSymbolicLink(folder.resolve("sources/shared"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("sources/shop/again"), folder.resolve("sources"));
    Files.createSymbolicLink(folder.resolve("sources/nowhere"), folder.resolve("gone"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("sources"));
    var watcher = watching(Build.Tree.of(folder.resolve("link")));

    Files.writeString(elsewhere, "edited");

    assertThat(watcher.changed()).containsExactly(folder.resolve("link/shared/Shared.java"));
  }

  @Test
  void a_folder_that_is_renamed_and_comes_back_with_others_has_changed() throws Exception {
    var gone = write("a/A.java", "a");
    var watcher = watching(Build.Tree.of(folder.resolve("a")));

    Files.move(folder.resolve("a"), folder.resolve("b"));
    assertThat(watcher.changed()).containsExactly(gone);
    var other = write("a/B.java", "b");
    assertThat(watcher.changed()).containsExactly(other);
  }

  @Test
  void what_editors_leave_while_they_edit_is_no_change() throws Exception {
    var watcher = watching(Build.Tree.of(folder));

    Files.createSymbolicLink(folder.resolve(".#A.java"), Path.of("ada@host.1234"));
    write("#A.java#", "x");
    write(".A.java.swp", "x");
    write(".A.java.kate-swp", "x");
    write(".goutputstream-ABC", "x");
    write("A.java~", "x");

    assertThat(watcher.changed()).isEmpty();
  }

  @Test
  void a_file_whose_time_goes_back_has_changed() throws Exception {
    var file = write("A.java", "a");
    var watcher = watching(Build.Tree.of(folder));

    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));

    assertThat(watcher.changed()).containsExactly(file);
  }
}
