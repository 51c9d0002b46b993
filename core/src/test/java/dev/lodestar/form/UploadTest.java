package dev.lodestar.form;

import static dev.lodestar.form.Bodies.content;
import static dev.lodestar.form.Bodies.multipart;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lodestar.http.Request;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of forms, in memory (a limit of 100 bytes) and in temporary files (a limit of 0).
class UploadTest {
  @TempDir private Path temporary;
  @TempDir private Path folder;

  private FormLimits limits = FormLimits.standard();

  @BeforeEach
  void useFolder() {
    limits = FormLimits.standard().withFolder(temporary);
  }

  private Request form(String... contents) {
    var lines = new StringBuilder();
    for (var content : contents) {
      lines
          .append("--xYzZY\r\nContent-Disposition: form-data; name=f; filename=\"a.txt\"\r\n\r\n")
          .append(content)
          .append("\r\n");
    }
    return multipart(lines + "--xYzZY--");
  }

  private Upload upload(Request request, int memory) throws IOException {
    return Forms.read(request, limits.withMemorySize(memory)).uploads("f").getFirst();
  }

  private static void end(Request request) {
    assertThat(request.remains().orElseThrow().close()).isEmpty();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void files_stay_in_memory_while_they_fit_together() throws IOException {
    var request = form("12345", "12345", "1", "");

    var uploads = Forms.read(request, limits.withMemorySize(10)).uploads("f");

    assertThat(filesIn(temporary)).hasSize(1);
    for (var upload : uploads) {
      assertThat(content(upload)).isIn("12345", "1", "");
    }
    end(request);
    assertThat(filesIn(temporary)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void the_content_can_be_read_any_number_of_times(int memory) throws IOException {
    var upload = upload(form("content"), memory);

    assertThat(upload.size()).isEqualTo(7);
    assertThat(content(upload)).isEqualTo("content");
    try (var first = upload.open();
        var second = upload.open()) {
      assertThat(first.read()).isEqualTo('c');
      assertThat(new String(second.readAllBytes(), UTF_8)).isEqualTo("content");
      assertThat(new String(first.readAllBytes(), UTF_8)).isEqualTo("ontent");
    }
  }

  @Test
  void only_the_user_of_the_server_can_read_a_temporary_file() throws IOException {
    assumeThat(temporary.getFileSystem().supportedFileAttributeViews()).contains("posix");

    upload(form("content"), 0);

    assertThat(Files.getPosixFilePermissions(filesIn(temporary).getFirst()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void a_transfer_makes_a_file_which_stays(int memory) throws IOException {
    var request = form("content");
    var target = folder.resolve("target");

    upload(request, memory).transferTo(target);

    end(request);
    assertThat(target).hasContent("content");
    assertThat(filesIn(temporary)).isEmpty();
  }

  @Test
  void a_temporary_file_is_moved_and_not_copied() throws IOException {
    assumeThat(Files.getFileStore(temporary)).isEqualTo(Files.getFileStore(folder));
    var upload = upload(form("content"), 0);

    upload.transferTo(folder.resolve("target"));

    assertThat(filesIn(temporary)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void an_upload_can_be_read_and_transferred_again_after_a_transfer(int memory) throws IOException {
    var upload = upload(form("content"), memory);

    upload.transferTo(folder.resolve("first"));
    upload.transferTo(folder.resolve("second"));

    assertThat(content(upload)).isEqualTo("content");
    assertThat(folder.resolve("first")).hasContent("content");
    assertThat(folder.resolve("second")).hasContent("content");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void a_file_that_exists_is_never_overwritten(int memory) throws IOException {
    var upload = upload(form("content"), memory);
    var target = Files.writeString(folder.resolve("target"), "before");

    assertThatThrownBy(() -> upload.transferTo(target))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(target).hasContent("before");
    assertThat(content(upload)).isEqualTo("content");
    upload.transferTo(folder.resolve("other"));
    assertThat(folder.resolve("other")).hasContent("content");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void a_link_that_leads_nowhere_is_not_followed(int memory) throws IOException {
    var upload = upload(form("content"), memory);
    var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));

    assertThatThrownBy(() -> upload.transferTo(link))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void a_transfer_that_fails_leaves_the_upload_as_it_was(int memory) throws IOException {
    var request = form("content");
    var upload = upload(request, memory);

    assertThatThrownBy(() -> upload.transferTo(folder.resolve("missing/target")))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(content(upload)).isEqualTo("content");
    end(request);
    assertThat(filesIn(temporary)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void a_file_that_was_transferred_has_the_permissions_of_every_new_file(int memory)
      throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    var ordinary = Files.createFile(folder.resolve("ordinary"));
    var target = folder.resolve("target");

    upload(form("content"), memory).transferTo(target);

    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void nothing_can_be_read_when_the_request_is_over(int memory) throws IOException {
    var request = form("content");
    var upload = upload(request, memory);
    end(request);

    assertThatThrownBy(upload::open)
        .isInstanceOf(IOException.class)
        .hasMessage("The request is over, and with it the files of its form.");
    assertThatThrownBy(upload::bytes).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> upload.transferTo(folder.resolve("target")))
        .isInstanceOf(IOException.class);
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void a_form_that_is_read_when_the_request_is_over_leaves_no_file() throws IOException {
    var request = form("content");
    request.closeAtEnd(() -> {});
    end(request);

    assertThatThrownBy(() -> upload(request, 0))
        .isInstanceOf(IOException.class)
        .hasMessage("The request is over, and with it the files of its form.");
    assertThat(filesIn(temporary)).isEmpty();
  }

  @Test
  void a_folder_that_is_missing_is_the_fault_of_the_server() {
    limits = limits.withFolder(temporary.resolve("missing"));

    assertThatThrownBy(() -> upload(form("content"), 0)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whoever_prints_an_upload_sees_its_names_and_its_size() throws IOException {
    assertThat(upload(form("content"), 100)).hasToString("'f' 'a.txt', 7 bytes");
  }
}
