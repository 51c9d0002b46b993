package dev.lodestar.packaging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Runs a packaged application for a moment, to learn what it needs.
public final class Training {
  private static final int ROUNDS = 40;
  private static final long LONGEST = 5_000_000_000L;

  private final Path home;
  private final String name;
  private final List<SampleRequest> requests;

  Training(Path home, String name, List<SampleRequest> requests) {
    this.home = home;
    this.name = name;
    this.requests = requests;
  }

  /// Makes the cache of classes of a packaged application anew; `bin/train` calls it.
  ///
  /// @param arguments its folder and its name
  /// @throws InterruptedException if the thread is interrupted
  public static void main(String... arguments) throws InterruptedException {
    var home = Path.of(arguments[0]);
    try {
      var requests = SampleRequest.parse(Files.readAllLines(home.resolve("requests.txt")));
      new Training(home, arguments[1], requests).makeCache();
      System.out.println("The cache of classes was made: " + home.resolve(arguments[1] + ".aot"));
    } catch (PackagingException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    } catch (IOException failure) {
      System.err.println("The cache of classes cannot be made: " + failure + ".");
      System.exit(1);
    }
  }

  /// Has the application write the classes that it generates.
  void collectClasses(Path folder) throws IOException, PackagingException, InterruptedException {
    try (var process = start("-Dlodestar.bake=" + folder)) {
      var _ = process.send(process.awaitStart(), requests);
      process.stop();
    }
  }

  /// Makes the cache.
  void makeCache() throws IOException, PackagingException, InterruptedException {
    var cache = home.resolve(name + ".aot");
    var made = home.resolve(name + ".aot.new");
    try (var process = start("-XX:AOTCacheOutput=" + made)) {
      var server = process.awaitStart();
      replay(process, server);
      process.stop();
    }
    if (!Files.exists(made)) {
      throw new PackagingException(
          "This Java (" + System.getProperty("java.home") + ") made no cache of classes.");
    }
    Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Many times, so that the virtual machine learns which code is hot; what changes something,
  /// once.
  private void replay(TrainedProcess process, URI server)
      throws PackagingException, InterruptedException {
    var _ = process.send(server, requests);
    var safe = requests.stream().filter(SampleRequest::isSafe).toList();
    var end = System.nanoTime() + LONGEST;
    for (var round = 1; round < ROUNDS && System.nanoTime() - end < 0; round++) {
      var _ = process.send(server, safe);
    }
  }

  private TrainedProcess start(String option) throws IOException {
    return new TrainedProcess(home.resolve("bin").resolve(name), option);
  }
}
