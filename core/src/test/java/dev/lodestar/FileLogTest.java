package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.files.StaticFiles;
import dev.lodestar.files.Symlinks;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the operator is told of files that cannot be read, and clients are not.
class FileLogTest {
  @TempDir Path root;

  @Test
  void a_file_that_cannot_be_read_is_a_404_and_a_line_in_the_log() throws IOException {
    Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
    var client =
        TestClient.of(
            Lodestar.app()
                .mount("/", StaticFiles.directory(root).symlinks(Symlinks.FOLLOWED))
                .build());

    try (var log = CapturedLog.start()) {
      client.get("/loop").expectStatus(404);

      assertThat(log.text()).contains("file_unreadable folder=" + root + " path=loop");
    }
  }

  @Test
  void a_file_that_is_not_there_is_no_line_in_the_log() {
    var client = TestClient.of(Lodestar.app().mount("/", StaticFiles.directory(root)).build());

    try (var log = CapturedLog.start()) {
      client.get("/missing").expectStatus(404);
      client.get("/" + "a".repeat(300)).expectStatus(404);

      assertThat(log.text()).isEmpty();
    }
  }
}
