package dev.lodestar.form;

import static dev.lodestar.form.Bodies.MULTIPART;
import static dev.lodestar.form.Bodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lodestar.http.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What large forms cost.
class LargeFormTest {
  private static final long MEGABYTE = 1_000_000;
  private static final String HEAD =
      "--xYzZY\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n";
  private static final String END = "\r\n--xYzZY--";

  private static InputStream form(long size) {
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(bytes(HEAD)),
                new Generated(size),
                new ByteArrayInputStream(bytes(END)))));
  }

  private static Multipart over(InputStream body) {
    return Multipart.over(body, MediaType.parse(MULTIPART), FormLimits.standard());
  }

  @Test
  void a_file_of_any_size_is_read_in_constant_memory() throws IOException {
    read(MEGABYTE);

    assertThat(allocatedBy(() -> read(400 * MEGABYTE))).isLessThan(MEGABYTE / 10);
  }

  private static void read(long size) throws IOException {
    var part = over(form(size)).next().orElseThrow();

    assertThat(part.stream().transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
  }

  @Test
  void a_file_goes_to_disk_in_constant_memory(@TempDir Path folder) throws IOException {
    store(folder, 2 * MEGABYTE);

    assertThat(allocatedBy(() -> store(folder, 60 * MEGABYTE))).isLessThan(5 * MEGABYTE);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static void store(Path folder, long size) throws IOException {
    var limits = FormLimits.standard().withFolder(folder);
    try (var store = new UploadStore(limits)) {
      var form = FormCollector.collect(over(form(size)), limits, store);
      assertThat(form.uploads("f").getFirst().size()).isEqualTo(size);
    }
  }

  private static long allocatedBy(Action action) throws IOException {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  /// Bytes with many that could begin a boundary.
  private static final class Generated extends InputStream {
    private static final byte[] PATTERN =
        bytes("some content\r\n--xYzZ--xYzZY\r--xY\r\r\n\r\n-".repeat(50));
    private long left;

    Generated(long size) {
      left = size;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      var count = (int) Math.min(Math.min(left, length), PATTERN.length);
      System.arraycopy(PATTERN, 0, target, offset, count);
      left -= count;
      return count;
    }
  }
}
