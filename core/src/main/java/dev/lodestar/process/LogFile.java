package dev.lodestar.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What an application prints, in a file of bounded size. The process itself writes into it; so
/// older lines are copied away and the file is emptied, while the process keeps it open.
final class LogFile {
  /// How many older files are kept, called `.1` to `.3`.
  static final int OLDER = 3;

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST_BYTES_OF_END = 1 << 16;

  private LogFile() {}

  /// Makes an empty file, and keeps what was there as an older one.
  static void begin(Path log) throws IOException {
    if (Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
      shift(log);
      Files.move(log, older(log, 1), StandardCopyOption.REPLACE_EXISTING);
    }
    FileChannel.open(
            log,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            StateFolder.onlyMine(log, "rw-------"))
        .close();
  }

  private static Path older(Path log, int age) {
    return log.resolveSibling(log.getFileName() + "." + age);
  }

  private static void shift(Path log) throws IOException {
    for (var age = OLDER - 1; age >= 1; age--) {
      if (Files.exists(older(log, age), LinkOption.NOFOLLOW_LINKS)) {
        Files.move(older(log, age), older(log, age + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /// Looks after the size of a file for as long as this process runs.
  static void keepBounded(Path log) {
    Thread.ofPlatform()
        .daemon()
        .name("lodestar-log")
        .start(() -> {
          try {
            while (true) {
              Thread.sleep(PAUSE);
              bound(log, Applications.LOG_SIZE);
            }
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// Starts the file anew if it has grown too large.
  static void bound(Path log, long size) {
    try {
      if (Files.size(log) <= size) {
        return;
      }
      shift(log);
      Files.copy(
          log,
          older(log, 1),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException noRoom) {
      // It is emptied all the same: what counts is that the disk does not fill up.
    }
    try (var channel =
        FileChannel.open(log, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      channel.truncate(0);
    } catch (IOException gone) {
      // Nobody reads it any more.
    }
  }

  /// Reads the last lines.
  static List<String> end(Path log, int lines) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var from = Math.max(0, file.length() - MOST_BYTES_OF_END);
      var bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException none) {
      return List.of();
    }
  }
}
