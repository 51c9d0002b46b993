package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Lodestar;
import dev.lodestar.files.StaticFiles;
import dev.lodestar.files.Symlinks;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.LinkFreeFolder;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody who may write in a served folder exchanges what lies in it for links that lead out,
/// again and again, while files are asked for.
@EnabledOnOs({OS.LINUX, OS.MAC})
class LinkRaceTest {
  private static final int REQUESTS = 1_500;

  @TempDir Path work;
  private Path root;
  private Thread attacker;
  private volatile boolean over;

  @BeforeEach
  void createFiles() throws IOException {
    root = Files.createDirectories(work.resolve("public"));
    write(root.resolve("folder/deep/file.txt"), "open");
    write(root.resolve("file.txt"), "open");
    write(work.resolve("private/deep/file.txt"), "lost");
    write(work.resolve("private/file.txt"), "lost");
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @AfterEach
  void end() throws InterruptedException {
    over = true;
    if (attacker != null) {
      attacker.join();
    }
  }

  /// Has a name be what it was and a link by turns.
  private void exchange(String name, Path target) throws IOException {
    var place = root.resolve(name);
    var kept = work.resolve("kept");
    var link = Files.createSymbolicLink(work.resolve("link"), target);
    attacker =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!over) {
                  Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(link, place, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(place, link, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE);
                }
              } catch (IOException failure) {
                throw new IllegalStateException(failure);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "folder, private, /folder/deep/file.txt, REFUSED",
    "file.txt, private/file.txt, /file.txt, REFUSED",
    "folder, private, /folder/deep/file.txt, WITHIN"
  })
  void what_lies_behind_a_link_is_never_sent(
      String name, String target, String path, Symlinks symlinks) throws Exception {
    var files = StaticFiles.directory(root).symlinks(symlinks);
    exchange(name, work.resolve(target));
    var seen = new TreeMap<String, Integer>();
    try (var server = Lodestar.app().mount("/", files).build().start(TestServer.options());
        var client = RawClient.connect(server)) {
      for (var i = 0; i < REQUESTS; i++) {
        var response = client.get(path).read();
        var text = response.status() == 200 ? response.body() : "status " + response.status();
        seen.merge(text, 1, Integer::sum);
      }
    }
    assertThat(seen).containsKey("open").doesNotContainKey("lost");
  }

  /// The same without luck: the exchange happens when the file has been looked at.
  @ParameterizedTest
  @CsvSource({
    "folder, private, folder/deep/file.txt",
    "folder/deep, private/deep, folder/deep/file.txt",
    "folder/deep/file.txt, private/file.txt, folder/deep/file.txt",
    "file.txt, private/file.txt, file.txt"
  })
  void a_link_that_comes_between_looking_and_opening_is_not_followed(
      String name, String target, String path) throws Exception {
    var looked = FileBody.Attributes.of(attributes(root.resolve(path)));
    var body = FileBody.of(root.resolve(path), looked).below(LinkFreeFolder.of(root));
    var app = Lodestar.app().get("/file", request -> Response.of(body)).build();
    try (var server = app.start(TestServer.options());
        var client = RawClient.connect(server)) {
      // The folder of the file is open now, and its name is about to lead elsewhere.
      assertThat(client.get("/file").read().body()).isEqualTo("open");
      Files.move(root.resolve(name), work.resolve("kept"));
      Files.createSymbolicLink(root.resolve(name), work.resolve(target));

      assertThat(client.get("/file").read().status()).isEqualTo(404);
      assertThat(TestClient.of(app).get("/file").status()).isEqualTo(Status.NOT_FOUND);

      Files.delete(root.resolve(name));
      Files.move(work.resolve("kept"), root.resolve(name));
      assertThat(client.get("/file").read().body()).isEqualTo("open");
      assertThat(TestClient.of(app).get("/file").text()).isEqualTo("open");
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  @Test
  void a_file_that_is_not_below_the_folder_is_a_mistake() {
    var folder = LinkFreeFolder.of(root);
    assertThat(FileBody.of(root.resolve("a.txt")).below(folder).folder()).contains(folder);
    for (var path : List.of("../private/file.txt", "../public-too/file.txt", "", "a/../b.txt")) {
      var file = FileBody.of(root.resolve(path));
      assertThatThrownBy(() -> file.below(folder))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not lie below the folder '" + root + "'");
    }
  }
}
